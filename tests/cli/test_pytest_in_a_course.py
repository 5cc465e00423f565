"""`pytest` in a course: the same checks, for `-k`, a debugger and an editor's test panel."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import NewCourse, Ran, Run

PYTEST = (sys.executable, "-P", "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly")
CHECK = "plugins/by_hand/checks/test_gradients.py"
RAISES = """
def gradients(w1, w2, b, x1, x2, target):
    inside = "where the learner looks"
    raise ValueError("not yet")
"""
BREAKS = """
def gradients(w1, w2, b, x1, x2, target):
    breakpoint()
    return 1.0, 2.0, 3.0
"""


@pytest.fixture(scope="module")
def untouched(run: Run, pristine: Path) -> Ran:
    """All checks of a fresh course."""
    return run(*PYTEST, "-rs", cwd=pristine)


def test_untouched_stubs_are_skipped(untouched: Ran) -> None:
    assert (untouched.status, " passed" in untouched.out) == (0, False)


def test_untouched_stubs_are_not_started(untouched: Ran) -> None:
    skipped = [line for line in untouched.out.splitlines() if line.startswith("SKIPPED")]
    assert {line.split(": ")[-1] for line in skipped} == {"not started"}


def test_the_checks_of_every_kata_are_found(untouched: Ran, pristine: Path) -> None:
    files = [path.name for path in pristine.glob("plugins/*/checks/test_*.py")]
    assert [name for name in files if name not in untouched.out] == []


@pytest.fixture(scope="module")
def half_the_gradient(run: Run, new_course: NewCourse) -> Ran:
    """The checks of one kata without the two, beside one that is right, chosen with -k."""
    course = new_course()
    for kata in ("decide", "gradients"):
        text = (course / f"reference/by_hand/{kata}.py").read_text("utf-8")
        (course / f"katas/by_hand/{kata}.py").write_text(text.replace("2 * error", "error"))
    return run(*PYTEST, "-v", "-k", "gradients or decide", "plugins/by_hand", cwd=course)


def test_a_wrong_kata_fails_with_the_message(half_the_gradient: Ran) -> None:
    assert "d_w1 is 12, expected 24 (0.5 times, off by -12)" in half_the_gradient.out


def test_a_wrong_kata_fails_with_the_call(half_the_gradient: Ran) -> None:
    assert "called   gradients(w1=1.0, w2=2.0, b=3.0, x1=4.0" in half_the_gradient.out


def test_a_wrong_kata_exits_with_1(half_the_gradient: Ran) -> None:
    assert half_the_gradient.status == 1


def test_a_right_kata_passes_beside_it(half_the_gradient: Ran) -> None:
    rows = [row for row in half_the_gradient.out.splitlines() if "test_decide.py::" in row]
    assert [row for row in rows if "PASSED" not in row] == []


def test_k_chooses_checks(half_the_gradient: Ran) -> None:
    assert "test_update.py::" not in half_the_gradient.out


def test_in_process_says_that_it_is_not_how_grading_works(run: Run, pristine: Path) -> None:
    ran = run(*PYTEST, "--in-process", CHECK, cwd=pristine)
    assert "katas run in this process, for debugging; in grading a wall is between" in ran.out


def test_without_in_process_nothing_of_the_kind_is_said(untouched: Ran) -> None:
    assert "for debugging" not in untouched.out


@pytest.fixture
def with_kata(course: Path) -> Path:
    """A course whose `gradients` is still to be written by the test."""
    return course / "katas/by_hand/gradients.py"


def test_pdb_stops_in_the_learner_s_code(run: Run, course: Path, with_kata: Path) -> None:
    with_kata.write_text(RAISES)
    command = (*PYTEST, "--in-process", "--pdb", "-k", "d_w1", CHECK)
    ran = run(*command, cwd=course, stdin="p inside.upper()\nq\n")
    assert "WHERE THE LEARNER LOOKS" in ran.out


def test_a_breakpoint_stops_in_the_learner_s_code(run: Run, course: Path, with_kata: Path) -> None:
    with_kata.write_text(BREAKS)
    command = (*PYTEST, "--in-process", "-k", "d_w1", CHECK)
    ran = run(*command, cwd=course, stdin="p 'target', target\nc\n")
    assert "('target', 14.0)" in ran.out


def test_a_breakpoint_behind_the_wall_stops_nothing(
    run: Run, course: Path, with_kata: Path
) -> None:
    with_kata.write_text(BREAKS)
    assert run(*PYTEST, "-k", "d_w1", CHECK, cwd=course).status == 1


def test_an_unreadable_kata_fails_with_the_reason(run: Run, course: Path, with_kata: Path) -> None:
    with_kata.write_bytes(b"\xff")
    assert "gradients.py is not UTF-8" in run(*PYTEST, "-k", "d_w1", CHECK, cwd=course).out


def test_a_pass_in_process_is_a_pass(run: Run, course: Path, with_kata: Path) -> None:
    shutil.copy(course / "reference/by_hand/gradients.py", with_kata)
    assert run(*PYTEST, "--in-process", CHECK, cwd=course).status == 0


def test_a_missing_function_is_told_in_process_as_well(
    run: Run, course: Path, with_kata: Path
) -> None:
    with_kata.write_text("def gradient(w1): ...\n")
    ran = run(*PYTEST, "--in-process", "-k", "d_w1", CHECK, cwd=course)
    assert "gradients" in ran.out.splitlines()[-2]


def test_a_file_that_holds_the_checks_of_no_kata_says_so(run: Run, course: Path) -> None:
    stray = course / "plugins/by_hand/checks/test_stray.py"
    stray.write_text("def test_it(learner): pass\n")
    assert "holds the checks of no kata" in run(*PYTEST, stray, cwd=course).out
