"""The warm process: imports a runtime once, then forks a player for each request of the judge.

It never sees a submission, a reference, a check or a seed, so a player that reads all of its own
memory finds nothing. Started as
`python -m gradkata.wall.zygote KIND CONTROL_FD FOLDERS [LAYER_LEFT_OUT …]`; FOLDERS is where the
players of katas with files have theirs, by number, and empty for the others.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.cores import stay_on
from gradkata.wall.confine import mapped_bytes, secure_zygote
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
from gradkata.wall.nursery import Nursery, fork
from gradkata.wall.pages import Region, huge_pages, make_huge
from gradkata.wall.scratch import clear
from gradkata.wall.warm import warm_up

if TYPE_CHECKING:
    from gradkata.course.kata import Runtime

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
    # What is full now is no longer there for players beside what they may take.
    warm = replace(warm, mapped_bytes=mapped_bytes())
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
    pid = fork()
    if pid == 0:
        control.close()
        if core != ANY_CORE:
            stay_on(core)
        with contextlib.suppress(ConnectionError):
            _serve(players.elsewhere(), socket.socket(fileno=its_control), data)
        os._exit(0)
    os.close(its_control)
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
