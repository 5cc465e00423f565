"""The terminal: keys as they are pressed, its size, and its mode as it was before."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from collections.abc import Iterator
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING

from gradkata.watching.events import Ended, Pressed, Resized

if TYPE_CHECKING:
    from gradkata.watching.events import Tell

try:
    import termios
    import tty
except ImportError:  # no such terminals on this platform: it works without keys
    HAS_KEYS = False
else:
    HAS_KEYS = True

# Arrows and the like: an escape, and letters that are no keys of ours.
ESCAPED = re.compile(r"\x1b(\[[0-9;?]*.?|O.|.)?", re.DOTALL)


@contextlib.contextmanager
def attended(tell: Tell) -> Iterator[bool]:
    """Hear keys and signals; whether there are keys at all. The terminal is put back at the end."""
    with _signals(tell), _keys(tell) as has_keys:
        yield has_keys


@contextlib.contextmanager
def _signals(tell: Tell) -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        tell(Ended(at_once=True))

    def resize(number: int, frame: FrameType | None) -> None:
        tell(Resized())

    wanted = {"SIGINT": end, "SIGTERM": end, "SIGHUP": end, "SIGWINCH": resize}
    known = {getattr(signal, name): do for name, do in wanted.items() if hasattr(signal, name)}
    before = {number: signal.signal(number, do) for number, do in known.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _keys(tell: Tell) -> Iterator[bool]:
    listener = Thread(target=_listen, args=(tell,), daemon=True)
    if not (HAS_KEYS and sys.stdin and sys.stdin.isatty()):
        listener.start()
        yield False
        return
    before = termios.tcgetattr(0)
    resumed = signal.signal(signal.SIGCONT, lambda *_: _take_over(tell))
    tty.setcbreak(0)
    try:
        listener.start()
        yield True
    finally:
        signal.signal(signal.SIGCONT, resumed)
        # The terminal itself may be gone.
        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSANOW, before)


def _take_over(tell: Tell) -> None:
    """A shell that had the terminal meanwhile has set it to its own liking."""
    with contextlib.suppress(termios.error, OSError):
        tty.setcbreak(0)
    tell(Resized())


def _listen(tell: Tell) -> None:
    """Every key; the end when there is nothing more to hear."""
    with contextlib.suppress(OSError):
        while heard := os.read(0, 64):
            text = heard.decode("ascii", "replace")
            for key in ESCAPED.sub("", text):
                tell(Pressed(key))
    tell(Ended(at_once=False))
