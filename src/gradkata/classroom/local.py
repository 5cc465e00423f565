"""Worker processes on this machine, which end with the run, however it ends."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from multiprocessing.util import get_temp_dir
from tempfile import gettempdir
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from gradkata.classroom.board import new_board, path_of
from gradkata.classroom.parcel import begin_with
from gradkata.classroom.zygotes import Controls, Trunks, take
from gradkata.cores import cores, stay_on
from gradkata.course.kata import PlayerKind

P = ParamSpec("P")
T = TypeVar("T")
SAFE_PATH = "PYTHONSAFEPATH"
LONGEST_PLACE = 60
"""Of temporary files, in characters: a socket lies there, whose path may have 107."""


class LocalExecutor(ProcessPoolExecutor):
    """A process pool whose workers do not outlive it by a moment.

    board: the path of what they tell one another on, or nothing.
    """

    def __init__(self, jobs: int) -> None:
        self.own: set[BaseProcess] = set()
        self.descriptor = new_board()
        self.board = path_of(self.descriptor)
        self.places = _a_core_each(jobs)
        self.trunks: Trunks | None = None
        self.controls: list[Controls] = []
        self.method = _method()
        context = multiprocessing.get_context(self.method)
        with _from_nowhere():
            turns: SimpleQueue[int] = context.SimpleQueue()
        for turn in range(jobs):
            turns.put(turn)
        begin = turns, self.places, self.controls
        super().__init__(jobs, context, initializer=_begin, initargs=begin)

    def get_ready(self, kinds: Iterable[PlayerKind]) -> None:
        """Import once what all workers need, before any of them is asked for anything."""
        self.trunks = Trunks(kinds, self.places)
        self.controls += self.trunks.controls
        torch = ["gradkata.classroom.preload_torch"] if any(map(_has_torch, kinds)) else []
        if self.method == "forkserver":
            multiprocessing.set_forkserver_preload(["gradkata.classroom.preload_judge", *torch])

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        others = set(multiprocessing.active_children()) - self.own
        with _no_interrupt(), _from_nowhere():
            future = super().submit(fn, *args, **kwargs)
        self.own = set(multiprocessing.active_children()) - others
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """With `cancel_futures` what is being worked on is given up too."""
        if cancel_futures:
            for process in self.own:
                process.kill()
        super().shutdown(wait, cancel_futures=cancel_futures)
        if self.trunks is not None:
            self.trunks.close()
        _stop_forking()
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


def _method() -> str:
    """Forked workers share what was imported once: torch takes longer than many submissions."""
    if sys.platform != "linux" or len(gettempdir()) > LONGEST_PLACE:
        return "spawn"
    # Workers are told where it is, and clear it up where this process cannot.
    get_temp_dir()
    return "forkserver"


@contextmanager
def _from_nowhere() -> Iterator[None]:
    """What is started within imports nothing from the folder that this run was started in.

    That folder may be anybody's: it may hold a submission that is called `numpy.py`.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE_PATH]
        if before is not None:
            os.environ[SAFE_PATH] = before


def _has_torch(kind: PlayerKind) -> bool:
    return kind.startswith("torch")


def _begin(
    turns: SimpleQueue[int], places: Sequence[int | None], controls: Sequence[Controls]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    turn = turns.get()
    if (core := places[turn]) is not None:
        stay_on(core)
    begin_with(take(controls, turn))


def _stop_forking() -> None:
    """Nothing of a run is left when it ends; by itself the server would take a moment more."""
    stop = getattr(getattr(forkserver, "_forkserver", None), "_stop", None)
    if stop is not None:
        stop()


def _end_with_parent() -> None:
    """A pool's workers would wait forever for a parent that was killed."""
    parent: Any = multiprocessing.parent_process()
    wait([parent.sentinel])
    if multiprocessing.get_start_method(allow_none=True) == "forkserver":
        shutil.rmtree(get_temp_dir(), ignore_errors=True)
    os._exit(1)
