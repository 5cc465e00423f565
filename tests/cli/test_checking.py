"""`gradkata check`: a learner's way from stubs to twelve katas."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import NewCourse, Ran, Run

TWELVE = [
    *("by_hand/decide", "by_hand/gradients", "by_hand/update", "by_hand/train"),
    *("by_hand/vectorised", "autograd/linear", "autograd/logistic", "autograd/update"),
    *("autograd/train", "two_layer/forward", "two_layer/backward", "two_layer/train"),
]


@pytest.fixture(scope="module")
def untouched(gradkata: Run, pristine: Path) -> Ran:
    return gradkata("check", cwd=pristine)


@pytest.fixture(scope="module")
def solved(gradkata: Run, new_course: NewCourse) -> Ran:
    course = new_course()
    shutil.copytree(course / "reference", course / "katas", dirs_exist_ok=True)
    return gradkata("check", cwd=course)


@pytest.fixture(scope="module")
def without_the_two(gradkata: Run, new_course: NewCourse) -> Ran:
    course = new_course()
    shutil.copytree(course / "reference", course / "katas", dirs_exist_ok=True)
    file = course / "katas/by_hand/gradients.py"
    right = file.read_text("utf-8")
    assert right.count("d_loss = 2 * error") == 1
    file.write_text(right.replace("d_loss = 2 * error", "d_loss = error"), "utf-8")
    return gradkata("check", cwd=course)


def states(ran: Ran) -> dict[str, str]:
    """The words behind each kata's id, in the order they were printed."""
    rows = [line.split(maxsplit=2) for line in ran.out.splitlines() if line.startswith("  ")]
    return {row[1]: row[2] for row in rows if len(row) == 3 and row[1] in TWELVE}


def test_fresh_course_is_not_wrong(untouched: Ran) -> None:
    assert untouched.status == 0


def test_fresh_course_lists_twelve_katas_as_not_started(untouched: Ran) -> None:
    assert states(untouched) == dict.fromkeys(TWELVE, "not started")


def test_katas_are_listed_in_teaching_order(untouched: Ran) -> None:
    assert list(states(untouched)) == TWELVE


def test_fresh_course_says_where_to_begin(untouched: Ran) -> None:
    assert "Begin with katas/by_hand/decide.py" in untouched.out


def test_fresh_course_names_the_command_for_a_hint(untouched: Ran) -> None:
    assert "gradkata hint by_hand/decide" in untouched.out


def test_output_that_is_no_terminal_has_no_escapes(untouched: Ran) -> None:
    assert "\x1b" not in untouched.out


def test_references_pass(solved: Ran) -> None:
    assert states(solved) == dict.fromkeys(TWELVE, "passed")


def test_progress_counts_what_passed(solved: Ran) -> None:
    assert "12 of 12 passed" in solved.out


def test_all_passed_exits_with_0(solved: Ran) -> None:
    assert solved.status == 0


def test_without_the_two_only_that_kata_fails(without_the_two: Ran) -> None:
    expected = dict.fromkeys(TWELVE, "passed") | {"by_hand/gradients": "not right yet"}
    assert states(without_the_two) == expected


def test_without_the_two_exits_with_1(without_the_two: Ran) -> None:
    assert without_the_two.status == 1


def test_a_failure_shows_the_call(without_the_two: Ran) -> None:
    assert "gradients(w1=1.0, w2=2.0, b=3.0, x1=4.0, x2=5.0, target=14.0)" in without_the_two.out


@pytest.mark.parametrize("row", ["expected  24.0", "actual    12.0"])
def test_a_failure_shows_both_values(without_the_two: Ran, row: str) -> None:
    assert row in without_the_two.out


def test_a_failure_says_where_the_values_part(without_the_two: Ran) -> None:
    assert "d_w1 is 12, expected 24 (0.5 times, off by -12)" in without_the_two.out


def test_a_failure_names_the_mistake(without_the_two: Ran) -> None:
    assert "Squaring brings down a 2" in without_the_two.out


def test_a_failure_names_the_command_for_a_hint(without_the_two: Ran) -> None:
    assert "gradkata hint by_hand/gradients" in without_the_two.out


@pytest.mark.parametrize(
    "name", ["by_hand/gradients", "katas/by_hand/gradients.py", "gradients", "gradients.py"]
)
def test_one_kata_is_checked_by_any_of_its_names(gradkata: Run, pristine: Path, name: str) -> None:
    assert states(gradkata("check", name, cwd=pristine)) == {"by_hand/gradients": "not started"}


