"""A made-up class for benchmarks: right, wrong and unfinished submissions, the same every time."""

from __future__ import annotations

import random
from pathlib import Path

from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata
from gradkata.course.stubs import stub_of

WRONG_SHARE, UNWRITTEN_SHARE = 0.2, 0.1
SLIPS = (("2 *", "1 *"), ("-=", "+="), (" - ", " + "), (" * ", " + "))


def open_bundled() -> Course:
    return open_course(bundled_course())


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
    reference = kata.reference.read_text("utf-8")
    chance = draw.random()
    if chance < UNWRITTEN_SHARE:
        return stub_of(reference)
    if chance < UNWRITTEN_SHARE + WRONG_SHARE:
        return reference.replace(*draw.choice(SLIPS))
    return reference
