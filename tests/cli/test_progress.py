"""What is told while a class is graded, on a terminal and in a log."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from gradkata.cli import progress
from gradkata.cli.grade import SMALL_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import WriteClass
    from tests.conftest import Run

SECONDS = 2.0
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def logged(total: int, rows: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a log has when each submission takes so many seconds."""
    clock = itertools.count(0, SECONDS)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    out = Console(file=io.StringIO(), width=200)
    with progress.counting(out, total) as advance:
        for row in rows:
            advance(row)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_a_log_tells_now_and_then_the_rate_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = logged(10, [""] * 7, monkeypatch)
    assert lines == [
        "grading: 3 of 10, 0.5 a second, about 14 s left",
        "grading: 6 of 10, 0.5 a second, about 8 s left",
    ]


def test_a_log_has_the_row_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    assert logged(2, ["anna", "ben"], monkeypatch) == ["anna", "ben"]


def test_at_the_end_nothing_is_left_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert logged(3, [""] * 3, monkeypatch) == []


@pytest.fixture(scope="module")
def on_a_terminal(write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a terminal is sent for a class that is not small, one of whom handed in nothing."""
    place = tmp_path_factory.mktemp("terminal")
    stub = {"by_hand/decide.py": "def decide(w1, w2, b, x1, x2):\n    raise NotImplementedError\n"}
    folder = write_class(place / "class", {f"learner{n:02}": stub for n in range(SMALL_CLASS)})
    (folder / "nobody").mkdir()
    return "".join(_shown("grade", "class", cwd=place, status=2))


def _shown(*command: str, cwd: Path, status: int) -> Iterator[str]:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "gradkata", *command],
        cwd=cwd, stdin=theirs, stdout=theirs, env=os.environ | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    try:
        while sent := os.read(ours, 4096):
            yield sent.decode("utf-8", "replace")
    except OSError:
        # What a terminal's other side reads once the last one has closed it.
        pass
    finally:
        os.close(ours)
        assert process.wait(60) == status


def test_a_terminal_shows_how_far_it_is_and_at_what_rate(on_a_terminal: str) -> None:
    assert re.search(r"grading .*41/41 .*\d a second", ESCAPES.sub("", on_a_terminal))


def test_who_could_not_be_read_is_counted(on_a_terminal: str) -> None:
    assert re.search(r"\n41 graded in .* s, 1 of them unreadable, seed", on_a_terminal)


def test_a_terminal_shows_of_a_large_class_who_has_something_to_say(on_a_terminal: str) -> None:
    rows = re.findall(r"\d / \d+  (\w+)  ", ESCAPES.sub("", on_a_terminal))
    assert rows == ["nobody"]


@pytest.mark.parametrize(("command", "word"), [("check", "checking"), ("verify", "verifying")])
def test_a_terminal_shows_that_it_is_at_work(course: Path, command: str, word: str) -> None:
    assert f"{word} …" in "".join(_shown(command, "by_hand/decide", cwd=course, status=0))


def test_a_log_of_a_check_is_its_result(gradkata: Run, course: Path) -> None:
    assert "checking" not in gradkata("check", "by_hand/decide", cwd=course).out
