"""Ctrl-C waits for the book: in the middle of a transaction it would leave a library astray."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

Heard = tuple[int, FrameType | None]


@contextmanager
def uninterrupted() -> Iterator[None]:
    """An interrupt that comes within is told at the end; other threads never hear of one."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    heard: list[Heard] = []
    signal.signal(signal.SIGINT, lambda number, frame: heard.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            before(*heard[0])
