"""What `verify` found, as a person reads it and as `--json` writes it."""

from __future__ import annotations

from dataclasses import dataclass, field

Catches = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to be done, on one line. rule: what kind it is, for waivers and for tests."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Between right and wrong, as errors relative to the largest entry.

    accepted: the largest in an alternative; rejected: of the mistake that comes nearest, its
    clearest. decades: how many powers of ten lie between; None where an error of 0 leaves no end.
    """

    accepted: float | None = None
    rejected: float | None = None
    decades: float | None = None


@dataclass(frozen=True, slots=True)
class Mutants:
    """What became of the mechanical changes to the reference. Survivors are source diffs."""

    made: int
    killed: int
    equivalent: list[str]
    survivors: list[str]


@dataclass(slots=True)
class KataReport:
    """One kata. catches: by check, the mistakes it fails; alone: what no other check fails."""

    kata: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)
    catches: Catches = field(default_factory=dict)
    alone: Catches = field(default_factory=dict)
    gap: Gap | None = None
    seconds: float = 0.0
    limit: float = 0.0
    mutants: Mutants | None = None

    def blame(self, rule: str, message: str) -> None:
        problem = Problem(rule, message)
        if problem not in self.problems:
            self.problems.append(problem)


@dataclass(slots=True)
class Report:
    """Everything that was verified; `problems` are those of whole packs and plugins."""

    version: int
    gradkata: str
    seeds: list[int]
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    katas: list[KataReport] = field(default_factory=list)

    @property
    def is_green(self) -> bool:
        return not self.problems and not any(kata.problems for kata in self.katas)
