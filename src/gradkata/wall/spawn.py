"""Where players come from: a warm zygote that forks, or a fresh process where there is no fork."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from gradkata.course.kata import Limits, Runtime
from gradkata.wall.control import END, ENDED, FAILED, PID, REQUEST, SPAWN, TRY
from gradkata.wall.errors import WallFailed

if TYPE_CHECKING:
    from gradkata.wall.hands import Player

START_SECONDS = 120.0
PASSED_ON = ("LD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")
GRACE = 0.2


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
    fixed = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}
    return {**blas, **kept, **fixed, **threads}


@dataclass(slots=True)
class Zygote:
    """The judge's handle of a warm process.

    without: layers of confinement to leave out, for the tests that show what each one holds.
    """

    runtime: Runtime
    without: Set[str] = frozenset()
    process: subprocess.Popen[bytes] = field(init=False)
    control: socket.socket = field(init=False)
    is_ready: bool = False

    def __post_init__(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "gradkata.wall.zygote", self.runtime]
        command += [str(theirs.fileno()), *sorted(self.without)]
        self.process = subprocess.Popen(
            command, env=environment(), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
        )  # fmt: skip
        theirs.close()
        self.control = ours

    def spawn(self, limits: Limits) -> Player:
        self._wait_until_warm()
        player = self._fork(SPAWN, limits)
        player.wait_ready(START_SECONDS)
        return player

    def holes(self) -> list[str]:
        self._wait_until_warm()
        player = self._fork(TRY, Limits())
        try:
            return player.wait_ready(START_SECONDS).holes
        finally:
            player.close()

    def _wait_until_warm(self) -> None:
        if self.is_ready:
            return
        self.control.settimeout(START_SECONDS)
        word = self._receive(1)
        if word == FAILED:
            raise WallFailed(self.control.recv(4096).decode("utf-8", "replace"))
        self.is_ready = True

    def _fork(self, what: bytes, limits: Limits) -> Player:
        # Not before the zygote runs: this imports numpy, which takes as long as to start one.
        from gradkata.wall.hands import Player

        (channel, its_channel), (output, its_output) = socket.socketpair(), socket.socketpair()
        with its_channel, its_output:
            request = REQUEST.pack(what, 0, limits.kata_seconds, limits.memory_mb)
            try:
                socket.send_fds(
                    self.control, [request], [its_channel.fileno(), its_output.fileno()]
                )
            except OSError as error:
                raise WallFailed(f"the {self.runtime} zygote is gone: {error}") from None
        (pid,) = PID.unpack(self._receive(PID.size))
        return Player(channel, output, _Ending(self, pid), limits)

    def end(self, pid: int) -> str:
        """Kill one player; in words how it had ended, if it had ended by itself.

        Raises `WallFailed` where the zygote is gone, and every player with it.
        """
        try:
            self.control.sendall(REQUEST.pack(END, pid, GRACE, 0))
        except OSError as error:
            raise WallFailed(f"the {self.runtime} zygote is gone: {error}") from None
        by_itself, code = ENDED.unpack(self._receive(ENDED.size))
        return in_words(code) if by_itself else ""

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            try:
                chunk = self.control.recv(size - len(data))
            except OSError as error:
                raise WallFailed(f"the {self.runtime} zygote is gone: {error}") from None
            if not chunk:
                raise WallFailed(f"the {self.runtime} zygote ended")
            data += chunk
        return data

    def close(self) -> None:
        # The zygote and its players go when the control socket closes; the kill is for a stuck one,
        # and for one that still warms up, which looks at its socket no earlier.
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1 if self.is_ready else 0)
        self.process.kill()
        self.process.wait()


@dataclass(slots=True)
class _Ending:
    """Ends one player, once."""

    zygote: Zygote
    pid: int
    how: str | None = None

    def __call__(self) -> str:
        if self.how is None:
            self.how = self.zygote.end(self.pid)
        return self.how


def in_words(code: int) -> str:
    """An exit code as a person would put it."""
    if code >= 0:
        return f"it left with exit status {code}"
    try:
        return f"it was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"it was ended by signal {-code}"
