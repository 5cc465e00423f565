"""What a class came to, added up as results come in, so that none has to be kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from gradkata.judge.records import Graded, Protection

SLOW_SECONDS = 10.0
BY_STRENGTH = ("none", "partial", "full")


@dataclass(slots=True)
class Tally:
    """Counts over all submissions of a run.

    mistakes, meanings: by kata and name, how many made it and what it is.
    """

    shares: list[float] = field(default_factory=list)
    outcomes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    meanings: dict[tuple[str, str], str] = field(default_factory=dict)
    unreadable: int = 0
    not_judged: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    protection: Protection = field(default_factory=lambda: Protection("full"))

    def add(self, graded: Graded, protection: Protection) -> None:
        self.shares.append(graded.score / graded.max_score if graded.max_score else 0.0)
        self.unreadable += graded.error is not None
        for verdict in graded.katas:
            self.outcomes[verdict.kata][verdict.outcome] += 1
            named = {(verdict.kata, m.name): m.message for m in verdict.mistakes}
            self.mistakes.update(named.keys())
            self.meanings |= named
        if is_not_judged(graded):
            self.not_judged.append(graded.submission)
        if is_slow(graded):
            self.slow.append(graded.submission)
        self.protection = weakest(self.protection, protection)

    @property
    def all_outcomes(self) -> set[str]:
        return {outcome for counts in self.outcomes.values() for outcome in counts}


def is_not_judged(graded: Graded) -> bool:
    return any(verdict.outcome == "not_judged" for verdict in graded.katas)


def is_slow(graded: Graded) -> bool:
    return sum(verdict.seconds for verdict in graded.katas) >= SLOW_SECONDS


def is_all_right(graded: Graded) -> bool:
    """Nothing that was attempted is wrong."""
    return not graded.error and all(v.outcome in ("passed", "todo") for v in graded.katas)


def weakest(one: Protection, other: Protection) -> Protection:
    level = min(one.level, other.level, key=BY_STRENGTH.index)
    return Protection(level, sorted({*one.missing, *other.missing}))
