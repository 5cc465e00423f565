"""A real `gradkata watch` in a terminal of its own, or with pipes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SECONDS = 60.0
CLEAR = "\x1b[2J"
KATA = "by_hand/gradients"
RIGHT = """
def gradients(w1, w2, b, x1, x2, target):
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error * x1, 2 * error * x2, 2 * error
"""
WRONG = RIGHT.replace("2 * error", "error")

Watching = Callable[..., "Watch"]


class Watch:
    """What it prints is read as it comes; everything has a deadline."""

    def __init__(self, course: Path, *arguments: str, terminal: bool) -> None:
        self.course, self.text = course, ""
        ours, theirs = pty.openpty() if terminal else (-1, -1)
        self.terminal: int | None = ours if terminal else None
        end = theirs if terminal else subprocess.PIPE
        if terminal:
            self.resize(40, 100)
        # What xdist says of its own size must not stand for the terminal's.
        told = {k: v for k, v in os.environ.items() if k not in ("LINES", "COLUMNS")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gradkata", "watch", *arguments], cwd=course,
            stdin=end, stdout=end, stderr=end if terminal else None, start_new_session=True,
            env={**told, "TERM": "xterm", "PYTHONUTF8": "1"},
        )  # fmt: skip
        self.mode = termios.tcgetattr(theirs) if terminal else None
        self.theirs = theirs
        self.output = ours if terminal else self.process.stdout.fileno()  # type: ignore[union-attr]

    def file(self, kata: str = KATA) -> Path:
        return self.course / "katas" / f"{kata}.py"

    def save(self, text: str, kata: str = KATA) -> None:
        self.text = ""
        self.file(kata).write_text(text, "utf-8")

    def press(self, keys: str) -> None:
        self.text = ""
        os.write(self.output, keys.encode())

    def resize(self, rows: int, columns: int) -> None:
        assert self.terminal is not None
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def wait_for(self, wanted: str, seconds: float = SECONDS) -> str:
        """All that was printed since the last save or key, once `wanted` is in it."""
        deadline = time.monotonic() + seconds
        while wanted not in self.plain:
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"{wanted!r} did not come; what came: {self.plain!r}")
        return self.plain

    def wait_until_drawn_again(self, clear: str, seconds: float = SECONDS) -> None:
        """A part of the last screen may still come; the next begins by clearing it."""
        deadline = time.monotonic() + seconds
        while clear not in self.text:
            assert self._read(deadline - time.monotonic()), f"nothing new came: {self.text!r}"

    @property
    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.text).replace("\r\n", "\n")

    def ended(self, seconds: float = SECONDS) -> int:
        """Its exit status; output is read meanwhile, so that it cannot get stuck."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        return self.process.wait(0.1)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.output], [], [], seconds)[0]:
            return False
        with contextlib.suppress(OSError):
            self.text += os.read(self.output, 65536).decode("utf-8", "replace")
        return True

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        for end in (self.process.stdin, self.process.stdout):
            if end:
                end.close()
        for descriptor in (self.terminal, self.theirs):
            if descriptor not in (None, -1):
                os.close(descriptor)


@pytest.fixture
def watch(course: Path) -> Iterator[Watching]:
    """Start a watch: `watch("by_hand/decide", terminal=False)`."""
    started: list[Watch] = []

    def start(*arguments: str, terminal: bool = True) -> Watch:
        started.append(Watch(course, *arguments, terminal=terminal))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def watched(watch: Watching) -> Watch:
    """A watch on one kata in a terminal, which has shown that the kata is not started."""
    one = watch(KATA)
    one.wait_for("not started")
    one.wait_for("q quit")
    return one
