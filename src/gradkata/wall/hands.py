"""The judge's hands on a player: requests with deadlines, output with a cap, and the end of it."""

from __future__ import annotations

import contextlib
import re
import selectors
import socket
import time
from dataclasses import dataclass, field
from typing import Protocol

from gradkata.course.kata import Limits, Runtime
from gradkata.wall.errors import PlayerLost, WallFailed
from gradkata.wall.values import Malformed, thaw
from gradkata.wall.wire import (
    Call,
    Closed,
    Load,
    Loaded,
    Raised,
    Ready,
    Reply,
    Request,
    Returned,
    WireError,
    announced_length,
    decode_reply,
    frame,
)

__all__ = ["Player", "PlayerLost", "Players", "WallFailed", "framed"]

HEAD, CHUNK = 4, 2**16
PLACE = re.compile(r"output [1-9][0-9]{0,4} of [1-9][0-9]{0,4}")


class Players(Protocol):
    """Gives out confined players; raises `WallFailed` where none can be had."""

    def spawn(self, runtime: Runtime, limits: Limits) -> Player: ...


class Ending(Protocol):
    """Kills a process and everything it started."""

    def __call__(self) -> str:
        """How it had ended, in words, or ""; `WallFailed` where that was no fault of its own."""

    def let_go(self) -> None:
        """The same where nobody asks how it ended; raises `WallFailed` likewise."""


