"""Small katas in a temporary folder, and a wall that all tests of this folder share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from gradkata.course.kata import Kata, Limits
from gradkata.intake.submission import Source
from gradkata.judge.records import Attempt, Check, Settings, Verdict
from gradkata.judge.run import run_checks
from gradkata.wall.hands import Players
from gradkata.wall.pool import Wall

REFERENCE = """
def double(x):
    return 2 * x

def triple(x):
    return 3 * x
"""
CHECKS = """
def test_double(compare):
    compare("double", 3.5)

def test_triple(compare):
    compare("triple", 3.5)
"""
LIMITS = Limits(call_seconds=2.0, kata_seconds=6.0)
NUMBERS = count()

settings.register_profile("calm", deadline=None, max_examples=40)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def wall() -> Iterator[Wall]:
    with Wall() as opened:
        yield opened


@dataclass
class Desk:
    """Where a kata is written down, and submissions to it are judged."""

    root: Path
    players: Players
    kata: Kata = field(init=False)

    def __post_init__(self) -> None:
        self.kata = self.set(f"kata_{next(NUMBERS)}")

    def set(
        self,
        name: str,
        checks: str = CHECKS,
        reference: str = REFERENCE,
        mistakes: str = "",
        points: float = 1.0,
        root: Path | None = None,
    ) -> Kata:
        """Write a kata's files; it is the one that `judge` judges from now on."""
        self.kata = Kata(name, points=points, limits=LIMITS, pack="pack", root=root or self.root)
        texts = {self.kata.checks: checks, self.kata.reference: reference}
        for path, text in (texts | ({self.kata.mistakes: mistakes} if mistakes else {})).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return self.kata

    def checks(self, text: str, reference: str = REFERENCE, mistakes: str = "") -> None:
        self.set(self.kata.name, text, reference, mistakes)

    def judge(self, *sources: str, seed: int = 7, katas: list[Kata] | None = None) -> list[Verdict]:
        """The verdict on each of these submissions, judged in one session."""
        kinds = katas or [self.kata]
        attempts = [
            Attempt(f"learner_{place}", kata, Source(source, f"{kata.name}.py"))
            for place, source in enumerate(sources)
            for kata in kinds
        ]
        found: dict[tuple[str, str], Verdict] = {}

        def done(attempt: Attempt, verdict: Verdict) -> None:
            assert (attempt.submission, attempt.kata.id) not in found, "one verdict each"
            found[attempt.submission, attempt.kata.id] = verdict

        run_checks(attempts, Settings(seed, self.players), done)
        return [found[attempt.submission, attempt.kata.id] for attempt in attempts]

    def one(self, source: str, seed: int = 7) -> Verdict:
        return self.judge(source, seed=seed)[0]

    def outcomes(self, source: str) -> dict[str, str]:
        return {check.name: check.outcome for check in self.one(source).checks}

    def check(self, source: str, name: str) -> Check:
        return next(check for check in self.one(source).checks if check.name == name)


@pytest.fixture
def desk(tmp_path: Path, wall: Wall) -> Desk:
    return Desk(tmp_path, wall)


@pytest.fixture
def new_desk(wall: Wall) -> Callable[[Path], Desk]:
    return lambda root: Desk(root, wall)
