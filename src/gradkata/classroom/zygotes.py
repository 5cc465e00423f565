"""Zygotes for all workers of this machine: warmed up once, and split for each of them."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gradkata.course.kata import PlayerKind
from gradkata.wall.errors import WallFailed
from gradkata.wall.spawn import WarmProcess, Zygote

Controls = dict[PlayerKind, socket.socket]


@dataclass(slots=True)
class Trunks:
    """What every worker's zygotes are split from; closed when the workers are gone.

    A worker whose zygote does not come of this, for whatever reason, starts one of its own.
    """

    kinds: Iterable[PlayerKind]
    zygotes: list[Zygote] = field(default_factory=list)
    controls: list[Controls] = field(default_factory=list)

    def __post_init__(self) -> None:
        if hasattr(os, "fork"):
            self.zygotes = [Zygote.start(kind) for kind in sorted(_without_files(self.kinds))]

    def split(self, cores: Sequence[int | None]) -> list[Controls]:
        """The control sockets of one for each worker, which is to stay on its core."""
        self.controls = [dict(self._each(core)) for core in cores]
        return self.controls

    def _each(self, core: int | None) -> Iterator[tuple[PlayerKind, socket.socket]]:
        for zygote in self.zygotes:
            with contextlib.suppress(WallFailed):
                yield zygote.kind, zygote.split(core)

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
