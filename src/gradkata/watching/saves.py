"""Seeing saves: watchfiles says when to look, and the files themselves say what has changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

from watchfiles import watch

from gradkata.intake.files import LIMITS
from gradkata.watching.events import Saved

if TYPE_CHECKING:
    from gradkata.course.course import Course
    from gradkata.course.kata import Kata
    from gradkata.watching.events import Tell

# An editor's several steps of one save come within a few milliseconds.
STEP_MS, GROUPED_MS = 10, 30
# Looked at all the same: a network drive reports nothing, nor does a folder put in another's place.
LOOK_MS = 1000

Traces = tuple[tuple[int, int, int] | None, ...]


class Saves:
    """Tells of every kata whose file was written, replaced or removed."""

    def __init__(self, course: Course, tell: Tell) -> None:
        self._course, self._tell, self._stop = course, tell, Flag()
        self._seen = {kata.id: self._traces(kata) for kata in course.katas}
        self._thread = Thread(target=self._work, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join(1.0)

    def _work(self) -> None:
        for _ in self._moments():
            changed = tuple(kata.id for kata in self._course.katas if self._has_changed(kata))
            if changed:
                self._tell(Saved(changed))

    def _moments(self) -> Iterator[object]:
        while not self._stop.is_set():
            try:
                yield from watch(
                    self._course.katas_dir, watch_filter=None, debounce=GROUPED_MS, step=STEP_MS,
                    stop_event=self._stop, rust_timeout=LOOK_MS, yield_on_timeout=True,
                )  # fmt: skip
            except (OSError, RuntimeError):
                # The folder is gone, or the system has no more watches to give.
                time.sleep(LOOK_MS / 1000)
                yield None

    def _has_changed(self, kata: Kata) -> bool:
        before, now = self._seen[kata.id], self._traces(kata)
        self._seen[kata.id] = now
        return before != now

    def _traces(self, kata: Kata) -> Traces:
        file = self._course.learner_file(kata)
        return tuple(_trace(file.with_suffix(ending)) for ending in LIMITS)


def _trace(file: Path) -> tuple[int, int, int] | None:
    """What differs after any save, also one of the same text."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