def test_a_kata_is_checked_from_a_folder_further_in(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("check", "gradients", cwd=pristine / "katas" / "by_hand")
    assert states(ran) == {"by_hand/gradients": "not started"}


def test_an_unknown_kata_is_a_usage_error(gradkata: Run, pristine: Path) -> None:
    assert gradkata("check", "by_hand/gradient", cwd=pristine).status == 2


def test_an_unknown_kata_brings_up_near_matches(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("check", "by_hand/gradient", cwd=pristine)
    told = "gradkata: there is no kata 'by_hand/gradient'; did you mean by_hand/gradients"
    assert (ran.err.startswith(told), ran.err.count("\n")) == (True, 1)


def test_what_is_wrong_in_a_notebook_is_told_of_the_notebook(gradkata: Run, course: Path) -> None:
    source = "def decide(w1, w2, b, x1, x2):\n    return int(w1*x1 + w2*x2 + b >= 0)"
    cell = {"cell_type": "code", "source": source}
    notebook = json.dumps({"nbformat": 4, "cells": [cell]})
    (course / "katas/by_hand/decide.ipynb").write_text(notebook)
    told = gradkata("check", "decide", cwd=course).out
    assert "katas/by_hand/decide.ipynb   " in told
    assert "See for yourself, in the notebook:" in told
    assert "run_path" not in told


def test_a_pack_brings_up_its_katas(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("check", "two_layer", cwd=pristine)
    katas = "two_layer/forward, two_layer/backward, two_layer/train"
    told = f"gradkata: 'two_layer' is a pack; name one of its katas: {katas}\n"
    assert (ran.status, ran.err) == (2, told)


def test_a_name_of_several_katas_is_refused_with_their_ids(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("check", "train", cwd=pristine)
    assert (ran.status, ran.err) == (
        2,
        "gradkata: 'train' names 3 katas: by_hand/train, autograd/train, two_layer/train\n",
    )


def test_a_deleted_kata_is_not_started(gradkata: Run, course: Path) -> None:
    (course / "katas/by_hand/decide.py").unlink()
    assert states(gradkata("check", "decide", cwd=course)) == {"by_hand/decide": "not started"}


def test_what_the_code_prints_is_set_apart(gradkata: Run, course: Path) -> None:
    (course / "katas/by_hand/decide.py").write_text(
        "def decide(w1, w2, b, x1, x2):\n    print('  ✔ by_hand/decide passed')\n    return 2\n",
        "utf-8",
    )
    ran = gradkata("check", "decide", cwd=course)
    assert "  |   ✔ by_hand/decide passed" in ran.out


def test_escapes_that_the_code_prints_do_not_reach_the_terminal(
    gradkata: Run, course: Path
) -> None:
    (course / "katas/by_hand/decide.py").write_text(
        "def decide(w1, w2, b, x1, x2):\n    raise ValueError('\\x1b[2J gone')\n", "utf-8"
    )
    ran = gradkata("check", "decide", cwd=course)
    assert r"\x1b[2J gone" in ran.out


PAST_AUTOGRAD = (
    "def update(w, learning_rate):\n    w.data -= learning_rate * w.grad\n    w.grad = None\n"
)


def test_what_passes_with_a_remark_says_it(gradkata: Run, course: Path) -> None:
    (course / "katas/autograd/update.py").write_text(PAST_AUTOGRAD)
    shown = gradkata("check", "autograd/update", cwd=course)
    assert "Note on autograd/update: it works, but goes behind autograd's back" in shown.out


def test_a_kata_whose_file_is_gone_says_how_to_get_it_back(
    gradkata: Run, new_course: NewCourse
) -> None:
    course = new_course()
    (course / "katas/by_hand/decide.py").unlink()
    ran = gradkata("check", "by_hand/decide", cwd=course)
    assert "katas/by_hand/decide.py is not there: `gradkata reset by_hand/decide`" in ran.out


def test_what_else_is_wrong_is_named(gradkata: Run, new_course: NewCourse) -> None:
    course = new_course()
    for kata in ("decide", "update"):
        (course / f"katas/by_hand/{kata}.py").write_text("def other(): pass\n")
    assert "Not right yet, too: by_hand/update" in gradkata("check", cwd=course).out


@pytest.mark.parametrize("command", ["check", "watch"])
def test_a_seed_below_0_is_a_usage_error(gradkata: Run, pristine: Path, command: str) -> None:
    assert gradkata(command, "--seed", "-1", cwd=pristine).status == 2


OUT_OF_THE_WALL = {
    "open('/etc/passwd')": "may open no files",
    "input()": "nobody types while it is checked",
    "bytearray(2**36)": "may use 1024 MiB of memory",
}


@pytest.mark.parametrize("attempt", OUT_OF_THE_WALL)
def test_what_the_wall_stops_is_told_with_the_reason_and_not_to_be_pasted(
    gradkata: Run, new_course: NewCourse, attempt: str
) -> None:
    course = new_course()
    source = f"def decide(w1, w2, b, x1, x2):\n    return {attempt}\n"
    (course / "katas/by_hand/decide.py").write_text(source)
    shown = gradkata("check", "by_hand/decide", cwd=course).out
    assert f"(a limit: {'this kata ' if 'may' in OUT_OF_THE_WALL[attempt] else ''}" in shown
    assert OUT_OF_THE_WALL[attempt] in shown
    assert "See for yourself" not in shown
