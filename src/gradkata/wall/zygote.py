"""The warm process: imports a runtime once, then forks a player for each request of the judge.

It never sees a submission, a reference, a check or a seed, so a player that reads all of its own
memory finds nothing. Started as
`python -m gradkata.wall.zygote KIND CONTROL_FD FOLDERS [LAYER_LEFT_OUT …]`; FOLDERS is where the
players of katas with files have theirs, by number, and empty for the others.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Set
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.cores import stay_on
from gradkata.course.kata import Limits
from gradkata.wall.confine import (
    CHANNEL,
    Plan,
    Prepared,
    lay_out,
    put_on,
    secure_zygote,
    try_forbidden,
)
from gradkata.wall.control import (
    ANY_CORE,
    END,
    ENDED,
    FAILED,
    LET_GO,
    PID,
    READY,
    REQUEST,
    SPLIT,
    TRY,
)
from gradkata.wall.holes import fill_holes
from gradkata.wall.pages import Region, huge_pages, make_huge
from gradkata.wall.player import serve
from gradkata.wall.scratch import clear
from gradkata.wall.warm import warm_up
from gradkata.wall.wire import Ready, send

if TYPE_CHECKING:
    from gradkata.course.kata import Runtime

# Python's own would have every library look after its threads and locks in the child, which costs
# a tenth of a player. A zygote has one thread.
_bare_fork = ctypes.PyDLL(None, use_errno=True).fork

PLANS = 64
"""Kept at once: one for each cost that katas allow."""
Cost = tuple[float, int]
"""The seconds and MiB that a player may take."""
MANY_FORKS, TRIES = 24, 24
"""From here on a class is graded, and huge pages pay for the time they take to make.

While a player starts or ends, the kernel cannot make many of them, and asks to try again.
"""


def main(kind: str, control: socket.socket, folders: Path | None, without: Set[str]) -> None:
    """Warm up, say so, and serve the judge until it closes the control socket."""
    # Of what importing torch costs, looking for garbage is a tenth; players look for their own.
    gc.disable()
    try:
        with _ending_with_its_judge(control):
            runtime: Runtime = "torch" if kind.startswith("torch") else "numpy"
            warm = warm_up(runtime, scratch=folders is not None)
    except Exception as error:
        control.sendall(FAILED + f"{type(error).__name__}: {error}".encode())
        return
    data = huge_pages()
    secure_zygote(without)
    gc.freeze()
    fill_holes()
    # The judge may be gone before it hears an answer.
    with contextlib.suppress(ConnectionError):
        _serve(Nursery(warm, folders, without), control, data)
    # Also where the judge was killed, and can clear up nothing any more.
    if folders is not None:
        clear(folders)


def _serve(players: Nursery, control: socket.socket, data: list[Region]) -> None:
    """Answer one judge; when it is gone, see those out who were split off."""
    forks, others = 0, list[int]()
    control.sendall(READY)
    while request := _receive(control):
        (what, number, seconds, megabytes), descriptors = request
        if what == END:
            control.sendall(ENDED.pack(*_end(number, seconds)))
        elif what == LET_GO:
            _kill(number)
        elif what == SPLIT:
            others.append(_split(players, control, descriptors[0], number, data))
        else:
            forks += 1
            if MANY_FORKS <= forks < MANY_FORKS + TRIES:
                data = make_huge(data)
            pid = players.fork((seconds, megabytes), number, descriptors, is_trial=what == TRY)
            control.sendall(PID.pack(pid))
    for other in others:
        os.waitpid(other, 0)


def _split(
    players: Nursery, control: socket.socket, its_control: int, core: int, data: list[Region]
) -> int:
    """Become two, of which the other serves another judge until that is gone."""
    pid = _fork()
    if pid == 0:
        control.close()
        if core != ANY_CORE:
            stay_on(core)
        with contextlib.suppress(ConnectionError):
            _serve(players.elsewhere(), socket.socket(fileno=its_control), data)
        os._exit(0)
    os.close(its_control)
    return pid


def _fork() -> int:
    pid: int = _bare_fork()
    if pid < 0:
        raise OSError(ctypes.get_errno(), "fork")
    return pid


@contextlib.contextmanager
def _ending_with_its_judge(control: socket.socket) -> Iterator[None]:
    """While nobody listens to the judge, the kernel does: its end is a signal, which kills."""
    flags = fcntl.fcntl(control, fcntl.F_GETFL)
    fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(control, fcntl.F_SETFL, flags | os.O_ASYNC)
    yield
    fcntl.fcntl(control, fcntl.F_SETFL, flags)


def _receive(control: socket.socket) -> tuple[tuple[bytes, int, float, int], list[int]] | None:
    """What the judge asks next; None when it is gone."""
    data, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 2)
    return (REQUEST.unpack(data), descriptors) if len(data) == REQUEST.size else None


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
        pid = _fork()
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


def _end(pid: int, grace: float) -> tuple[bool, int]:
    """Kill a player with its process group and reap it; `grace` lets one that is ending end."""
    deadline = time.monotonic() + grace
    while True:
        reaped, status = os.waitpid(pid, os.WNOHANG)
        if reaped:
            _kill_group(pid)
            return True, os.waitstatus_to_exitcode(status)
        if time.monotonic() >= deadline:
            return False, _kill(pid)
        time.sleep(0.001)


def _kill(pid: int) -> int:
    """Kill a player with its process group, and reap it; its exit code.

    To go on while it is taken down gains nothing: the next fork has to wait for the same locks.
    """
    _kill_group(pid)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _kill_group(pid: int) -> None:
    # The player leads its own group; the group's number is not given away while a member lives.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    _kind, _control, _folders, *_without = sys.argv[1:]
    _place = Path(_folders) if _folders else None
    main(_kind, socket.socket(fileno=int(_control)), _place, frozenset(_without))
    # To take torch apart again would take half a second, and the judge waits for the end.
    os._exit(0)
