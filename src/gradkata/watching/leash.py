"""Players that a grading can be cut off from, when nobody waits for its verdict any more."""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from gradkata.wall.errors import WallFailed

if TYPE_CHECKING:
    from gradkata.course.kata import Limits, Runtime
    from gradkata.wall.hands import Player, Players


@dataclass(slots=True)
class Leash:
    """Gives out the wall's players; `cut`, from any thread, ends the one at work and all to come.

    A player belongs to the thread that waits for it. Cutting hangs up its line and no more: that
    thread then finds it lost, and ends it in the ordinary way, endless loop or not.
    """

    players: Players
    is_cut: bool = False
    _lines: list[socket.socket] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        if self.is_cut:
            raise WallFailed("the grading was given up")
        player = self.players.spawn(runtime, limits)
        with self._lock:
            # A descriptor of our own: the player's may be closed, and its number be another's.
            self._lines.append(player.channel.dup())
            if self.is_cut:
                self._hang_up()
        return player

    def cut(self) -> None:
        with self._lock:
            self.is_cut = True
            self._hang_up()

    def release(self) -> None:
        with self._lock:
            while self._lines:
                self._lines.pop().close()

    def _hang_up(self) -> None:
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
