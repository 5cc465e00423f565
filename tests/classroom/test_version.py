"""What changes marks changes the version of a kata, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.classroom.parcel import Order, grade_parcel, pack
from gradkata.classroom.version import version_of
from gradkata.course.course import open_course
from gradkata.course.kata import Kata, Limits
from gradkata.errors import UserError

if TYPE_CHECKING:
    from tests.conftest import NewCourse

DECIDE = "by_hand/decide"


@pytest.fixture(scope="module")
def root(new_course: NewCourse) -> Path:
    return new_course()


@pytest.fixture(scope="module")
def kata(root: Path) -> Kata:
    return open_course(root).kata(DECIDE)


MARKED_BY = ["reference/by_hand/decide.py", "plugins/by_hand/checks/test_decide.py",
             "plugins/by_hand/mistakes/decide.py"]  # fmt: skip
NOT_MARKED_BY = ["katas/by_hand/decide.py", "plugins/by_hand/alternatives/decide.py"]


def changes_with(kata: Kata, file: Path) -> bool:
    """Whether a line more in this file is another version."""
    before, text = version_of([kata]), file.read_text("utf-8")
    file.write_text(f"{text}\n# changed\n", "utf-8")
    try:
        return version_of([kata]) != before
    finally:
        file.write_text(text, "utf-8")


@pytest.mark.parametrize("name", MARKED_BY)
def test_a_file_that_marks_depend_on(root: Path, kata: Kata, name: str) -> None:
    assert changes_with(kata, root / name)


@pytest.mark.parametrize("name", NOT_MARKED_BY)
def test_a_file_that_no_mark_depends_on(root: Path, kata: Kata, name: str) -> None:
    assert not changes_with(kata, root / name)


RULES: dict[str, Any] = {
    "points": 2.0,
    "runtime": "torch",
    "limits": Limits(call_seconds=1.0),
    "forbidden": {"math": "by hand"},
    "allowed": ["math.pi"],
    "discouraged": {"data": "no_grad is for that"},
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_marks_depend_on(kata: Kata, rule: str) -> None:
    assert version_of([replace(kata, **{rule: RULES[rule]})]) != version_of([kata])


def test_other_hints_give_no_other_marks(kata: Kata) -> None:
    assert version_of([replace(kata, hints=["think"])]) == version_of([kata])


def test_another_gradkata_may_give_other_marks(kata: Kata, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version_of([kata])
    monkeypatch.setattr("gradkata.classroom.version.__version__", "99")
    assert version_of([kata]) != before


def test_a_worker_that_has_other_katas_says_so(root: Path, kata: Kata) -> None:
    order = Order(open_course(root), [kata], version_of([replace(kata, points=2.0)]), seed=7)
    with pytest.raises(UserError, match="a worker has other katas than this machine"):
        grade_parcel(pack(order, []))
