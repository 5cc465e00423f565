"""What a class came to, in text: a row for each submission, and the whole at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import mean, median
from typing import TYPE_CHECKING

from gradkata.cli.common import clean, one_line

if TYPE_CHECKING:
    from collections import Counter

    from gradkata.classroom.tally import Tally
    from gradkata.judge.records import Graded, Verdict

NAME = 60
BINS, BAR = 10, 40
MOST_FREQUENT, MEANING = 10, 100
FEW = 5
"""Of fewer learners the rows above tell more than a distribution."""
NAMED = 10
WORDS = {
    "passed": "passed",
    "failed": "failed",
    "not_judged": "not judged",
    "todo": "not started",
}


def row(graded: Graded, width: int, note: str = "") -> str:
    """Marks, name, and why they are not full."""
    # The name is the learner's own: a line that began with it could be taken for one of ours.
    marks = f"{round(graded.score, 4):g} / {round(graded.max_score, 4):g}"
    return f"{marks:>12}  {clean(graded.submission, NAME):<{width}}  {_reason(graded)}{note}"


def _reason(graded: Graded) -> str:
    """Counts, and the first thing that is not right, in one line."""
    if graded.error:
        return clean(graded.error, 200)
    outcomes = [verdict.outcome for verdict in graded.katas]
    counts = [f"{outcomes.count(o)} {w}" for o, w in WORDS.items() if o in outcomes]
    wrong = [v for v in graded.katas if v.outcome in ("failed", "not_judged")]
    return ", ".join(counts) + (f"; {wrong[0].kata}: {_first(wrong[0])}" if wrong else "")


def _first(verdict: Verdict) -> str:
    said = [violation.message for violation in verdict.violations]
    said += [mistake.message for mistake in verdict.mistakes]
    said += [check.message for check in verdict.checks if check.message]
    return clean(" ".join(said[0].split()), 160) if said else verdict.outcome


def of_class(tally: Tally) -> Iterator[str]:
    """Marks, katas and mistakes, of a class that is one, and who needs looking after."""
    if len(tally.shares) > 1:
        yield from _marks(tally.shares)
        yield from _katas(tally)
    yield from _mistakes(tally)
    yield from _names("Not judged, and graded again by the same command", tally.not_judged)
    yield from _names("Slow", tally.slow)


def _marks(shares: Sequence[float]) -> Iterator[str]:
    yield f"\nMarks: mean {100 * mean(shares):.0f} %, median {100 * median(shares):.0f} %"
    if len(shares) < FEW:
        return
    bins = [min(int(share * BINS), BINS - 1) for share in shares]
    counts = [bins.count(place) for place in range(BINS)]
    for place, count in enumerate(counts):
        bar = "#" * -(-BAR * count // max(counts))
        low, high = 100 * place // BINS, 100 * (place + 1) // BINS
        yield f"  {low:>3} to {high:>3} %  {count:>5}  {bar}".rstrip()


def _katas(tally: Tally) -> Iterator[str]:
    begun = {kata: counts for kata, counts in tally.outcomes.items() if _started(counts)}
    if begun:
        yield "\nKatas, the hardest first, of those who began:"
    width = max(map(len, begun), default=0)
    for kata, counts in sorted(begun.items(), key=lambda item: _rate(item[1])):
        rate, of = 100 * _rate(counts), f"{counts['passed']} of {_started(counts)}"
        yield f"  {kata:<{width}}  {rate:>3.0f} %  {of} passed"
    yield from _names("Nobody began", [kata for kata in tally.outcomes if kata not in begun])


def _started(counts: Counter[str]) -> int:
    return counts.total() - counts["todo"]


def _rate(counts: Counter[str]) -> float:
    return counts["passed"] / _started(counts)


def _mistakes(tally: Tally) -> Iterator[str]:
    if not tally.mistakes:
        return
    yield "\nThe most frequent mistakes:"
    # By number and then by name, so that equal classes read the same.
    ranked = sorted(tally.mistakes.items(), key=lambda item: (-item[1], item[0]))
    for (kata, name), count in ranked[:MOST_FREQUENT]:
        learners = "1 learner" if count == 1 else f"{count} learners"
        yield f"  {kata}  {name}: {learners}. {one_line(tally.meanings[kata, name], MEANING)}"


def _names(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        shown = ", ".join(clean(name, NAME) for name in names[:NAMED])
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"\n{what}: {shown}{more}"
