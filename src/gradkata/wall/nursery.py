"""Forking players, and what becomes of a child between the fork and its last answer."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
from collections.abc import Callable, Set
from functools import lru_cache, partial
from pathlib import Path

from gradkata.course.kata import Limits
from gradkata.wall.confine import CHANNEL, Plan, Prepared, lay_out, put_on, try_forbidden
from gradkata.wall.player import serve
from gradkata.wall.wire import Ready, send

# Python's own would have every library look after its threads and locks in the child, which costs
# a tenth of a player. A zygote has one thread.
_bare_fork = ctypes.PyDLL(None, use_errno=True).fork

PLANS = 64
"""Kept at once: one for each cost that katas allow."""
Cost = tuple[float, int]
"""The seconds and MiB that a player may take."""


def fork() -> int:
    pid: int = _bare_fork()
    if pid < 0:
        raise OSError(ctypes.get_errno(), "fork")
    return pid


class Nursery:
    """Forks players. What confines those without files is laid out once for many of them."""

    def __init__(self, warm: Prepared, folders: Path | None, without: Set[str]) -> None:
        self._warm, self._folders, self._without = warm, folders, without
        self._pid = os.getpid()
        self._shared = lru_cache(maxsize=PLANS)(self._laid_out)

    def elsewhere(self) -> Nursery:
        """The same for the process that this is called in."""
        return Nursery(self._warm, self._folders, self._without)

    def fork(self, cost: Cost, number: int, descriptors: list[int], is_trial: bool) -> int:
        plan = self._plan(cost, number, *descriptors)
        pid = fork()
        if pid == 0:
            _become_player(plan, self._warm if is_trial else None)
        for descriptor in descriptors:
            os.close(descriptor)
        return pid

    def _plan(self, cost: Cost, number: int, channel: int, output: int) -> Callable[[], Plan]:
        if self._folders is None:
            shared = self._shared(cost, channel, output)
            return lambda: shared
        return partial(self._laid_out, cost, channel, output, self._folders / str(number))

    def _laid_out(self, cost: Cost, channel: int, output: int, scratch: Path | None = None) -> Plan:
        seconds, megabytes = cost
        return lay_out(
            self._warm, Limits(kata_seconds=seconds, memory_mb=megabytes), zygote_pid=self._pid,
            channel=channel, output=output, scratch=scratch, without=self._without,
        )  # fmt: skip


def _become_player(plan: Callable[[], Plan], trial: Prepared | None) -> None:
    """Serve the judge to the end; for a trial, try first what must not work."""
    # Whatever happens here ends the process before the submission exists, or after it is done.
    try:
        put_on(plan())
        gc.enable()
        send(CHANNEL, Ready(try_forbidden(trial) if trial else []))
        serve(CHANNEL)
        os._exit(0)
    except BaseException as error:
        with contextlib.suppress(BaseException):
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(70)
