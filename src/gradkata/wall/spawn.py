"""Where players come from: a warm zygote that forks, or a fresh process where there is no fork."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gradkata.cores import cores
from gradkata.course.kata import Limits, PlayerKind
from gradkata.wall import scratch
from gradkata.wall.control import (
    ANY_CORE,
    END,
    ENDED,
    FAILED,
    LET_GO,
    PID,
    REQUEST,
    SPAWN,
    SPLIT,
    TRY,
)
from gradkata.wall.errors import WallFailed

if TYPE_CHECKING:
    from gradkata.wall.hands import Player

START_SECONDS = 120.0
PASSED_ON = ("LD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")
GRACE = 0.2
ONE_HEAP = {"MALLOC_ARENA_MAX": "1", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""For glibc, in huge pages from the beginning: made of small ones later, they have to be copied."""


class Spawner(Protocol):
    """Gives out players, each a process of its own."""

    def spawn(self, limits: Limits) -> Player: ...

    def holes(self) -> list[str]: ...

    def close(self) -> None: ...


def environment() -> dict[str, str]:
    """What a zygote is told of the judge's environment: next to nothing, and one thread each."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    blas = {name: value for name, value in os.environ.items() if name.startswith("OPENBLAS_")}
    fixed = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    return {**blas, **kept, **fixed, **threads, **ONE_HEAP}


@dataclass(slots=True)
class Asked:
    """A player that was asked for, and our ends of its sockets; `pid` is told later."""

    channel: socket.socket
    output: socket.socket
    limits: Limits
    folder: Path | None
    pid: int | None = None

    def close(self) -> None:
        self.channel.close()
        self.output.close()
        self.clear()

    def clear(self) -> None:
        if self.folder is not None:
            scratch.clear(self.folder)


@dataclass(slots=True)
class WarmProcess:
    """The judge's handle of a process that forks players, and ends with its control socket.

    folders:     where players of katas with files have theirs.
    forks_ahead: whether a player is made while the one before it is at work, which takes another
                 core; on the same one they would get into each other's way.
    """

    kind: PlayerKind
    control: socket.socket
    folders: Path | None = None
    forks_ahead: bool = field(default_factory=lambda: len(cores()) > 1)
    is_ready: bool = False
    ahead: Asked | None = None
    number: int = 0

    def spawn(self, limits: Limits) -> Player:
        """A player that is ready."""
        self._wait_until_warm()
        if self.ahead is not None and self.ahead.limits != limits:
            self.rest()
        asked, self.ahead = self.ahead or self._ask(SPAWN, limits), None
        player = self._player(asked)
        player.wait_ready(START_SECONDS)
        if self.forks_ahead:
            self.ahead = self._ask(SPAWN, limits)
        return player

    def rest(self) -> None:
        """End the player that was forked ahead; when this returns, it and all let go are gone."""
        asked, self.ahead = self.ahead, None
        if asked is not None:
            asked.close()
            self.end(self._pid_of(asked))

    def holes(self) -> list[str]:
        from gradkata.wall.confine.forbidden import clear_up_after

        self._wait_until_warm()
        asked = self._ask(TRY, Limits())
        player = self._player(asked)
        try:
            return player.wait_ready(START_SECONDS).holes
        finally:
            player.close()
            clear_up_after(self._pid_of(asked))

    def _wait_until_warm(self) -> None:
        if self.is_ready:
            return
        self.control.settimeout(START_SECONDS)
        word = self._receive(1)
        if word == FAILED:
            raise WallFailed(self.control.recv(4096).decode("utf-8", "replace"))
        self.is_ready = True

    def _ask(self, what: bytes, limits: Limits) -> Asked:
        self._settle()
        try:
            folder = self._next_folder(limits)
            (channel, its_channel), (output, its_output) = socket.socketpair(), socket.socketpair()
        except OSError as error:
            raise WallFailed(f"there is no room for a player here: {error}") from None
        with its_channel, its_output:
            request = REQUEST.pack(what, self.number, limits.kata_seconds, limits.memory_mb)
            descriptors = [its_channel.fileno(), its_output.fileno()]
            with self._telling_of_its_end():
                socket.send_fds(self.control, [request], descriptors)
        return Asked(channel, output, limits, folder)

    def _next_folder(self, limits: Limits) -> Path | None:
        if self.folders is None:
            return None
        self.number += 1
        folder = self.folders / str(self.number)
        scratch.lay_out(folder, limits.files)
        return folder

    def _player(self, asked: Asked) -> Player:
        # Not before the zygote runs: this imports numpy, which takes as long as to start one.
        from gradkata.wall.hands import Player

        ending = _Ending(self, self._pid_of(asked), asked)
        return Player(asked.channel, asked.output, ending, asked.limits)

    def _pid_of(self, asked: Asked) -> int:
        """Which process it became: the zygote says so once, before it answers anything else."""
        if asked.pid is None:
            (asked.pid,) = PID.unpack(self._receive(PID.size))
        return asked.pid

    def _settle(self) -> None:
        if self.ahead is not None:
            self._pid_of(self.ahead)

    def end(self, pid: int) -> str:
        """Kill one player; in words how it had ended, if it had ended by itself.

        Raises `WallFailed` where the zygote is gone, and every player with it.
        """
        self._settle()
        with self._telling_of_its_end():
            self.control.sendall(REQUEST.pack(END, pid, GRACE, 0))
        by_itself, code = ENDED.unpack(self._receive(ENDED.size))
        return in_words(code) if by_itself else ""

    def let_go(self, pid: int) -> None:
        """Kill one player that nothing more is asked of, without waiting for its end."""
        with self._telling_of_its_end():
            self.control.sendall(REQUEST.pack(LET_GO, pid, 0, 0))

    @contextlib.contextmanager
    def _telling_of_its_end(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise WallFailed(f"the {self.kind} zygote is gone: {error}") from None

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            with self._telling_of_its_end():
                chunk = self.control.recv(size - len(data))
            if not chunk:
                raise WallFailed(f"the {self.kind} zygote ended")
            data += chunk
        return data

    def close(self) -> None:
        # Whoever else holds this end, too: the other one is to hear of it.
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_RDWR)
        self.control.close()
        if self.ahead is not None:
            self.ahead.close()
        if self.folders is not None:
            scratch.clear(self.folders)


@dataclass(slots=True)
class Zygote(WarmProcess):
    """One that was started here."""

    process: subprocess.Popen[bytes] = field(kw_only=True)

    @classmethod
    def start(cls, kind: PlayerKind, without: Set[str] = frozenset()) -> Zygote:
        """Begin to warm one up.

        without: layers of confinement to leave out, for the tests that show what each one holds.
        """
        ours, theirs = socket.socketpair()
        folders = scratch.new_folder() if kind.endswith("+files") else None
        command = [sys.executable, "-P", "-m", "gradkata.wall.zygote", kind]
        command += [str(theirs.fileno()), str(folders or ""), *sorted(without)]
        process = subprocess.Popen(
            command, env=environment(), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
        )  # fmt: skip
        theirs.close()
        return cls(kind, ours, folders, process=process)

    def split(self, core: int | None) -> socket.socket:
        """The control socket of another one like it, which shares what is warm and has this core.

        It is there as soon as this one is warm. Not for katas with files, whose folders are one's.
        """
        ours, theirs = socket.socketpair()
        request = REQUEST.pack(SPLIT, ANY_CORE if core is None else core, 0, 0)
        with theirs, self._telling_of_its_end():
            socket.send_fds(self.control, [request], [theirs.fileno()])
        return ours

    def close(self) -> None:
        # The zygote and its players go when the control socket closes; the kill is for a stuck one,
        # and for one that still warms up, which looks at its socket no earlier.
        patience = 1 if self.is_ready or _has_spoken(self.control) else 0
        WarmProcess.close(self)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.process.kill()
        self.process.wait()


def _has_spoken(control: socket.socket) -> bool:
    """Whether it has said that it is warm, and nobody has listened."""
    with contextlib.suppress(OSError):
        control.setblocking(False)
        return bool(control.recv(1))
    return False


@dataclass(slots=True)
class _Ending:
    """Ends one player, once."""

    zygote: WarmProcess
    pid: int
    asked: Asked
    how: str | None = None

    def __call__(self) -> str:
        if self.how is None:
            self.how = self.zygote.end(self.pid)
            self.asked.clear()
        return self.how

    def let_go(self) -> None:
        if self.how is None:
            self.how = ""
            self.zygote.let_go(self.pid)
            self.asked.clear()


def in_words(code: int) -> str:
    """An exit code as a person would put it."""
    if code >= 0:
        return f"it left with exit status {code}"
    try:
        return f"it was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"it was ended by signal {-code}"
