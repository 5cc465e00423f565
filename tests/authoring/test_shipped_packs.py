"""The packs that gradkata ships pass the gate that others have to pass."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradkata.authoring.verify.gate import verify
from gradkata.authoring.verify.records import KataReport, Report
from gradkata.course.course import bundled_course, open_course

if TYPE_CHECKING:
    from gradkata.wall.pool import Wall

pytest.importorskip("torch")

# `gradkata verify --mutants` proves all katas under more seeds: these are one of each pack.
SOME = ["by_hand/gradients", "autograd/update", "two_layer/backward"]
SEEDS = [7]


@pytest.fixture(scope="module")
def proven(wall: Wall) -> Report:
    course = open_course(bundled_course())
    return verify(course, [course.kata(name) for name in SOME], seeds=SEEDS, wall=wall)


@pytest.fixture
def katas(proven: Report) -> list[KataReport]:
    return proven.katas


def test_nothing_is_wrong_with_any_of_them(katas: list[KataReport]) -> None:
    assert [problem for kata in katas for problem in kata.problems] == []


def test_every_mistake_is_caught_by_a_check(katas: list[KataReport]) -> None:
    for kata in katas:
        caught = {name for names in kata.catches.values() for name in names}
        assert caught == set(kata.mistakes)


def test_gap_is_at_least_two_decades(katas: list[KataReport]) -> None:
    decades = [kata.gap.decades for kata in katas if kata.gap and kata.gap.decades is not None]
    assert decades
    assert min(decades) >= 2


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The course's grader and its pack `autograd`, to be spoiled."""
    for part in ("katas/autograd", "reference/autograd", "plugins/autograd", "plugins/grader"):
        shutil.copytree(bundled_course() / part, tmp_path / part)
    return tmp_path


def _messages(root: Path, wall: Wall) -> list[str]:
    course = open_course(root)
    [report] = verify(course, [course.kata("autograd/update")], seeds=SEEDS, wall=wall).katas
    return [problem.message for problem in report.problems]


def test_check_taken_out_of_a_shipped_pack_is_missed(copied: Path, wall: Wall) -> None:
    checks = copied / "plugins/autograd/checks/test_update.py"
    text = checks.read_text("utf-8")
    checks.write_text(text.replace("def test_gradient_is_zeroed", "def no_test_gradient_is_zeroed"))
    assert "mistake forgets_zeroing goes free under seed 7" in _messages(copied, wall)


def test_tolerance_loosened_in_a_shipped_pack_is_found(copied: Path, wall: Wall) -> None:
    checks = copied / "plugins/autograd/checks/test_update.py"
    text = checks.read_text("utf-8")
    checks.write_text(text.replace("w, 0.3, ignore_result", "w, 0.3, rtol=1e-2, ignore_result"))
    assert any("rtol=0.01, which accepts answers off" in m for m in _messages(copied, wall))
