"""Grading attacks in one session, each between two honest submissions, and what came of all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata, Limits
from gradkata.grading import grade
from gradkata.intake.submission import find_submissions
from gradkata.judge.precedents import Precedents
from gradkata.judge.records import Attempt, Graded, Protection, Settings, Verdict
from gradkata.wall.pool import Wall
from gradkata.wall.spawn import Zygote
from tests.hostile.attacks import Attack
from tests.hostile.honest import half_right
from tests.hostile.leftovers import Left, Scene

SEED = 20261123
SHORT = Limits(call_seconds=0.6, kata_seconds=1.0, memory_mb=256, output_kb=16)
ESCAPED = "ESCAPED"
"""What an attack prints when it got what it wanted."""

Said = dict[str, Any]
"""All that stands in the results of one submission, but for times."""


@dataclass(frozen=True)
class Lesson:
    """What came of one attack, and of the honest submissions before and after it."""

    attack: Graded
    neighbours: tuple[Said, Said]
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
class Watch:
    """Looks around after each verdict: who took how long, and left what."""

    zygotes: tuple[Zygote, ...]
    scene: Scene | None = None
    clock: float = field(default_factory=time.monotonic)
    seconds: dict[str, float] = field(default_factory=dict)
    left: dict[str, Left] = field(default_factory=dict)

    def __call__(self, attempt: Attempt, verdict: Verdict) -> None:
        for zygote in self.zygotes:
            zygote.rest()
        # The first is honest: what is open when it is done, the judge itself needs.
        self.scene = self.scene or Scene.of(tuple(zygote.process.pid for zygote in self.zygotes))
        self.seconds[attempt.submission] = time.monotonic() - self.clock
        self.left[attempt.submission] = self.scene.left()
        self.left[attempt.submission].clear()
        self.clock = time.monotonic()


def whole_course() -> Course:
    """The bundled course, and a kata with files, which none of its own has."""
    bundled, tables = open_course(bundled_course()), open_course(Path(__file__).with_name("course"))
    return replace(bundled, katas=(*bundled.katas, *tables.katas))


@dataclass
class Classroom:
    """A course behind one warm wall."""

    course: Course
    wall: Wall
    known: dict[tuple[str, bool], tuple[Said, Said]] = field(default_factory=dict)

    def lessons(self, attacks: Sequence[Attack], folder: Path) -> list[Lesson]:
        """Grade attacks on one kata, with one kind of limits."""
        paths = [attack.hand_in(folder / f"attack-{n}") for n, attack in enumerate(attacks)]
        return self.lessons_with(attacks[0].kata, paths, folder, short=attacks[0].is_short)

    def lessons_with(
        self, name: str, attacks: Sequence[Path], folder: Path, *, short: bool = False
    ) -> list[Lesson]:
        """The same for submissions that lie there already."""
        kata = self.kata(name, short)
        self.alone(name, folder / "alone", short=short)
        honest = [_hand_in(kata, folder / f"{n:03}", n % 2) for n in range(len(attacks) + 1)]
        paths = [path for pair in zip(honest, attacks, strict=False) for path in pair]
        watch = Watch(self.zygotes)
        graded = self._graded([*paths, honest[-1]], kata, watch)
        return [_lesson(graded[n : n + 3], watch) for n in range(0, len(graded) - 2, 2)]

    def twice(self, attacks: Sequence[Attack], folder: Path) -> tuple[list[Graded], list[Graded]]:
        """The same class graded again, when all of it is known; honest and attack in turn."""
        kata = self.kata(attacks[0].kata, attacks[0].is_short)
        paths = [_hand_in(kata, folder / "000", 0)]
        for n, attack in enumerate(attacks, 1):
            paths += [attack.hand_in(folder / f"attack-{n}"), _hand_in(kata, folder / f"{n:03}", 0)]
        known = Precedents()
        return self._graded(paths, kata, known=known), self._graded(paths, kata, known=known)

    def alone(self, name: str, folder: Path, *, short: bool = False) -> tuple[Said, Said]:
        """What the right and the half right submission get when nobody attacks."""
        if (name, short) not in self.known:
            kata = self.kata(name, short)
            paths = [_hand_in(kata, folder / f"{n:03}", n) for n in (0, 1)]
            right, half = self._graded(paths, kata)
            self.known[name, short] = said(right), said(half)
        return self.known[name, short]

    def kata(self, name: str, short: bool) -> Kata:
        kata = self.course.kata(name)
        return replace(kata, limits=SHORT) if short else kata

    @property
    def zygotes(self) -> tuple[Zygote, ...]:
        return tuple(one for one in self.wall.spawners.values() if isinstance(one, Zygote))

    def _graded(
        self,
        paths: list[Path],
        kata: Kata,
        watch: Watch | None = None,
        known: Precedents | None = None,
    ) -> list[Graded]:
        submissions = [found.read([kata]) for found in find_submissions(paths, [kata])]
        settings, full = Settings(SEED, self.wall, known or Precedents()), Protection("full")
        progress = watch or (lambda attempt, verdict: None)
        return grade(self.course, submissions, settings, full, [kata], progress).submissions


def _hand_in(kata: Kata, folder: Path, half: int) -> Path:
    right = kata.reference.read_text(encoding="utf-8")
    named = folder.with_name(folder.name + ("-half" if half else "-right"))
    file = named / f"{kata.id}.py"
    file.parent.mkdir(parents=True)
    file.write_text(half_right(kata.id, right) if half else right, encoding="utf-8")
    return named


def _lesson(three: Sequence[Graded], watch: Watch) -> Lesson:
    before, attack, after = three
    # What needs no judge is not watched: nothing of it was run.
    seconds = watch.seconds.get(attack.submission, 0.0)
    left = watch.left.get(attack.submission, Left())
    return Lesson(attack, (said(before), said(after)), seconds, left)


def said(graded: Graded) -> Said:
    """The record without its times and its name, which are never twice the same."""
    record = asdict(graded)
    del record["submission"]
    for verdict in record["katas"]:
        del verdict["seconds"]
        for check in verdict["checks"]:
            del check["seconds"]
    return record
