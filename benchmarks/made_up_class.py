"""A made-up class for benchmarks: what people hand in, right and wrong, the same every time."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind, as_submission, load_variants
from gradkata.course.stubs import stub_of

UNWRITTEN, WRONG, IN_ANOTHER_STYLE = 0.1, 0.3, 0.7
"""Up to which part of the class: a tenth untouched, a fifth wrong, then right in other styles."""


def write_class(folder: Path, course: Course, total: int) -> list[Path]:
    """Write so many submissions of all katas; no two are alike."""
    draw = random.Random(total)
    return [_write(folder / f"learner{n:04}", course, draw, n) for n in range(total)]


def _write(folder: Path, course: Course, draw: random.Random, number: int) -> Path:
    for kata in course.katas:
        file = folder / kata.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{_answer(kata, draw)}\n# learner {number}\n", "utf-8")
    return folder


def _answer(kata: Kata, draw: random.Random) -> str:
    chance = draw.random()
    if chance < UNWRITTEN:
        return stub_of(kata.reference.read_text("utf-8"))
    if chance < WRONG:
        return draw.choice(_variants(kata, "mistake"))
    if chance < IN_ANOTHER_STYLE:
        return draw.choice(_variants(kata, "alternative"))
    return kata.reference.read_text("utf-8")


def _variants(kata: Kata, kind: Kind) -> list[str]:
    """What people write, as whole files; the solution where a kata has none of this kind."""
    return _texts(kata.id, kind) or [kata.reference.read_text("utf-8")]


@cache
def _texts(name: str, kind: Kind) -> list[str]:
    kata = open_bundled().kata(name)
    path = kata.mistakes if kind == "mistake" else kata.alternatives
    return [as_submission(kata, found.name, path) for found in load_variants(path, kind)]


@cache
def open_bundled() -> Course:
    return open_course(bundled_course())
