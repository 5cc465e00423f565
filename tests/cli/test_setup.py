"""`init`, `list`, `plugins`, `doctor`, help, and courses that are none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ran, Run

COMMANDS = [
    *("init", "list", "check", "hint", "reset", "solution", "grade", "report", "plugins", "doctor"),
]


@pytest.fixture(scope="module")
def help_imports(run: Run, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The top-level packages that `gradkata --help` imports."""
    command = (sys.executable, "-X", "importtime", "-m", "gradkata", "--help")
    ran = run(*command, cwd=tmp_path_factory.mktemp("help"))
    return {line.split("|")[-1].strip().partition(".")[0] for line in ran.err.splitlines()}


@pytest.mark.parametrize("package", ["numpy", "torch", "pytest"])
def test_help_does_not_import(help_imports: set[str], package: str) -> None:
    assert package not in help_imports


def test_help_imports_are_seen_at_all(help_imports: set[str]) -> None:
    assert "click" in help_imports


@pytest.mark.parametrize("command", COMMANDS)
def test_help_lists(gradkata: Run, tmp_path: Path, command: str) -> None:
    assert f"\n  {command} " in gradkata("--help", cwd=tmp_path).out


def test_init_says_how_to_begin(gradkata: Run, tmp_path: Path) -> None:
    assert "cd c && gradkata check" in gradkata("init", "c", cwd=tmp_path).out


