"""setup.sh of the autograder for Gradescope, run for real, and what it sets up used for real.

Three things are stood in for. apt-get would change this machine, and is only asked what it was
told. The package indexes are two wheels: an empty torch, and a gradkata that is the one under test,
with all that it needs, by reference. And what uv would download is the Python that runs the tests.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gradkata as under_test
from gradkata import __version__
from tests.conftest import Ran

if TYPE_CHECKING:
    from tests.conftest import Run

RIGHT = "def decide(w1, w2, b, x1, x2):\n    return int(w1 * x1 + w2 * x2 + b > 0)\n"
LOGGED = 'printf "%s\\n" "$(basename "$0") $*" >> {log}\n'
APT_GET = [
    "apt-get update",
    "apt-get install -y --no-install-recommends python3 python3-pip python3-venv",
]
PYTHON = 'exec {python} "$@"\n'
TOO_OLD = """\
case "$*" in
    -c*) exec {python} -c 'import sys; sys.version_info = (3, 10); '"${{2#import sys;}}" ;;
    "-m pip install uv") ;;
    "-m uv venv --seed --python 3.12 "*) exec ln -s {environment} "$7" ;;
    *) exit 2 ;;
esac
"""
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")


def write_wheel(folder: Path, name: str, version: str, files: Mapping[str, str]) -> Path:
    """A wheel of such files; those of its `.dist-info` are named by their bare name."""
    info = f"{name}-{version}.dist-info"
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    needed = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in (needed | dict(files)).items():
            archive.writestr(file if file.endswith(".pth") else f"{info}/{file}", text)
    return wheel


def write_gradkata(folder: Path) -> Path:
    """A gradkata that is the one under test, and finds what it needs where the tests do."""
    found = [str(Path(under_test.__file__).parents[1]), *sys.path]
    files = {
        "under_test.pth": "\n".join(path for path in found if Path(path).is_dir()),
        "entry_points.txt": "[console_scripts]\ngradkata = gradkata.cli:main\n",
        "METADATA": f"Metadata-Version: 2.1\nName: gradkata\nVersion: {__version__}\n"
        "Provides-Extra: torch\nRequires-Dist: torch; extra == 'torch'\n",
    }
    return write_wheel(folder, "gradkata", __version__, files)


def write_program(path: Path, script: str, **values: Path) -> None:
    quoted = {name: shlex.quote(str(value)) for name, value in values.items()}
    path.write_text("#!/bin/sh\n" + script.format(**quoted))
    path.chmod(0o755)


@pytest.fixture(scope="module")
def bundle(gradkata: Run, pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    wheel = write_gradkata(folder)
    ran = gradkata(
        "gradescope", folder / "b.zip", "--wheel", wheel, "--course", pristine, cwd=folder
    )
    assert ran.status == 0, ran.err
    return folder / "b.zip"


class Image:
    """What Gradescope builds: `/autograder`, the image's programs, and where gradkata goes."""

    def __init__(self, root: Path, bundle: Path) -> None:
        self.root, self.log = root / "autograder", root / "log"
        self.home, self.programs = root / "opt", root / "bin"
        index = root / "index"
        for folder in (self.programs, index):
            folder.mkdir()
        write_program(self.programs / "apt-get", LOGGED, log=self.log)
        write_program(self.programs / "python3", PYTHON, python=Path(sys.executable))
        write_wheel(index, "torch", "2.99.0", {})
        self.told = {
            "PATH": f"{self.programs}{os.pathsep}{os.defpath}",
            "GRADKATA_AUTOGRADER_ROOT": str(self.root),
            "GRADKATA_AUTOGRADER_HOME": str(self.home),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(index),
        }
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(self.root / "source")

    def run(self, script: Path) -> Ran:
        done = subprocess.run(
            ["bash", script],
            env=self.told,
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    @property
    def asked(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture(scope="module")
def image(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    return Image(tmp_path_factory.mktemp("image"), bundle)


@pytest.fixture(scope="module")
def set_up(image: Image) -> Ran:
    """Set up in an image whose Python will do."""
    return image.run(image.root / "source/setup.sh")


def test_it_runs_to_its_end(set_up: Ran) -> None:
    assert set_up.status == 0, set_up.err


def test_it_asks_the_image_for_python_alone(set_up: Ran, image: Image) -> None:
    assert image.asked == APT_GET


def test_it_installs_this_gradkata_with_torch(set_up: Ran) -> None:
    assert "Successfully installed torch-2.99.0" in set_up.out
    assert f"Successfully installed gradkata-{__version__}" in set_up.out


def test_it_shows_how_good_the_wall_is_there(set_up: Ran) -> None:
    assert "a confined process" in set_up.out


def test_what_it_set_up_grades(set_up: Ran, image: Image) -> None:
    (image.root / "submission").mkdir()
    (image.root / "submission/decide.py").write_text(RIGHT, "utf-8")
    ran = image.run(image.root / "source/run_autograder")
    assert ran.status == 0, ran.err
    assert json.loads((image.root / "results/results.json").read_bytes())["score"] == 1


@pytest.fixture
def old_image(set_up: Ran, image: Image, bundle: Path, tmp_path: Path) -> Image:
    """An image whose Python is too old, where uv comes back with the environment made above."""
    old = Image(tmp_path, bundle)
    programs = {"log": old.log, "python": Path(sys.executable), "environment": image.home}
    write_program(old.programs / "python3", LOGGED + TOO_OLD, **programs)
    return old


def test_where_the_image_s_python_is_too_old_uv_brings_one(old_image: Image) -> None:
    ran = old_image.run(old_image.root / "source/setup.sh")
    assert ran.status == 0, ran.err
    assert old_image.asked[-2:] == [
        "python3 -m pip install uv",
        f"python3 -m uv venv --seed --python 3.12 {old_image.home}",
    ]
