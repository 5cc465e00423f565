"""Root is no part of the wall: the same attacks end the same for an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = "65534"
SECONDS = 900


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="this is an ordinary user")
def test_attacks_end_as_stated_for_an_ordinary_user(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    os.chown(folder, int(NOBODY), int(NOBODY))
    command = [*_become_nobody(), *_pytest(folder)]
    run = subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=SECONDS
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout


def _become_nobody() -> list[str]:
    program = shutil.which("setpriv")
    if program is None:
        pytest.skip("there is no `setpriv` here to become another user with")
    command = [program, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    # Where Python or this project lies in root's own home, nobody may read it, and nothing else.
    # The judge keeps this one capability there; a player drops it with all others.
    read = ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
    return command + ([] if _all_can_read() else read)


def _all_can_read() -> bool:
    homes = {
        Path(__file__).resolve(),
        Path(sys.executable).absolute(),
        Path(sys.executable).resolve(),
    }
    return all(parent.stat().st_mode & 0o005 == 0o005 for home in homes for parent in home.parents)


def _pytest(folder: Path) -> list[str]:
    here = Path(__file__).parent
    settings = ["-c", str(here.parent / "pytest.ini"), "--rootdir", str(here.parents[1])]
    plain = ["-p", "no:cacheprovider", "-q", "--basetemp", str(folder / "pytest")]
    file = str(here / "test_corpus.py")
    return [sys.executable, "-m", "pytest", *settings, *plain, file]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}
