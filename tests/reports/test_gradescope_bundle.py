"""The autograder for Gradescope, run in a scratch folder the way its harness runs it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gradkata import __version__

if TYPE_CHECKING:
    from tests.conftest import Run

SCHEMA = json.loads(Path(__file__).with_name("gradescope.schema.json").read_bytes())
DECIDE = "def decide(w1, w2, b, x1, x2):\n    "
RIGHT = DECIDE + "return int(w1 * x1 + w2 * x2 + b > 0)\n"
WRONG = DECIDE + "return 1\n"
BROKEN = DECIDE + "return (\n"
ENDLESS = DECIDE + "while True:\n        pass\n"

Document = dict[str, Any]
Autograder = Callable[[str], Path]

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


@pytest.fixture(scope="module")
def quick_course(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one pack, whose patience with an endless loop is short."""
    course = tmp_path_factory.mktemp("quick") / "course"
    shutil.copytree(pristine, course)
    for pack in ("autograd", "two_layer"):
        shutil.rmtree(course / "plugins" / pack)
    (course / "plugins/by_hand/__pycache__").mkdir(exist_ok=True)
    (course / "plugins/by_hand/__pycache__/old.pyc").write_bytes(b"")
    registration = course / "plugins/by_hand/__init__.py"
    source = registration.read_text("utf-8").replace('Kata("decide"', 'Kata("decide", limits=SHORT')
    short = "from gradkata import Limits\n\nSHORT = Limits(call_seconds=1.0, kata_seconds=2.0)\n"
    registration.write_text(short + source, "utf-8")
    return course


@pytest.fixture(scope="module")
def bundle(gradkata: Run, quick_course: Path) -> Path:
    file = quick_course.parent / "bundle.zip"
    ran = gradkata("gradescope", file, cwd=quick_course)
    assert ran.status == 0, ran.err
    return file


@pytest.fixture
def autograder(bundle: Path, tmp_path: Path) -> Autograder:
    """Lay out what Gradescope's image has, with this file submitted."""

    def laid_out(source: str) -> Path:
        root = tmp_path / "autograder"
        with zipfile.ZipFile(bundle) as archive:
            for member in archive.infolist():
                path = Path(archive.extract(member, root / "source"))
                path.chmod(member.external_attr >> 16 & 0o777)
        (root / "submission").mkdir()
        (root / "submission" / "decide.py").write_text(source, "utf-8")
        (root / "results").mkdir()
        shutil.copy2(root / "source/run_autograder", root / "run_autograder")
        return root

    return laid_out


def start(root: Path) -> subprocess.Popen[bytes]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "GRADKATA_AUTOGRADER_ROOT": str(root)}
    with (root / "results/stdout").open("wb") as output:
        return subprocess.Popen(
            [root / "run_autograder"],
            cwd=root,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def results(root: Path) -> Document:
    document: Document = json.loads((root / "results/results.json").read_bytes())
    jsonschema.validate(document, SCHEMA)
    return document


def run(root: Path) -> Document:
    process = start(root)
    assert process.wait(timeout=120) == 0, (root / "results/stdout").read_text()
    return results(root)


def decide(document: Document) -> Document:
    (test,) = (test for test in document["tests"] if test["name"] == "by_hand/decide")
    return dict(test)


@needs_bash
def test_a_right_submission(autograder: Autograder) -> None:
    document = run(autograder(RIGHT))
    assert document["score"] == 1.0
    assert decide(document)["status"] == "passed"


@needs_bash
@pytest.mark.parametrize(
    ("source", "reason"),
    [(WRONG, "expected"), (BROKEN, "was never closed"), (ENDLESS, "second")],
    ids=["wrong", "broken", "endless"],
)
def test_a_submission_that_is_not_right_reads_why(
    autograder: Autograder, source: str, reason: str
) -> None:
    document = run(autograder(source))
    found = decide(document)
    assert document["score"] < 1.0
    assert found["status"] == "failed"
    assert reason in found["output"]


@needs_bash
def test_a_run_that_is_killed_has_not_finished_and_gives_no_marks(autograder: Autograder) -> None:
    root = autograder(ENDLESS)
    process = start(root)
    deadline = time.monotonic() + 60
    while not (root / "results/results.json").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)
    document = results(root)
    assert (document["score"], document["tests"]) == (0, [])
    assert "did not finish" in document["output"]


