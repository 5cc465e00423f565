"""A course with one small pack, made to be spoiled by each test in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gradkata.authoring.verify.demands import Demands
from gradkata.authoring.verify.files import look_at_files
from gradkata.authoring.verify.gate import verify
from gradkata.authoring.verify.records import KataReport
from gradkata.course.course import bundled_course, open_course
from gradkata.course.stubs import stub_of
from gradkata.wall.pool import Wall

PACK = """
from pathlib import Path
from gradkata import Kata, Pack, hookimpl

@hookimpl
def gradkata_pack():
    katas = [Kata("scale", hints=("think", "multiply", "upstream * x * 2"))]
    return Pack("demo", "Demo", Path(__file__).parents[2], katas)
"""
REFERENCE = '''
"""The backward pass of x**2, row by row."""

import numpy as np


def backward(upstream, x):
    """The gradient with respect to x, of the shape of x."""
    d_x = upstream * 2 * x
    return d_x


def total(x):
    """The sum of all squares."""
    found = (x**2).sum()
    return found
'''
CHECKS = """
import numpy as np
from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    compare("backward", np.array([[1.0, 0.5]]), np.array([[0.0, 1.0]]))


def test_any_rows(compare: Compare, rng: np.random.Generator) -> None:
    for shape in ((3, 2), (4, 5)):
        compare("backward", rng.normal(size=shape), rng.normal(size=shape))


def test_total(compare: Compare, rng: np.random.Generator) -> None:
    compare("total", rng.normal(size=(3, 2)))
"""
MISTAKES = '''
import numpy as np
from gradkata import mistake


@mistake(of="backward")
def upstream_ignored(upstream, x):
    """You leave the upstream gradient out: multiply by it."""
    return 2 * x


@mistake(of="backward")
def missing_factor_two(upstream, x):
    """The square brings down a 2."""
    return upstream * x


@mistake(of="total")
def mean_of_squares(x):
    """That is the mean; asked is the sum."""
    return (x**2).mean()
'''
ALTERNATIVES = """
import numpy as np
from gradkata import alternative


@alternative(of="backward")
def doubled(upstream, x):
    return upstream * (x + x)


@alternative(of="total")
def dot(x):
    return x.ravel() @ x.ravel()
"""


class Course:
    """A course on disk; `write` changes a file of its kata `demo/scale`."""

    def __init__(self, root: Path, wall: Wall) -> None:
        self.root, self.wall = root, wall
        self.files = {
            "reference": root / "reference/demo/scale.py",
            "stub": root / "katas/demo/scale.py",
            "pack": root / "plugins/demo/__init__.py",
            "checks": root / "plugins/demo/checks/test_scale.py",
            "mistakes": root / "plugins/demo/mistakes/scale.py",
            "alternatives": root / "plugins/demo/alternatives/scale.py",
        }

    def write(self, part: str, text: str) -> None:
        self.files[part].parent.mkdir(parents=True, exist_ok=True)
        self.files[part].write_text(text.lstrip("\n"), "utf-8")

    def replace(self, part: str, old: str, new: str) -> None:
        text = self.files[part].read_text("utf-8")
        assert old in text
        self.files[part].write_text(text.replace(old, new), "utf-8")

    def verified(self, *, seeds: int = 2, strict: bool = False) -> KataReport:
        course = open_course(self.root)
        [kata] = course.katas
        found = verify(course, [kata], seeds=range(seeds), strict=strict, wall=self.wall)
        return found.katas[0]

    def mutated(self) -> KataReport:
        """What becomes of the reference's mutants, and nothing else."""
        from gradkata.authoring.mutants.survivors import look_at_mutants

        course = open_course(self.root)
        [kata] = course.katas
        report = KataReport(kata.id)
        look_at_mutants(course, [kata], [0], self.wall, {kata.id: report})
        return report

    def looked_at(self) -> KataReport:
        """What can be seen without running anything."""
        [kata] = open_course(self.root).katas
        report = KataReport(kata.id)
        look_at_files(kata, Demands(), report)
        return report


@pytest.fixture(scope="session")
def wall() -> Iterator[Wall]:
    with Wall() as opened:
        yield opened


@pytest.fixture
def demo(tmp_path: Path, wall: Wall) -> Course:
    """A sound kata: a backward pass that takes an upstream gradient, and a sum."""
    (tmp_path / "plugins").mkdir()
    grader = bundled_course() / "plugins/grader/__init__.py"
    (tmp_path / "plugins/grader.py").write_text(grader.read_text("utf-8"), "utf-8")
    course = Course(tmp_path, wall)
    course.write("pack", PACK)
    course.write("reference", REFERENCE)
    course.write("stub", stub_of(REFERENCE.lstrip("\n")))
    course.write("checks", CHECKS)
    course.write("mistakes", MISTAKES)
    course.write("alternatives", ALTERNATIVES)
    return course


Said = Callable[[KataReport, str], list[str]]


@pytest.fixture
def said() -> Said:
    """What a report says under a rule."""
    return lambda report, rule: [p.message for p in report.problems if p.rule == rule]
