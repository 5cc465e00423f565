"""`hint`, `reset` and `solution`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from gradkata.course.course import bundled_course, open_course

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import NewCourse, Ran, Run

KATA = "by_hand/gradients"
HINTS = open_course(bundled_course()).kata(KATA).hints


@pytest.fixture(scope="module")
def ladder(gradkata: Run, new_course: NewCourse) -> list[Ran]:
    """As many hints as there are, then one more, then the first again, then the next."""
    course = new_course()
    asked = [gradkata("hint", KATA, cwd=course) for _ in range(len(HINTS) + 1)]
    again = gradkata("hint", KATA, "--again", cwd=course)
    return [*asked, again, gradkata("hint", KATA, cwd=course)]


def test_each_time_the_next_hint_is_shown(ladder: list[Ran]) -> None:
    shown = [ran.out for ran in ladder[: len(HINTS)]]
    assert all(hint in out for hint, out in zip(HINTS, shown, strict=True))


def test_no_hint_gives_away_the_next(ladder: list[Ran]) -> None:
    assert HINTS[1] not in ladder[0].out


def test_the_last_hint_stays(ladder: list[Ran]) -> None:
    assert ladder[len(HINTS)].out == ladder[len(HINTS) - 1].out


def test_the_last_hint_says_how_to_begin_again(ladder: list[Ran]) -> None:
    assert "--again" in ladder[len(HINTS) - 1].out


def test_again_begins_with_the_first_hint(ladder: list[Ran]) -> None:
    assert ladder[len(HINTS) + 1].out == ladder[0].out


def test_after_again_comes_the_second_hint(ladder: list[Ran]) -> None:
    assert ladder[len(HINTS) + 2].out == ladder[1].out


def test_a_broken_note_of_the_hints_given_counts_as_none(gradkata: Run, course: Path) -> None:
    note = course / ".gradkata/hints/by_hand/gradients"
    note.parent.mkdir(parents=True)
    note.write_bytes(b"\xff\xfe")
    assert HINTS[0] in gradkata("hint", KATA, cwd=course).out


def test_a_hint_is_shown_where_nothing_can_be_noted(gradkata: Run, course: Path) -> None:
    shutil.rmtree(course / ".gradkata", ignore_errors=True)
    (course / ".gradkata").write_text("no folder\n", "utf-8")
    ran = gradkata("hint", KATA, cwd=course)
    assert (ran.status, HINTS[0] in ran.out) == (0, True)
    assert "It will be shown again, since " in ran.out


def written(course: Path) -> Path:
    return course / "katas/by_hand/gradients.py"


def copies(course: Path) -> list[bytes]:
    return sorted(file.read_bytes() for file in (course / ".gradkata/kept").rglob("*.py"))


def test_reset_puts_the_stub_back(gradkata: Run, course: Path) -> None:
    stub = written(course).read_bytes()
    written(course).write_text("mine = 1\n")
    gradkata("reset", KATA, cwd=course)
    assert written(course).read_bytes() == stub


def test_reset_says_where_the_work_is_kept(gradkata: Run, course: Path) -> None:
    written(course).write_text("mine = 1\n")
    last = gradkata("reset", KATA, cwd=course).out.split()[-1]
    assert (course / last).read_text() == "mine = 1\n"


def test_two_resets_keep_both_versions(gradkata: Run, course: Path) -> None:
    for version in ("one = 1\n", "two = 2\n"):
        written(course).write_text(version)
        gradkata("reset", KATA, cwd=course)
    assert copies(course) == [b"one = 1\n", b"two = 2\n"]


def test_reset_keeps_what_is_no_text(gradkata: Run, course: Path) -> None:
    written(course).write_bytes(b"\xff\xfe\x00")
    gradkata("reset", KATA, cwd=course)
    assert copies(course) == [b"\xff\xfe\x00"]


def test_reset_of_a_stub_keeps_nothing(gradkata: Run, course: Path) -> None:
    gradkata("reset", KATA, cwd=course)
    assert copies(course) == []


def test_reset_of_a_deleted_file_brings_the_stub(gradkata: Run, course: Path) -> None:
    stub = written(course).read_bytes()
    written(course).unlink()
    gradkata("reset", KATA, cwd=course)
    assert written(course).read_bytes() == stub


def test_reset_leaves_a_folder_in_the_file_s_place_alone(gradkata: Run, course: Path) -> None:
    written(course).unlink()
    written(course).mkdir()
    ran = gradkata("reset", KATA, cwd=course)
    assert (ran.status, written(course).is_dir(), ran.err.count("\n")) == (2, True, 1)


def test_the_solution_is_not_shown_before_the_kata_passes(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("solution", KATA, cwd=pristine)
    assert (ran.status, ran.out) == (2, "")


def test_the_refusal_names_the_flag(gradkata: Run, pristine: Path) -> None:
    assert f"gradkata solution {KATA} --anyway" in gradkata("solution", KATA, cwd=pristine).err


def test_the_solution_is_shown_anyway(gradkata: Run, pristine: Path) -> None:
    ran = gradkata("solution", KATA, "--anyway", cwd=pristine)
    assert ran.out == (pristine / "reference/by_hand/gradients.py").read_text("utf-8")


def test_the_solution_is_shown_once_the_kata_passes(gradkata: Run, course: Path) -> None:
    reference = course / "reference/by_hand/gradients.py"
    shutil.copy(reference, written(course))
    assert gradkata("solution", KATA, cwd=course).out == reference.read_text("utf-8")
