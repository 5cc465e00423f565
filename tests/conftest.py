"""What tests of several folders share: the real command line, and courses to run it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TIMEOUT = 300


@dataclass(frozen=True)
class Ran:
    """A program that has ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]
NewCourse = Callable[[], Path]


def _run(*command: str | Path, cwd: Path, stdin: str = "") -> Ran:
    # What pytest and coverage tell their children must not reach the program under test.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        input=stdin,
        env=inherited | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def _gradkata(*arguments: str | Path, cwd: Path) -> Ran:
    return _run(sys.executable, "-P", "-m", "gradkata", *arguments, cwd=cwd)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests of one file share costly fixtures, and those of hostile submissions look around.

    xdist's own groups are read off test ids, which pytest 9.2 no longer lets it change.
    """
    scheduling: Any = import_module("xdist.scheduler")
    scheduler = scheduling.LoadScopeScheduling(config, log)
    scheduler._split_scope = _in_one_go
    return scheduler


def _in_one_go(test: str) -> str:
    file = test.partition("::")[0]
    return "hostile" if "hostile" in Path(file).parts else file


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a program: `run("prog", "argument", cwd=folder)`."""
    return _run


@pytest.fixture(scope="session")
def gradkata() -> Run:
    """The command line: `gradkata("check", cwd=course)`."""
    return _gradkata


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course as `gradkata init` makes it, not to be changed."""
    folder = tmp_path_factory.mktemp("pristine") / "course"
    made = _gradkata("init", folder, cwd=folder.parent)
    assert made.status == 0, made.err
    return folder


@pytest.fixture(scope="session")
def new_course(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> NewCourse:
    """Make a course to work in."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("copy") / "course"
        shutil.copytree(pristine, folder)
        return folder

    return copy


@pytest.fixture
def course(new_course: NewCourse) -> Path:
    """A course of this test's own, with every kata as a stub."""
    return new_course()