@dataclass(slots=True)
class Player:
    """One process that runs one kata of one submission."""

    channel: socket.socket
    output: socket.socket
    end: Ending
    limits: Limits
    spent: float = 0.0
    lost: str = ""
    printed: bytearray = field(default_factory=bytearray)
    cut: bool = False
    is_ahead: bool = False
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def __post_init__(self) -> None:
        self.selector.register(self.channel, selectors.EVENT_READ)
        self.selector.register(self.output, selectors.EVENT_READ)

    def wait_ready(self, seconds: float) -> Ready:
        """The first frame, which says that the process is confined; raises `WallFailed`."""
        try:
            reply = decode_reply(self._receive(time.monotonic() + seconds))
        except (WireError, TimeoutError, OSError) as error:
            self.lost = str(error)
            how = self.close()
            raise WallFailed(f"no player started: {self.text.strip() or how or error}") from None
        if not isinstance(reply, Ready):
            self.close()
            raise WallFailed("the player did not start as agreed")
        return reply

    def load(self, source: str, filename: str) -> Raised | None:
        """Run the submission's file; None when it ran to its end."""
        what = f"loading {filename}"
        reply = self._decoded(self.ask(framed(Load(source, filename), what), what), what)
        if not isinstance(reply, (Loaded, Raised)):
            raise self._lose(f"{what} was answered with something else")
        return reply if isinstance(reply, Raised) else None

    def call(self, call: Call) -> Returned | Raised:
        return self.understood(self.ask(framed(call, call.function), call.function), call)

    def ask(self, request: bytes, what: str) -> bytes:
        """What a frame is answered with, as it came; raises `PlayerLost` where nothing came."""
        if self.lost:
            raise PlayerLost(self.lost)
        if self._spoke_unasked():
            raise self._lose(f"{what} was answered before it was asked")
        left = self.limits.kata_seconds - self.spent
        allowed = min(self.limits.call_seconds, left)
        start = time.monotonic()
        try:
            self._send(request, start + allowed)
            return self._receive(start + allowed)
        except TimeoutError:
            raise self._lose(self._too_slow(what, allowed)) from None
        except (Closed, OSError) as error:
            raise self._lose(self._gone(what, error)) from None
        except WireError:
            raise self._lose(_no_message(what)) from None
        finally:
            self.spent += time.monotonic() - start

    def understood(self, reply: bytes, call: Call) -> Returned | Raised:
        """The answer to a call; raises `PlayerLost` where it is none."""
        answer = self._decoded(reply, call.function)
        if not isinstance(answer, (Returned, Raised)):
            raise self._lose(f"{call.function} was answered with something else")
        if isinstance(answer, Returned) and not _adds_up(answer, call):
            raise self._lose(f"{call.function} was answered with something that is no answer")
        return answer

    def _decoded(self, reply: bytes, what: str) -> Reply:
        try:
            return decode_reply(reply)
        except WireError:
            raise self._lose(_no_message(what)) from None

    def _spoke_unasked(self) -> bool:
        if self.is_ahead:
            return True
        self.channel.setblocking(False)
        try:
            return bool(self.channel.recv(1, socket.MSG_PEEK))
        except OSError:
            return False

    def _too_slow(self, what: str, allowed: float) -> str:
        if allowed < self.limits.call_seconds:
            total = self.limits.kata_seconds
            return f"{what} was stopped: all calls of this kata together may take {total:g} seconds"
        return (
            f"{what} was stopped: it did not answer within {allowed:g} seconds (an endless loop?)"
        )

    def _gone(self, what: str, error: Exception) -> str:
        how = self.end()
        return f"{what} ended the process{f': {how}' if how else f' ({error})'}"

    def _lose(self, reason: str) -> PlayerLost:
        self.lost = reason
        self.close()
        return PlayerLost(reason)

    def _send(self, data: bytes, deadline: float) -> None:
        self.channel.settimeout(max(deadline - time.monotonic(), 0.001))
        self.channel.sendall(data)

    def _receive(self, deadline: float) -> bytes:
        data, size = bytearray(), HEAD
        while len(data) < size:
            self._wait(deadline)
            chunk = self.channel.recv(CHUNK)
            if not chunk:
                raise Closed("the channel was closed")
            data += chunk
            if len(data) >= HEAD:
                size = HEAD + announced_length(bytes(data[:HEAD]))
        self.is_ahead = len(data) > size
        return bytes(data[HEAD:size])

    def _wait(self, deadline: float) -> None:
        """Return when a reply can be read; keep what the submission prints meanwhile."""
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            ready = [key.fileobj for key, _ in self.selector.select(left)]
            if self.output in ready and not self._drain():
                self.selector.unregister(self.output)
            if self.channel in ready:
                return

    def _drain(self) -> bool:
        """Keep what was printed up to the cap, throw the rest away; False at the end."""
        try:
            chunk = self.output.recv(2**16)
        except OSError:
            return False
        room = self.limits.output_kb * 1024 - len(self.printed)
        self.printed += chunk[: max(room, 0)]
        self.cut = self.cut or len(chunk) > room
        return bool(chunk)

    def close(self) -> str:
        """End the process, keep what it printed last, and close both sockets."""
        how = ""
        with contextlib.suppress(WallFailed):
            if self.lost:
                how = self._how_it_ended()
            else:
                self.end.let_go()
        if self.channel.fileno() < 0:
            return how
        self.output.setblocking(False)
        for _ in range(64):
            if not self._drain():
                break
        self.selector.close()
        for end in (self.channel, self.output):
            with contextlib.suppress(OSError):
                end.close()
        return how

    def _how_it_ended(self) -> str:
        # A player that waits for a request ends by itself at once, and needs no grace.
        with contextlib.suppress(OSError):
            self.channel.shutdown(socket.SHUT_RDWR)
        return self.end()

    @property
    def text(self) -> str:
        """What was printed, and a last line where that was more than is kept."""
        text = self.printed.decode("utf-8", "replace")
        return text + f"\n… more than {self.limits.output_kb} KiB, cut" if self.cut else text


def framed(request: Request, what: str) -> bytes:
    """What crosses the wall for a request; raises `WallFailed` where it is too large."""
    try:
        return frame(request)
    except WireError as error:
        raise WallFailed(f"{what} cannot be asked: {error}") from None


def _no_message(what: str) -> str:
    return f"{what} was answered with something that is no message"


def _adds_up(reply: Returned, call: Call) -> bool:
    """Whether a reply is made of values: as many arguments, and gradients, as were sent."""
    lists = [leaves for leaves in (reply.arguments, reply.gradients) if leaves is not None]
    if any(leaves[:1] != call.arguments[:1] for leaves in lists):
        return False
    # These words end up in messages of ours, so nothing but the place may stand there.
    if reply.off_graph is not None and not PLACE.fullmatch(reply.off_graph):
        return False
    # What came back as it was sent adds up, and most arguments do.
    unknown = [leaves for leaves in (reply.result, *lists) if leaves != call.arguments]
    try:
        for leaves in unknown:
            thaw(leaves)
    except Malformed:
        return False
    return True