@needs_bash
def test_a_run_that_breaks_has_not_finished_and_gives_no_marks(autograder: Autograder) -> None:
    root = autograder(RIGHT)
    shutil.rmtree(root / "source/course/katas")
    assert start(root).wait(timeout=60) != 0
    assert (results(root)["score"], results(root)["tests"]) == (0, [])


@needs_bash
def test_a_result_from_before_is_no_result_of_this_run(autograder: Autograder) -> None:
    root = autograder(RIGHT)
    (root / "results/results.json").write_text('{"score": 99}')
    shutil.rmtree(root / "source/course/katas")
    start(root).wait(timeout=60)
    assert results(root)["score"] == 0


# the bundle


def members(bundle: Path) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(bundle) as archive:
        return {member.filename: member for member in archive.infolist()}


def text(bundle: Path, name: str) -> str:
    with zipfile.ZipFile(bundle) as archive:
        return archive.read(name).decode()


def test_both_scripts_are_at_the_top_and_executable(bundle: Path) -> None:
    for name in ("setup.sh", "run_autograder"):
        assert members(bundle)[name].external_attr >> 16 & 0o777 == 0o755


@needs_bash
@pytest.mark.parametrize("name", ["setup.sh", "run_autograder"])
def test_both_scripts_are_proper_bash(bundle: Path, name: str) -> None:
    script = text(bundle, name)
    subprocess.run(["bash", "-n"], input=script.encode(), check=True)
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "@" not in script.replace("${BASH_SOURCE[0]}", "")


def test_setup_installs_this_version_with_torch(bundle: Path) -> None:
    assert f"'gradkata[torch]=={__version__}'" in text(bundle, "setup.sh")


def test_the_course_is_in_it(bundle: Path) -> None:
    parts = ("katas/by_hand/decide.py", "reference/by_hand/decide.py")
    plugins = ("plugins/by_hand/checks/test_decide.py", "plugins/reports/gradescope.py")
    assert {f"course/{name}" for name in (*parts, *plugins)} <= members(bundle).keys()


def test_nothing_but_regular_files_and_no_cache_is_in_it(bundle: Path) -> None:
    assert all(stat.S_ISREG(m.external_attr >> 16) for m in members(bundle).values())
    assert not [name for name in members(bundle) if "__pycache__" in name or name.endswith(".pyc")]


def test_the_same_course_gives_the_same_bytes(
    gradkata: Run, bundle: Path, quick_course: Path, tmp_path: Path
) -> None:
    for file in quick_course.rglob("*.py"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    gradkata("gradescope", tmp_path / "again.zip", cwd=quick_course)
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_a_wheel_can_be_brought_along(gradkata: Run, quick_course: Path, tmp_path: Path) -> None:
    wheel = tmp_path / f"gradkata-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    gradkata("gradescope", tmp_path / "b.zip", "--wheel", wheel, cwd=quick_course)
    assert text(tmp_path / "b.zip", f"wheels/{wheel.name}") == "wheel"


def test_to_accept_holes_in_the_wall_has_to_be_said(
    gradkata: Run, bundle: Path, quick_course: Path, tmp_path: Path
) -> None:
    gradkata("gradescope", tmp_path / "b.zip", "--unprotected", cwd=quick_course)
    said = [text(file, "run_autograder") for file in (bundle, tmp_path / "b.zip")]
    assert ["--unprotected" in script for script in said] == [False, True]


def test_a_place_that_cannot_be_written_is_told(gradkata: Run, quick_course: Path) -> None:
    ran = gradkata("gradescope", quick_course / "nowhere/b.zip", cwd=quick_course)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
