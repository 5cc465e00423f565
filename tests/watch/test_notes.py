"""What is noted of the last verdict, and what a hint makes of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.watch.conftest import KATA, RIGHT, WRONG

if TYPE_CHECKING:
    from tests.conftest import Ran, Run

NAMED = "your answers are those of a known mistake"


@pytest.fixture
def checked(course: Path, gradkata: Run) -> Path:
    """A course whose last check has named a mistake."""
    (course / f"katas/{KATA}.py").write_text(WRONG, "utf-8")
    assert gradkata("check", KATA, cwd=course).status == 1
    return course


@pytest.fixture
def hint(gradkata: Run) -> Run:
    def ask(*options: str, cwd: Path) -> Ran:
        return gradkata("hint", KATA, *options, cwd=cwd)

    return ask


def test_a_hint_begins_with_the_mistake(checked: Path, hint: Run) -> None:
    first = hint(cwd=checked).out
    assert NAMED in first
    assert "2" in first


def test_the_ladder_comes_after_the_mistake(checked: Path, hint: Run) -> None:
    hint(cwd=checked)
    assert f"{KATA}, hint 1 of " in hint(cwd=checked).out
    assert f"{KATA}, hint 2 of " in hint(cwd=checked).out


def test_another_check_of_the_same_file_does_not_repeat_it(
    checked: Path, hint: Run, gradkata: Run
) -> None:
    hint(cwd=checked)
    gradkata("check", KATA, cwd=checked)
    assert NAMED not in hint(cwd=checked).out


def test_a_file_that_was_changed_since_has_no_known_mistake(checked: Path, hint: Run) -> None:
    (checked / f"katas/{KATA}.py").write_text(WRONG + "# better?\n", "utf-8")
    assert f"{KATA}, hint 1 of " in hint(cwd=checked).out


def test_again_means_the_ladder(checked: Path, hint: Run) -> None:
    assert f"{KATA}, hint 1 of " in hint("--again", cwd=checked).out


def test_a_right_answer_leaves_no_mistake(checked: Path, hint: Run, gradkata: Run) -> None:
    (checked / f"katas/{KATA}.py").write_text(RIGHT, "utf-8")
    gradkata("check", KATA, cwd=checked)
    assert NAMED not in hint(cwd=checked).out


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"digest": 1}', "\x00", "[" * 100_000])
def test_a_note_that_cannot_be_read_is_none(checked: Path, hint: Run, text: str) -> None:
    (checked / f".gradkata/verdicts/{KATA}.json").write_text(text, "utf-8")
    assert f"{KATA}, hint 1 of " in hint(cwd=checked).out


def test_a_check_needs_no_place_to_keep_notes(course: Path, gradkata: Run) -> None:
    shutil.rmtree(course / ".gradkata", ignore_errors=True)
    (course / ".gradkata").write_text("a file", "utf-8")
    (course / f"katas/{KATA}.py").write_text(RIGHT, "utf-8")
    assert gradkata("check", KATA, cwd=course).status == 0


def test_nothing_half_written_is_left(checked: Path) -> None:
    names = [path.name for path in (checked / ".gradkata/verdicts/by_hand").iterdir()]
    assert "gradients.json" in names
    assert [name for name in names if not name.endswith(".json")] == []
