"""Zygotes for all workers of this machine: warmed up once, and split for each of them."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gradkata.course.kata import PlayerKind
from gradkata.wall.errors import WallFailed
from gradkata.wall.spawn import WarmProcess, Zygote

Controls = dict[PlayerKind, socket.socket]
MOST_SOCKETS = 200
"""What can be handed to a process at once has a limit, and each worker is handed all of them."""


@dataclass(slots=True)
class Trunks:
    """What every worker's zygotes are split from; closed when the workers are gone.

    A worker whose zygote does not come of this, for whatever reason, starts one of its own.
    """

    kinds: Iterable[PlayerKind]
    cores: Sequence[int | None]
    zygotes: list[Zygote] = field(default_factory=list)
    controls: list[Controls] = field(default_factory=list)

    def __post_init__(self) -> None:
        """For each worker the control sockets of its own, which are to stay on its core."""
        self.controls = [{} for _ in self.cores]
        kinds = sorted(_without_files(self.kinds))
        if hasattr(os, "fork") and len(self.cores) * len(kinds) <= MOST_SOCKETS:
            for kind in kinds:
                self._start(kind)

    def _start(self, kind: PlayerKind) -> None:
        zygote = Zygote.start(kind)
        self.zygotes.append(zygote)
        # At once: while it warms up, it takes what comes for the end of its judge.
        for controls, core in zip(self.controls, self.cores, strict=True):
            with contextlib.suppress(WallFailed, OSError):
                controls[kind] = zygote.split(core)

    def close(self) -> None:
        for controls in self.controls:
            _close(controls)
        for zygote in self.zygotes:
            zygote.close()


def take(controls: Sequence[Controls], number: int) -> dict[PlayerKind, WarmProcess]:
    """One worker's own; what is meant for the others is closed here."""
    for other in (*controls[:number], *controls[number + 1 :]):
        _close(other)
    own = controls[number] if controls else {}
    return {kind: WarmProcess(kind, control) for kind, control in own.items()}


def _without_files(kinds: Iterable[PlayerKind]) -> list[PlayerKind]:
    return [kind for kind in kinds if not kind.endswith("+files")]


def _close(controls: Controls) -> None:
    for control in controls.values():
        control.close()
