"""The wall as the judge sees it: a warm zygote for each kind of player, started when needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from gradkata.course.kata import Limits, PlayerKind, Runtime
from gradkata.judge.records import Protection
from gradkata.wall.errors import WallFailed
from gradkata.wall.spawn import Spawner, Zygote

if TYPE_CHECKING:
    from gradkata.wall.hands import Player

Answer = TypeVar("Answer")


def protection_of(wall: Wall, kinds: Iterable[PlayerKind]) -> Protection:
    """What stands between judge and submissions: found by trying, in a player of each kind."""
    # To try a kind may take it away from the wall's own, and put it back.
    holes = sorted({hole for kind in [*kinds] for hole in wall.holes(kind)})
    if not holes:
        return Protection("full")
    return Protection("none" if wall.fresh else "partial", holes)


@dataclass(slots=True)
class Wall:
    """Gives out players until it is closed.

    fresh:   start a new process for each player instead of forking, as where there is no fork.
    without: layers of confinement to leave out, for tests.
    """

    fresh: bool = not hasattr(os, "fork")
    without: Set[str] = frozenset()
    spawners: dict[PlayerKind, Spawner] = field(default_factory=dict)
    tried: dict[PlayerKind, list[str]] = field(default_factory=dict)

    def start(self, kinds: Iterable[PlayerKind]) -> None:
        """Begin to warm up, so that the judge can get ready meanwhile."""
        for kind in kinds:
            self._spawner(kind)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        """A player that is ready; tries a second zygote before it raises `WallFailed`."""
        return self._asked(limits.player(runtime), lambda spawner: spawner.spawn(limits))

    def holes(self, kind: PlayerKind) -> list[str]:
        """What a confined player of this kind could still do that it should not.

        Tried once. A kind that cannot start has no players, and so no holes.
        """
        if kind not in self.tried:
            try:
                self.tried[kind] = self._asked(kind, lambda spawner: spawner.holes())
            except WallFailed:
                return []
        return self.tried[kind]

    def _asked(self, kind: PlayerKind, ask: Callable[[Spawner], Answer]) -> Answer:
        try:
            return ask(self._spawner(kind))
        except WallFailed:
            self.spawners.pop(kind).close()
            return ask(self._spawner(kind))

    def _spawner(self, kind: PlayerKind) -> Spawner:
        if kind not in self.spawners:
            self.spawners[kind] = self._new(kind)
        return self.spawners[kind]

    def _new(self, kind: PlayerKind) -> Spawner:
        if not self.fresh:
            return Zygote.start(kind, self.without)
        from gradkata.wall.fresh import Fresh

        return Fresh("torch" if kind.startswith("torch") else "numpy")

    def close(self) -> None:
        while self.spawners:
            _, spawner = self.spawners.popitem()
            spawner.close()

    def __enter__(self) -> Wall:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
