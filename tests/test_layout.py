"""What the world sees of the repository: one import package, and a course that is data."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import distribution, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.course.course import bundled_course

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[1]
DATA = "gradkata/course_data/"


@pytest.fixture(scope="module")
def wheel() -> dict[str, Any]:
    """What is said of the wheel in `pyproject.toml`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    target: dict[str, Any] = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    return target


def test_the_wheel_has_one_import_package(wheel: dict[str, Any]) -> None:
    assert wheel["packages"] == ["src/gradkata"]


def test_the_source_folder_holds_that_package_alone() -> None:
    found = [path.name for path in (ROOT / "src").iterdir() if path.suffix != ".egg-info"]
    assert [name for name in found if not name.startswith(".")] == ["gradkata"]


def test_the_course_is_data_inside_of_the_package(wheel: dict[str, Any]) -> None:
    places = wheel["force-include"].values()
    assert [place for place in places if not place.startswith(DATA)] == []


@pytest.mark.parametrize("part", ["katas", "reference", "plugins", "conftest.py"])
def test_the_wheel_carries_all_of_the_course(wheel: dict[str, Any], part: str) -> None:
    assert wheel["force-include"][part] == DATA + part


@pytest.mark.parametrize("group", ["pytest11", "gradkata"])
def test_nothing_is_registered_for_the_whole_environment(group: str) -> None:
    ours = distribution("gradkata").entry_points
    assert [point for point in ours if point.group == group] == []


def test_no_installed_pytest_plugin_is_ours() -> None:
    plugins = entry_points(group="pytest11")
    assert [point for point in plugins if point.value.startswith("gradkata")] == []


USE_EVERYTHING = """
import importlib.util, json, sys
from gradkata.course.course import bundled_course, open_course
from gradkata.course.mistakes import load_variants
from gradkata.judge.session import reference_of

course = open_course(bundled_course())
kata = course.kata("by_hand/gradients")
load_variants(kata.mistakes, "mistake")
reference_of(kata).gradients(1.0, 2.0, 3.0, 4.0, 5.0, 14.0)
names = ["katas", "reference", "plugins", *(pack.name for pack in course.packs)]
print(json.dumps({
    "path": sys.path,
    "importable": [name for name in names if importlib.util.find_spec(name)],
    "loaded": [name for name in names if name in sys.modules],
}))
"""


@pytest.fixture(scope="module")
def used(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The state of an interpreter that has opened the course and run a solution."""
    import json

    ran = run(sys.executable, "-P", "-c", USE_EVERYTHING, cwd=tmp_path_factory.mktemp("used"))
    assert ran.status == 0, ran.err
    found: dict[str, list[str]] = json.loads(ran.out)
    return found


def test_the_course_is_not_on_the_path(used: dict[str, list[str]]) -> None:
    course = bundled_course()
    parts = {course, *(course / part for part in ("katas", "reference", "plugins"))}
    assert {Path(entry).resolve() for entry in used["path"]} & parts == set()


def test_no_part_of_the_course_can_be_imported_by_its_name(used: dict[str, list[str]]) -> None:
    assert used["importable"] == []


def test_no_part_of_the_course_is_loaded_under_its_name(used: dict[str, list[str]]) -> None:
    assert used["loaded"] == []
