"""The results document and the records it is made of. Their field names are the JSON's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gradkata.course.kata import Kata
    from gradkata.intake.submission import Source
    from gradkata.judge.precedents import Precedents
    from gradkata.wall.hands import Players

CheckOutcome = Literal["passed", "failed", "skipped", "not_judged"]
KataOutcome = Literal["todo", "passed", "failed", "not_judged"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One kata of one submission, to be judged."""

    submission: str
    kata: Kata
    source: Source


def _no_precedents() -> Precedents:
    # Not before something is judged: it comes with numpy.
    from gradkata.judge.precedents import Precedents

    return Precedents()


@dataclass(frozen=True, slots=True)
class Settings:
    """How to judge: the seed that all checks draw from, and who gives out the players.

    precedents: what was decided under this seed on these katas; by default nothing was.
    """

    seed: int
    players: Players
    precedents: Precedents = field(default_factory=_no_precedents)


@dataclass(slots=True)
class Check:
    """What one check found. `expected` and `actual` are text for people, or empty."""

    name: str
    outcome: CheckOutcome = "not_judged"
    message: str = ""
    call: str = ""
    expected: str = ""
    actual: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of an answer, by name: a known mistake, or what its numbers show."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A line that uses what the kata forbids."""

    line: int
    message: str


@dataclass(slots=True)
class Verdict:
    """One kata of one submission, judged."""

    kata: str
    outcome: KataOutcome
    score: float
    max_score: float
    seconds: float = 0.0
    checks: list[Check] = field(default_factory=list)
    mistakes: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    output: str = ""


@dataclass(slots=True)
class Graded:
    """One submission, graded. `error` says why nothing could be read, if so."""

    submission: str
    digest: str
    score: float
    max_score: float
    error: str | None
    katas: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Protection:
    """What stood between the judge and the submissions: `full`, `partial` or `none`."""

    level: Literal["full", "partial", "none"]
    missing: Sequence[str] = ()


@dataclass(slots=True)
class Results:
    """The results document: the one source of every report and export."""

    version: int
    gradkata: str
    seed: int
    started: str
    seconds: float
    protection: Protection
    submissions: list[Graded]
