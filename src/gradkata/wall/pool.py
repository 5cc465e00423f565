"""The wall as the judge sees it: one warm zygote per runtime, started when it is first needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from gradkata.course.kata import Limits, Runtime
from gradkata.judge.records import Protection
from gradkata.wall.errors import WallFailed
from gradkata.wall.spawn import Spawner, Zygote

if TYPE_CHECKING:
    from gradkata.wall.hands import Player


def protection_of(wall: Wall, runtimes: Iterable[Runtime]) -> Protection:
    """What stands between judge and submissions: found by trying, in a player of each runtime."""
    holes = sorted({hole for runtime in runtimes for hole in wall.holes(runtime)})
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
    spawners: dict[Runtime, Spawner] = field(default_factory=dict)
    tried: dict[Runtime, list[str]] = field(default_factory=dict)

    def start(self, runtimes: Iterable[Runtime]) -> None:
        """Begin to warm up, so that the judge can get ready meanwhile."""
        for runtime in runtimes:
            self._spawner(runtime)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        """A player that is ready; tries a second zygote before it raises `WallFailed`."""
        try:
            return self._spawner(runtime).spawn(limits)
        except WallFailed:
            self.spawners.pop(runtime).close()
            return self._spawner(runtime).spawn(limits)

    def holes(self, runtime: Runtime) -> list[str]:
        """What a confined player of this runtime could still do that it should not.

        Tried once. A runtime that cannot start has no players, and so no holes.
        """
        if runtime not in self.tried:
            try:
                self.tried[runtime] = self._spawner(runtime).holes()
            except WallFailed:
                return []
        return self.tried[runtime]

    def _spawner(self, runtime: Runtime) -> Spawner:
        if runtime not in self.spawners:
            self.spawners[runtime] = self._new(runtime)
        return self.spawners[runtime]

    def _new(self, runtime: Runtime) -> Spawner:
        if not self.fresh:
            return Zygote(runtime, self.without)
        from gradkata.wall.fresh import Fresh

        return Fresh(runtime)

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
