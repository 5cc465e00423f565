"""What an attack may have left behind: processes, files, descriptors."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = "gradkata-hostile"
"""A part of the name of whatever an attack makes; other processes use these folders too."""

_WRITABLE = ("/", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "~", ".")
_SYSTEM_V_KEY = int.from_bytes(b"kata", "big")
_SET_CHILD_SUBREAPER = 36


@contextlib.contextmanager
def adopting_orphans() -> Iterator[None]:
    """Become the parent of every process below whose own parent ends: a daemon cannot get away."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def descendants(process: int) -> set[int]:
    """All processes below this one."""
    children: dict[int, list[int]] = {}
    for number, parent in _parents():
        children.setdefault(parent, []).append(number)
    found, waiting = set[int](), [process]
    while waiting:
        below = children.get(waiting.pop(), [])
        found.update(below)
        waiting += below
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                yield int(name), int(file.read().rpartition(b") ")[2].split()[1])


def marked_files() -> set[str]:
    """Files, queues and shared memory that carry the mark."""
    folders = {Path(folder).expanduser() for folder in _WRITABLE}
    found = {str(path) for folder in folders for path in _list(folder) if MARK in path.name}
    return found | {f"System V {line.split()[1]}" for line in _system_v()}


def _list(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(folder.iterdir())
    return []


def _system_v() -> list[str]:
    with contextlib.suppress(OSError):
        lines = Path("/proc/sysvipc/shm").read_text().splitlines()[1:]
        return [line for line in lines if int(line.split()[0]) == _SYSTEM_V_KEY]
    return []


def descriptors(process: int | str = "self") -> dict[int, str]:
    """The open descriptors of a process; empty where it cannot be looked into."""
    found = {}
    with contextlib.suppress(OSError):
        for entry in Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):
                found[int(entry.name)] = str(entry.readlink())
    return {number: target for number, target in found.items() if not target.endswith("/fd")}


@dataclass(frozen=True)
class Left:
    """What was not there before."""

    processes: frozenset[int] = frozenset()
    files: frozenset[str] = frozenset()
    descriptors: frozenset[tuple[int, str]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.processes or self.files or self.descriptors)

    def clear(self) -> None:
        """Put away what an attack left that was let through on purpose."""
        for process in self.processes:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        for file in self.files:
            with contextlib.suppress(OSError):
                Path(file).unlink()


@dataclass(frozen=True)
class Scene:
    """How things are before an attack."""

    zygotes: tuple[int, ...]
    processes: frozenset[int]
    files: frozenset[str]
    descriptors: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, zygotes: tuple[int, ...]) -> Scene:
        return cls(
            zygotes,
            frozenset(descendants(os.getpid())),
            frozenset(marked_files()),
            frozenset(_all_descriptors(zygotes)),
        )

    def left(self) -> Left:
        now = Scene.of(self.zygotes)
        return Left(
            now.processes - self.processes,
            now.files - self.files,
            now.descriptors - self.descriptors,
        )


def _all_descriptors(zygotes: tuple[int, ...]) -> set[tuple[int, str]]:
    own = set(descriptors().items())
    return own.union(*(descriptors(zygote).items() for zygote in zygotes))
