"""Judging without a wall: the same session, with submissions of ours run in this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, cast

from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata, Limits, Runtime
from gradkata.intake.submission import Source
from gradkata.judge.records import Attempt, Settings, Verdict
from gradkata.judge.run import run_checks
from gradkata.wall.calls import perform, raised
from gradkata.wall.wire import Call, Raised, Returned

if TYPE_CHECKING:
    from gradkata.wall.hands import Player


@dataclass
class Here:
    """A player in this process; what it is asked is counted."""

    limits: Limits
    module: ModuleType = field(default_factory=lambda: ModuleType("submission"))
    lost: str = ""
    text: str = ""
    spent: float = 0.0
    asked: int = 0

    def load(self, source: str, filename: str) -> Raised | None:
        try:
            exec(compile(source, filename, "exec"), self.module.__dict__)
        except Exception as error:
            return raised(error, filename)
        return None

    def call(self, call: Call) -> Returned | Raised:
        self.asked += 1
        function = vars(self.module).get(call.function)
        if function is None:
            return Raised("missing", f"there is no function {call.function}")
        return perform(function, call)

    def close(self) -> str:
        return ""


@dataclass
class HerePlayers:
    given: list[Here] = field(default_factory=list)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        self.given.append(Here(limits))
        return cast("Player", self.given[-1])


@cache
def course() -> Course:
    return open_course(bundled_course())


def judge(solutions: Sequence[tuple[str, Kata, str]], seed: int = 0) -> dict[str, Verdict]:
    """Verdicts by name, for solutions given as name, kata and source."""
    found: dict[str, Verdict] = {}
    attempts = [
        Attempt(name, kata, Source(source, f"katas/{kata.file.as_posix()}"))
        for name, kata, source in solutions
    ]

    def done(attempt: Attempt, verdict: Verdict) -> None:
        found[attempt.submission] = verdict

    run_checks(attempts, Settings(seed, HerePlayers()), done)
    return found


def judge_one(kata: Kata, source: str, seed: int = 0) -> Verdict:
    return judge([("one", kata, source)], seed)["one"]
