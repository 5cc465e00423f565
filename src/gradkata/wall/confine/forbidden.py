"""The start-up test: a confined player tries what must not work, and names what did."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial

from gradkata.wall.confine import process
from gradkata.wall.confine.descriptors import CHANNEL, open_descriptors
from gradkata.wall.confine.entry import Prepared
from gradkata.wall.confine.kernel import prctl
from gradkata.wall.confine.program import FILTER
from gradkata.wall.confine.raw_probes import raw_holes
from gradkata.wall.confine.seccomp import GET_SECCOMP

_FOR_EVERYBODY = ("/tmp", "/dev/shm", "/var/tmp")
_SET_OWNER, _SET_SIGNAL, _SET_PIPE_SIZE = 8, 10, 1031


def lost_layers() -> list[str]:
    """What is visible of the layers after the last of them is on."""
    return [layer for layer, visible in _VISIBLE.items() if not _works(visible)]


def _holds_no_others(below: int = 10) -> bool:
    return not set(open_descriptors(below)) - {0, 1, 2, CHANNEL}


_VISIBLE: dict[str, Callable[[], bool]] = {
    "session": lambda: os.getpgrp() == os.getpid(),
    "descriptors": _holds_no_others,
    "environment": lambda: not os.environ and not process.c_environment(),
    "parent": lambda: process.prctl_answer(process.GET_PARENT_DEATH_SIGNAL) == signal.SIGKILL,
    "dumpable": lambda: prctl(process.GET_DUMPABLE) == 0,
    "no_new_privs": lambda: prctl(process.GET_NO_NEW_PRIVS) == 1,
    "seccomp": lambda: prctl(GET_SECCOMP) == FILTER,
}


def try_forbidden(prepared: Prepared) -> list[str]:
    """The names of the holes; none where the wall stands.

    Only in a player that is thrown away afterwards: what works here has been done.
    """
    # With one place free, the limit on descriptors cannot stand in for a missing refusal.
    with contextlib.suppress(OSError):
        os.close(0)
    lost = [f"layer {layer}" for layer in lost_layers()] if sys.platform == "linux" else []
    raw = raw_holes(prepared.scratch) if sys.platform == "linux" else ()
    # The raw calls come last: a descriptor that one of them gets would fill the free place.
    return [*lost, *_reachable(prepared), *_doable(), *raw]


def _reachable(prepared: Prepared) -> Iterator[str]:
    parent = os.getppid()
    paths = ("/", "/etc/passwd", "/proc/self/environ", f"/proc/{parent}/mem")
    for path in (*paths, f"/proc/{parent}/environ", *prepared.out_of_reach):
        if _works(partial(_opens, path, os.O_RDONLY)):
            yield f"read {path.replace(str(parent), 'ZYGOTE')}"
    if _works(lambda: (os.getcwd() == "/") == prepared.scratch):
        yield "layer folder"
    for folder in (*_FOR_EVERYBODY, "."):
        if _works(partial(_writes, _made_by(os.getpid(), folder))):
            yield f"write to {folder}"


def clear_up_after(pid: int) -> None:
    """Remove what the test of this process could make, but was not allowed to remove."""
    for folder in (*_FOR_EVERYBODY, "/"):
        with contextlib.suppress(OSError):
            os.unlink(_made_by(pid, folder))


def _made_by(pid: int, folder: str) -> str:
    return os.path.join(folder, f"gradkata-hole-{pid}")


def _opens(path: str, flags: int) -> bool:
    os.close(os.open(path, flags, 0o600))
    return True


def _writes(path: str) -> bool:
    _opens(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    with contextlib.suppress(OSError):
        os.unlink(path)
    return True


def _doable() -> Iterator[str]:
    attempts: dict[str, Callable[[], bool]] = {
        "descriptors": lambda: not _holds_no_others(below=1024),
        "fork": _forks,
        "thread": _starts_a_thread,
        "owner of a descriptor": lambda: _controls(_SET_OWNER, os.getpid()),
        "signal of a descriptor": lambda: _controls(_SET_SIGNAL, 0),
        "size of a pipe": lambda: _controls(_SET_PIPE_SIZE, 4096, descriptor=1),
        "executable memory": lambda: _maps(4096, executable=True),
        "memory over the limit": lambda: _maps(_allowed_memory()),
        "endless CPU time": _has_endless_time,
    }
    yield from (name for name, attempt in attempts.items() if _works(attempt))


def _works(attempt: Callable[[], bool]) -> bool:
    try:
        return attempt()
    except (OSError, RuntimeError, MemoryError):
        return False


def _forks() -> bool:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True


def _starts_a_thread() -> bool:
    import _thread

    _thread.start_new_thread(int, ())
    return True


def _controls(command: int, argument: int, descriptor: int = CHANNEL) -> bool:
    import fcntl

    fcntl.fcntl(descriptor, command, argument)
    return True


def _maps(size: int, executable: bool = False) -> bool:
    import mmap

    protection = mmap.PROT_READ | mmap.PROT_WRITE | (mmap.PROT_EXEC if executable else 0)
    mmap.mmap(-1, size, prot=protection).close()
    return True


def _allowed_memory() -> int:
    """As much as there may be altogether; some of it is taken, so all of it cannot be had."""
    import resource

    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    return 4 << 30 if allowed == resource.RLIM_INFINITY else allowed


def _has_endless_time() -> bool:
    import resource

    return resource.getrlimit(resource.RLIMIT_CPU)[1] == resource.RLIM_INFINITY
