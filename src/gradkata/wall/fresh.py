"""A fresh process for each player: slower, for platforms that cannot fork; the same interface.

The process connects back to a loopback port with a word that it was given on its standard input.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gradkata.course.kata import Limits, Runtime
from gradkata.wall import scratch
from gradkata.wall.hands import Player, WallFailed
from gradkata.wall.spawn import START_SECONDS, environment, in_words

WORD_BYTES = 32
LOOK_SECONDS = 0.1


@dataclass(slots=True)
class Fresh:
    """Starts one process per player. Nothing confines it, so it is for one's own code."""

    runtime: Runtime

    def spawn(self, limits: Limits) -> Player:
        player = self._start(limits)
        player.wait_ready(START_SECONDS)
        return player

    def _start(self, limits: Limits) -> Player:
        word = secrets.token_bytes(WORD_BYTES)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(LOOK_SECONDS)
            port = str(server.getsockname()[1])
            folder = _folder_with(limits.files)
            where = folder or Path(sys.executable).anchor
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "gradkata.wall.fresh", self.runtime, port],
                env=environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, cwd=where, start_new_session=True,
            )  # fmt: skip
            assert process.stdin is not None
            ending = _Ending(process, folder)
            try:
                with process.stdin:
                    process.stdin.write(word)
                channel, output = _accept(server, word, process), _accept(server, word, process)
            except OSError as error:
                why = ending() or error
                raise WallFailed(f"a fresh process did not call back: {why}") from None
        return Player(channel, output, ending, limits)

    def holes(self) -> list[str]:
        return ["no wall: a fresh process is not confined"]

    def close(self) -> None:
        """Nothing is kept between players."""


def _folder_with(files: Mapping[str, str]) -> Path | None:
    if not files:
        return None
    folder = scratch.new_folder() / "files"
    scratch.lay_out(folder, files)
    return folder


@dataclass(slots=True)
class _Ending:
    process: subprocess.Popen[bytes]
    folder: Path | None
    how: str | None = None

    def __call__(self) -> str:
        if self.how is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.2)
            code = self.process.poll()
            _kill(self.process)
            self.process.wait()
            self.how = "" if code is None else in_words(code)
            if self.folder is not None:
                scratch.clear(self.folder.parent)
        return self.how

    def let_go(self) -> None:
        self()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with what it started, where there are process groups."""
    process.kill()
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _accept(server: socket.socket, word: bytes, process: subprocess.Popen[bytes]) -> socket.socket:
    """The next connection that knows the word: any process of this machine may try the port."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            connection, _ = server.accept()
        except TimeoutError:
            continue
        connection.settimeout(1.0)
        with contextlib.suppress(OSError):
            if secrets.compare_digest(connection.recv(WORD_BYTES, socket.MSG_WAITALL), word):
                connection.settimeout(None)
                return connection
        connection.close()
    raise OSError("it ended, or did not connect in time")


def main(runtime: Runtime, port: int) -> None:
    """Warm up, connect back twice (channel, then output), and serve."""
    from gradkata.wall.player import serve
    from gradkata.wall.warm import warm_up
    from gradkata.wall.wire import Ready, send

    word = sys.stdin.buffer.read(WORD_BYTES)
    channel, output = (socket.create_connection(("127.0.0.1", port)) for _ in range(2))
    channel.sendall(word)
    output.sendall(word)
    warm_up(runtime)
    sys.stdout = sys.stderr = output.makefile("w", encoding="utf-8", errors="replace")
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 (for the life of the process)
    send(channel.fileno(), Ready())
    serve(channel.fileno())
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))  # type: ignore[arg-type]
