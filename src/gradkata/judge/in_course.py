"""The pytest plugin of a course: its checks against the learner's own katas.

A course's `conftest.py` opts in. Checks run across the wall, as in grading; with `--in-process`
the kata is loaded into pytest's own process, where `--pdb` and breakpoints reach it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gradkata.course.course import Course, find_course, open_course
from gradkata.course.kata import Kata
from gradkata.course.stubs import is_stub
from gradkata.intake.submission import Submission, Unreadable, read_submission
from gradkata.judge.fixtures import Bench, compare, learner, pytest_configure, reference, rng
from gradkata.judge.module import Module, load
from gradkata.judge.records import Attempt, Settings
from gradkata.judge.seat import seat_at
from gradkata.judge.session import reference_of
from gradkata.wall.calls import answer
from gradkata.wall.pool import Wall
from gradkata.wall.scratch import at_hand

__all__ = ["compare", "learner", "pytest_configure", "reference", "rng"]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gradkata")
    group.addoption(
        "--in-process",
        action="store_true",
        help="load the kata into this process, for --pdb and breakpoints; grading never does",
    )
    group.addoption("--seed", type=int, default=0, help="the seed that checks draw from")


def pytest_report_header(config: pytest.Config) -> str | None:
    if config.getoption("in_process"):
        return "gradkata: katas run in this process, for debugging; in grading a wall is between"
    return None


@pytest.fixture(scope="session")
def course(request: pytest.FixtureRequest) -> Course:
    root = find_course(request.config.rootpath)
    assert root, f"{request.config.rootpath} is not inside a course"
    return open_course(root)


@pytest.fixture(scope="session")
def submission(course: Course) -> Submission:
    return read_submission(course.root, course.katas, "you")


@pytest.fixture(scope="session")
def wall() -> Iterator[Wall]:
    with Wall() as opened:
        yield opened


@pytest.fixture(scope="module")
def bench(
    request: pytest.FixtureRequest, course: Course, submission: Submission, wall: Wall
) -> Iterator[Bench]:
    """The kata that this file checks, across the wall or, on request, in this process."""
    kata = _kata_of(Path(request.path), course)
    source = submission.files.get(kata.id)
    if isinstance(source, Unreadable):
        pytest.fail(source.reason, pytrace=False)
    if source is None or is_stub(source.text, kata):
        pytest.skip("not started")
    seed = request.config.getoption("seed")
    if request.config.getoption("in_process"):
        with at_hand(kata.limits.files):
            learner = _in_process(course.learner_file(kata), kata)
            yield Bench(kata, seed, learner, reference_of(kata))
        return
    seat = seat_at(kata, Attempt("you", kata, source), Settings(seed, wall), reference_of(kata))
    yield seat.bench
    seat.close()


def _kata_of(checks: Path, course: Course) -> Kata:
    for kata in course.katas:
        if kata.checks.resolve() == checks.resolve():
            return kata
    pytest.fail(f"{checks} holds the checks of no kata", pytrace=False)


def _in_process(file: Path, kata: Kata) -> Module:
    module = load(file, kata.name)
    return Module(
        reference_of(kata).form, lambda call: answer(getattr(module, call.function), call)
    )
