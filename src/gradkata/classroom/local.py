"""Worker processes on this machine, which end with the run, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from gradkata.classroom.board import new_board, path_of
from gradkata.cores import cores, stay_on

P = ParamSpec("P")
T = TypeVar("T")


class LocalExecutor(ProcessPoolExecutor):
    """A process pool whose workers do not outlive it by a moment.

    board: the path of what they tell one another on, or nothing.
    """

    def __init__(self, jobs: int) -> None:
        self.own: set[BaseProcess] = set()
        self.descriptor = new_board()
        self.board = path_of(self.descriptor)
        context = multiprocessing.get_context("spawn")
        places: SimpleQueue[int | None] = context.SimpleQueue()
        for core in _a_core_each(jobs):
            places.put(core)
        super().__init__(jobs, context, initializer=_begin, initargs=(places,))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        others = set(multiprocessing.active_children()) - self.own
        with _no_interrupt():
            future = super().submit(fn, *args, **kwargs)
        self.own = set(multiprocessing.active_children()) - others
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` what is being worked on is given up too."""
        if cancel_futures:
            for process in self.own:
                process.kill()
        super().shutdown(wait, cancel_futures=cancel_futures)
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """What is started within never hears of Ctrl-C, which a terminal sends to all of a group."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _a_core_each(jobs: int) -> list[int | None]:
    """For each worker, where there are exactly as many.

    Fewer leave cores over, which players can use meanwhile; of more, some would share a core for
    good, and time limits are by the clock.
    """
    free = cores()
    return [*free] if jobs == len(free) else [None] * jobs


def _begin(places: SimpleQueue[int | None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    if (core := places.get()) is not None:
        stay_on(core)


def _end_with_parent() -> None:
    """A pool's workers would wait forever for a parent that was killed."""
    parent: Any = multiprocessing.parent_process()
    wait([parent.sentinel])
    os._exit(1)
