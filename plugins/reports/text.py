"""A submission's text as data: what it may hold, and the words for a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from gradkata.judge.records import Check, Verdict

LONGEST = 4000

WORDS = {
    "passed": "passed",
    "failed": "not right yet",
    "todo": "not started",
    "not_judged": "could not be judged, which is no fault of the submission",
}


def visible(text: str, limit: int = LONGEST) -> str:
    """No control characters but line ends and tabs, and cut after `limit` letters."""
    shown = "".join(
        letter if letter.isprintable() or letter in "\n\t" else ascii(letter)[1:-1]
        for letter in text[: limit + 1]
    )
    return shown if len(text) <= limit else f"{shown[:limit]} …"


def one_line(text: str, limit: int = 300) -> str:
    return visible(" ".join(text[: 10 * limit].split()), limit)


def points(score: float) -> str:
    return f"{round(score, 4):g}"


def first_line(verdict: Verdict) -> str:
    """What is to be said first of a kata that did not pass."""
    said = [f"line {v.line}: {v.message}" for v in verdict.violations]
    said += [mistake.message for mistake in verdict.mistakes]
    said += [check.message for check in verdict.checks if check.message]
    return one_line(said[0]) if said else WORDS[verdict.outcome]


def explanation(verdict: Verdict) -> str:
    """All that is known of one kata, as plain text."""
    parts = [WORDS[verdict.outcome], *(f"line {v.line}: {v.message}" for v in verdict.violations)]
    parts += [_check(check) for check in verdict.checks if check.outcome != "passed"]
    parts += [f"Likely: {mistake.message}" for mistake in verdict.mistakes]
    parts += [remark.message for remark in verdict.remarks]
    parts += [f"Printed:\n{verdict.output}"] if verdict.output else []
    return "\n\n".join(visible(part) for part in parts)


def _check(check: Check) -> str:
    return "\n".join(_lines(check))


def _lines(check: Check) -> Iterator[str]:
    yield f"{check.name}: {check.outcome.replace('_', ' ')}"
    yield from filter(None, [check.message])
    for label in ("call", "expected", "actual"):
        if value := getattr(check, label):
            yield f"{label:<9} {value}"
