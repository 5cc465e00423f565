"""Grading one attack between two honest submissions, and what came of all three."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from gradkata.course.course import Course
from gradkata.course.kata import Kata, Limits
from gradkata.grading import grade
from gradkata.intake.submission import find_submissions
from gradkata.judge.records import Graded, Protection, Results, Settings, Verdict
from gradkata.wall.pool import Wall
from gradkata.wall.spawn import Zygote
from tests.hostile.attacks import Attack
from tests.hostile.honest import half_right
from tests.hostile.leftovers import Left, Scene

SEED = 20261123
SHORT = Limits(call_seconds=0.7, kata_seconds=1.2, memory_mb=256, output_kb=16)
ESCAPED = "ESCAPED"
"""What an attack prints when it got what it wanted."""


@dataclass(frozen=True)
class Lesson:
    """What came of one attack and of its neighbours."""

    before: dict[str, Any]
    attack: Graded
    after: dict[str, Any]
    seconds: float
    left: Left

    @property
    def verdict(self) -> Verdict:
        return self.attack.katas[0]

    @property
    def text(self) -> str:
        """Everything that the judge says of the attack."""
        return f"{self.attack.error}\n{self.verdict}"

    @property
    def got_through(self) -> bool:
        return ESCAPED in self.text or bool(self.left)


@dataclass
class Classroom:
    """A course behind one warm wall."""

    course: Course
    wall: Wall
    honest: dict[tuple[str, bool], tuple[dict[str, Any], dict[str, Any]]] = field(
        default_factory=dict
    )

    def lesson(self, attack: Attack, folder: Path) -> Lesson:
        """Grade an attack between an honest right and an honest half-right submission."""
        attack.hand_in(folder / "2-attack")
        return self.lesson_with(attack.kata, folder, short=attack.time == "short")

    def lesson_with(self, kata: str, folder: Path, *, short: bool = False) -> Lesson:
        """The same for what already lies in `folder/2-attack`."""
        chosen = self.kata(kata, short)
        self._honest_in(chosen, folder)
        self.alone(kata, folder, short)
        paths = [folder / "1-right", _attack_in(folder), folder / "3-half"]
        scene, start = Scene.of(self.zygotes), time.monotonic()
        results = self._graded(paths, chosen)
        seconds, left = time.monotonic() - start, scene.left()
        first, attack, last = results.submissions
        return Lesson(said(first), attack, said(last), seconds, left)

    def alone(
        self, kata: str, folder: Path, short: bool = False
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the honest ones get when nobody attacks."""
        if (kata, short) not in self.honest:
            chosen = self.kata(kata, short)
            self._honest_in(chosen, folder)
            paths = [folder / "1-right", folder / "3-half"]
            right, half = self._graded(paths, chosen).submissions
            self.honest[kata, short] = said(right), said(half)
        return self.honest[kata, short]

    def kata(self, name: str, short: bool) -> Kata:
        kata = self.course.kata(name)
        return replace(kata, limits=SHORT) if short else kata

    @property
    def zygotes(self) -> tuple[int, ...]:
        running = self.wall.spawners.values()
        return tuple(one.process.pid for one in running if isinstance(one, Zygote))

    def _graded(self, paths: list[Path], kata: Kata) -> Results:
        submissions = find_submissions(paths, [kata])
        settings = Settings(SEED, self.wall)
        return grade(self.course, submissions, settings, Protection("full"), [kata])

    def _honest_in(self, kata: Kata, folder: Path) -> None:
        right = kata.reference.read_text(encoding="utf-8")
        for name, source in (("1-right", right), ("3-half", half_right(kata.id, right))):
            file = folder / name / f"{kata.id}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source, encoding="utf-8")


def _attack_in(folder: Path) -> Path:
    # Its ending varies: a folder, a link, an archive.
    return next(path for path in folder.iterdir() if path.name.startswith("2-attack"))


def said(graded: Graded) -> dict[str, Any]:
    """All that stands in the results of a submission but times, which are never twice the same."""
    record = asdict(graded)
    for verdict in record["katas"]:
        del verdict["seconds"]
        for check in verdict["checks"]:
            del check["seconds"]
    return record
