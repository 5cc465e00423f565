"""The same checks by Otter: a test file for each kata, and in it a test case for each check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from notebooks import Cell, cell, label, run_tool, write_notebook
from plain import COURSE, checks_of

from gradkata.course.kata import Kata

NOTE = (
    "Otter: `otter run`, which has no wall; `otter grade`, which has one, takes Docker. One "
    "notebook a learner, so that all katas share one process and its names."
)
TEST_FILE = """\
OK_FORMAT = False
from in_notebook import passes
from otter.test_files import test_case

name = {name!r}
"""
TEST_CASE = """

@test_case(name={check!r}, points={points!r})
def {check}(env):
    assert passes({kata!r}, {check!r}, env)
"""


def lay_out(folder: Path, submissions: Sequence[Path]) -> None:
    """An autograder as a teacher would generate it, and a notebook for each learner."""
    tests = folder / "tests"
    tests.mkdir()
    for kata in COURSE.katas:
        (tests / f"{label(kata)}.py").write_text(_test_file(kata), "utf-8")
    run_tool(folder, "otter", "generate", "-t", "tests", "-o", "autograder.zip")
    for submission in submissions:
        write_notebook(folder / f"{submission.name}.ipynb", _cells(submission))


def _test_file(kata: Kata) -> str:
    checks = checks_of(kata)
    share = kata.points / sum(checks.values())
    cases = (
        TEST_CASE.format(kata=kata.id, check=check, points=share * weight)
        for check, weight in checks.items()
    )
    return TEST_FILE.format(name=label(kata)) + "".join(cases)


def _cells(submission: Path) -> Iterator[Cell]:
    """The metadata has Otter run a kata's tests right after its cell."""
    for kata in COURSE.katas:
        source = (submission / kata.file).read_text("utf-8")
        yield cell(source, {"otter": {"tests": [label(kata)]}})


def grade(folder: Path, submissions: Sequence[Path]) -> dict[str, float]:
    return {submission.name: _graded(folder, submission.name) for submission in submissions}


def _graded(folder: Path, learner: str) -> float:
    results = folder / f"{learner}-results"
    results.mkdir()
    run_tool(folder, "otter", "run", "-a", "autograder.zip", "-o", str(results), f"{learner}.ipynb")
    document = json.loads((results / "results.json").read_text("utf-8"))
    return float(sum(test.get("score", 0.0) for test in document["tests"]))
