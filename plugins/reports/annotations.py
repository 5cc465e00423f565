"""`github`: workflow commands of GitHub Actions, which become annotations beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gradkata.judge.records import Graded, Results, Verdict

from .text import WORDS, first_line, one_line, points


def export(results: Results) -> str:
    several = len(results.submissions) > 1
    lines = (line for graded in results.submissions for line in _lines(graded, several))
    return "".join(f"{line}\n" for line in lines)


def _lines(graded: Graded, several: bool) -> Iterator[str]:
    whose = f"{one_line(graded.submission)}: " if several else ""
    if graded.error:
        yield command("error", one_line(graded.error), title=f"{whose}not read")
    for verdict in graded.katas:
        if verdict.outcome in ("failed", "not_judged"):
            yield _annotation(verdict, whose)
    total = f"Points {points(graded.score)}/{points(graded.max_score)}"
    yield command("notice", total, title=f"{whose}Points")


def _annotation(verdict: Verdict, whose: str) -> str:
    """On the line that breaks a rule, or that raised; of other faults only the file is known."""
    kind = "error" if verdict.outcome == "failed" else "warning"
    message = first_line(verdict) if kind == "error" else WORDS["not_judged"]
    line = verdict.violations[0].line if verdict.violations else _line_raised(verdict)
    file = f"katas/{verdict.kata}.py"
    return command(kind, message, file=file, line=str(line), title=f"{whose}{verdict.kata}")


def _line_raised(verdict: Verdict) -> int:
    """The judge ends a message with the line, where it knows one."""
    said = (check.message for check in verdict.checks if check.outcome == "failed")
    found = re.search(r" \(line ([1-9][0-9]{0,6})\)$", next(said, ""))
    return int(found[1]) if found else 1


def command(kind: str, message: str, **properties: str) -> str:
    """One line, whatever is in it: a line that a learner begins would be a command of theirs."""
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