def test_init_takes_an_empty_folder(gradkata: Run, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    assert gradkata("init", "c", cwd=tmp_path).status == 0


def test_init_makes_stubs_whatever_the_repository_s_katas_hold(pristine: Path) -> None:
    stubs = sorted((pristine / "katas").rglob("*.py"))
    assert [f for f in stubs if "raise NotImplementedError" not in f.read_text("utf-8")] == []


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_init_keeps_what_is_left_behind_out_of_git(course: Path) -> None:
    subprocess.run(["git", "init", "-q", course], check=True)
    (course / ".gradkata").mkdir(exist_ok=True)
    (course / ".gradkata/note").write_text("", "utf-8")
    told = subprocess.run(
        ["git", "status", "--porcelain"], cwd=course, capture_output=True, text=True, check=True
    )
    assert sorted(line[3:] for line in told.stdout.splitlines()) == [
        *(".gitignore", "conftest.py", "katas/", "plugins/", "reference/", "tox.ini"),
    ]


def test_init_brings_no_compiled_files(gradkata: Run, tmp_path: Path) -> None:
    gradkata("init", "c", cwd=tmp_path)
    assert list((tmp_path / "c").rglob("__pycache__")) == []


@pytest.fixture(scope="module")
def init_into_work(
    gradkata: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ran, dict[str, str]]:
    """The refusal, and all that is in the folder afterwards."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "thesis.txt").write_text("three years")
    ran = gradkata("init", folder, cwd=folder)
    return ran, {file.name: file.read_text() for file in folder.iterdir()}


def test_init_refuses_a_folder_that_is_not_empty(
    init_into_work: tuple[Ran, dict[str, str]],
) -> None:
    ran, _ = init_into_work
    assert (ran.status, ran.err.count("\n"), "is not empty" in ran.err) == (2, 1, True)


def test_refused_init_loses_and_adds_nothing(init_into_work: tuple[Ran, dict[str, str]]) -> None:
    _, files = init_into_work
    assert files == {"thesis.txt": "three years"}


def test_init_in_place_of_a_file_is_refused(gradkata: Run, tmp_path: Path) -> None:
    (tmp_path / "c").write_text("mine")
    ran = gradkata("init", "c", cwd=tmp_path)
    assert (ran.status, (tmp_path / "c").read_text()) == (2, "mine")


def test_list_shows_packs_and_katas_in_teaching_order(gradkata: Run, pristine: Path) -> None:
    lines = gradkata("list", cwd=pristine).out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")][:6] == [
        *("by_hand/decide", "by_hand/gradients", "by_hand/update"),
        *("by_hand/train", "by_hand/vectorised", "autograd/linear"),
    ]


def test_list_tells_what_is_not_started(gradkata: Run, course: Path) -> None:
    shutil.copy(course / "reference/by_hand/decide.py", course / "katas/by_hand/decide.py")
    lines = gradkata("list", cwd=course).out.splitlines()
    states = {line.split()[0]: "not started" in line for line in lines}
    assert (states["by_hand/decide"], states["by_hand/gradients"]) == (False, True)


def test_list_tells_what_the_last_check_said(gradkata: Run, course: Path) -> None:
    file = course / "katas/by_hand/decide.py"
    shutil.copy(course / "reference/by_hand/decide.py", file)
    gradkata("check", "by_hand/decide", cwd=course)
    checked = gradkata("list", cwd=course).out
    file.write_text(file.read_text("utf-8") + "\nnew = 1\n", "utf-8")
    changed = gradkata("list", cwd=course).out
    assert [words(listing) for listing in (checked, changed)] == ["passed", "not checked yet"]


def words(listing: str) -> str:
    return listing.partition("by_hand/decide")[2].splitlines()[0].partition("numpy")[2].strip()


def test_list_works_outside_of_a_course(gradkata: Run, tmp_path: Path) -> None:
    assert "two_layer/train" in gradkata("list", cwd=tmp_path).out


@pytest.fixture(scope="module")
def broken_plugin(gradkata: Run, pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a plugin that raises when it is imported."""
    folder = tmp_path_factory.mktemp("broken") / "course"
    shutil.copytree(pristine, folder)
    (folder / "plugins/broken.py").write_text('raise RuntimeError("no licence server")\n')
    return folder


def test_plugins_tell_why_one_did_not_load(gradkata: Run, broken_plugin: Path) -> None:
    out = gradkata("plugins", cwd=broken_plugin).out
    assert f"RuntimeError: no licence server ({broken_plugin / 'plugins/broken.py'}:1)" in out


@pytest.mark.parametrize(
    ("plugin", "hook"),
    [
        ("by_hand", "gradkata_pack"),
        ("grader", "gradkata_judge"),
        ("reports", "gradkata_exporters"),
    ],
)
def test_plugins_show_hooks(gradkata: Run, broken_plugin: Path, plugin: str, hook: str) -> None:
    lines = gradkata("plugins", cwd=broken_plugin).out.splitlines()
    row = next(line for line in lines if line.startswith(plugin))
    assert row.split() == [plugin, "course", "-", hook]


def test_a_broken_plugin_does_not_stop_a_check(gradkata: Run, broken_plugin: Path) -> None:
    assert "0 of 12 passed" in gradkata("check", cwd=broken_plugin).out


def test_a_broken_plugin_is_told_in_one_line(gradkata: Run, broken_plugin: Path) -> None:
    err = gradkata("check", cwd=broken_plugin).err
    assert (err.startswith("gradkata: plugin broken: RuntimeError"), err.count("\n")) == (True, 1)


@pytest.fixture(scope="module")
def doctor(gradkata: Run, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return gradkata("doctor", cwd=tmp_path_factory.mktemp("doctor"))


@pytest.mark.parametrize("package", ["gradkata", "numpy", "pytest", "pluggy"])
def test_doctor_shows_versions(doctor: Ran, package: str) -> None:
    assert [package, version(package)] in [line.split()[1:] for line in doctor.out.splitlines()]


@pytest.mark.parametrize("layer", ["landlock", "seccomp", "limits", "descriptors"])
def test_doctor_shows_each_layer(doctor: Ran, layer: str) -> None:
    assert any(line.split()[1:2] == [layer] for line in doctor.out.splitlines())


def test_doctor_s_status_says_whether_the_wall_holds(doctor: Ran) -> None:
    assert (doctor.status == 0) == ("nothing worked" in doctor.out)


def one_line(ran: Ran, *parts: str) -> bool:
    """Whether a usage error was told in one line that has all of these parts."""
    told = ran.err.startswith("gradkata: ") and all(part in ran.err for part in parts)
    return told and ran.err.count("\n") == 1 and ran.status == 2


@pytest.mark.parametrize("command", ["check", "hint", "reset", "solution"])
def test_no_course_here(gradkata: Run, tmp_path: Path, command: str) -> None:
    ran = gradkata(command, "by_hand/decide", cwd=tmp_path)
    assert one_line(ran, "there is no course here", "gradkata init DIR")


@pytest.mark.parametrize("missing", ["plugins", "katas"])
def test_a_course_without_a_folder_it_needs(gradkata: Run, course: Path, missing: str) -> None:
    shutil.rmtree(course / missing)
    ran = gradkata("check", "--course", course, cwd=course)
    assert one_line(ran, f"it has no {missing}/ folder", "gradkata init DIR")


def test_a_course_that_does_not_exist(gradkata: Run, tmp_path: Path) -> None:
    ran = gradkata("check", "--course", "nowhere", cwd=tmp_path)
    assert one_line(ran, "nowhere: no such folder")
