"""The packs that gradkata ships pass the gate that others have to pass."""

from __future__ import annotations

import ast
import shutil
from typing import TYPE_CHECKING

import pytest

from gradkata.authoring.verify.gate import verify
from gradkata.authoring.verify.records import KataReport, Report
from gradkata.course.course import bundled_course, open_course

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.wall.pool import Wall

pytest.importorskip("torch")

COURSE = open_course(bundled_course())
IDS = [kata.id for kata in COURSE.katas]
ONE_OF_EACH_PACK = [f"{pack.name}/{pack.katas[-1].name}" for pack in COURSE.packs]
# `gradkata verify --mutants` proves all katas under more seeds.
SEEDS = [7]


@pytest.fixture(scope="module")
def proven(wall: Wall) -> Report:
    return verify(COURSE, COURSE.katas, seeds=SEEDS, wall=wall)


@pytest.fixture
def katas(proven: Report) -> dict[str, KataReport]:
    return {kata.kata: kata for kata in proven.katas}


@pytest.mark.parametrize("name", IDS)
def test_nothing_is_wrong_with_it(katas: dict[str, KataReport], name: str) -> None:
    assert katas[name].problems == []


@pytest.mark.parametrize("name", IDS)
def test_every_mistake_is_caught_by_a_check(katas: dict[str, KataReport], name: str) -> None:
    caught = {mistake for mistakes in katas[name].catches.values() for mistake in mistakes}
    assert caught == set(katas[name].mistakes)


@pytest.mark.parametrize("name", IDS)
def test_every_check_catches_a_mistake_that_no_other_does(
    katas: dict[str, KataReport], name: str
) -> None:
    at_work = [check for check, mistakes in katas[name].alone.items() if mistakes]
    assert at_work == katas[name].checks != []


def test_gap_is_at_least_two_decades(katas: dict[str, KataReport]) -> None:
    gaps = [kata.gap.decades for kata in katas.values() if kata.gap]
    decades = [gap for gap in gaps if gap is not None]
    assert decades
    assert min(decades) >= 2


class Copy:
    """The course's grader and the pack of one kata, to be spoiled."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        pack = name.partition("/")[0]
        for part in (f"katas/{pack}", f"reference/{pack}", f"plugins/{pack}", "plugins/grader"):
            shutil.copytree(bundled_course() / part, root / part)
        self.checks = open_course(root).kata(name).checks

    def take_out(self, check: str) -> None:
        text = self.checks.read_text("utf-8")
        functions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
        [node] = (function for function in functions if function.name == check)
        first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
        lines = text.splitlines(keepends=True)
        self.checks.write_text("".join(lines[: first - 1] + lines[node.end_lineno :]), "utf-8")

    def messages(self, wall: Wall) -> set[str]:
        course = open_course(self.root)
        [report] = verify(course, [course.kata(self.name)], seeds=SEEDS, wall=wall).katas
        return {problem.message for problem in report.problems}


@pytest.mark.parametrize("name", ONE_OF_EACH_PACK)
def test_check_taken_out_of_it_lets_mistakes_go_free_by_name(
    katas: dict[str, KataReport], name: str, tmp_path: Path, wall: Wall
) -> None:
    check, mistakes = [*katas[name].alone.items()][-1]
    copy = Copy(tmp_path, name)
    copy.take_out(check)
    freed = {f"mistake {mistake} goes free" for mistake in mistakes}
    assert set() < freed <= copy.messages(wall)


def test_tolerance_loosened_in_a_shipped_pack_is_found(tmp_path: Path, wall: Wall) -> None:
    copy = Copy(tmp_path, "by_hand/gradients")
    text = copy.checks.read_text("utf-8")
    copy.checks.write_text(text.replace('only=["d_b"]', 'only=["d_b"], rtol=1e-2'), "utf-8")
    assert any("rtol=0.01, which accepts answers off" in m for m in copy.messages(wall))
