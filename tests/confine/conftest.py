"""Confined processes to try things in; never the process that pytest runs in."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import gradkata
from gradkata.wall.confine import layers

SCRIPT = Path(__file__).with_name("zygote_for_tests.py")
SECONDS = 60.0


@dataclass
class Confined:
    """Runs code in confined children of one warm process, and hands back its `result`."""

    runtime: str
    folder: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        source = str(Path(gradkata.__file__).parents[1])
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), self.runtime],
            env={"PYTHONPATH": source, "A_SECRET": "of the judge", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self.folder,
        )

    def answer(self, code: str, **request: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"code": code, **request}).encode() + b"\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], SECONDS)[0]:
            self.process.kill()
            raise TimeoutError(f"no answer to {code!r}")
        answered: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answered

    def run(self, code: str, **request: Any) -> Any:
        answer = self.answer(code, **request)
        assert "error" not in answer, answer["trace"]
        return answer["result"]

    def error(self, code: str, **request: Any) -> str:
        return str(self.answer(code, **request).get("error", "nothing was raised"))

    def holes(self, **request: Any) -> set[str]:
        return set(self.run("result = try_forbidden(prepared)", **request))

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def confined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Confined]:
    yield from _confined("numpy", tmp_path_factory)


@pytest.fixture(scope="session")
def confined_torch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Confined]:
    pytest.importorskip("torch")
    yield from _confined("torch", tmp_path_factory)


def _confined(runtime: str, folders: pytest.TempPathFactory) -> Iterator[Confined]:
    missing = [layer.reason for layer in layers() if not layer.present]
    if missing:
        pytest.skip(f"a layer is missing here: {missing[0]}")
    started = Confined(runtime, folders.mktemp("judge"))
    yield started
    started.end()


def _users() -> list[str]:
    # Who is not root already is the ordinary user.
    return ["root", "ordinary user"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["user"]


@pytest.fixture(params=_users())
def user(request: pytest.FixtureRequest) -> dict[str, bool]:
    """What to ask a confined child for, so that it runs as each kind of user."""
    return {"ordinary": request.param == "ordinary user"}
