"""What is known before a player confines itself: made in the zygote, completed in the child."""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gradkata.course.kata import Limits, Runtime
from gradkata.wall.confine.program import Program


@dataclass(frozen=True, slots=True)
class Prepared:
    """Made once in the zygote, when everything a player may import has been imported.

    mapped_bytes: the address space that is taken already; a player's memory limit comes on top.
    missing: the layers that this platform does not have, each with the reason.
    readable: what a player with a scratch folder may read beside it.
    nothing: the descriptor of a file with nothing to read.
    ruleset: Landlock's descriptor for players without files, which all have the same rules.
    out_of_reach: files that no player of this runtime may open; the start-up test tries.
    """

    runtime: Runtime
    scratch: bool
    mapped_bytes: int
    program: Program | None
    readable: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    missing: Mapping[str, str]
    nothing: int | None = None
    ruleset: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One player's own facts. `ruleset` is Landlock's descriptor, until the layer is on."""

    prepared: Prepared
    limits: Limits
    zygote_pid: int
    channel: int
    output: int
    scratch: Path | None
    ruleset: int | None = None


def mapped_bytes() -> int:
    """How much address space this process has already, its libraries and warm modules included."""
    if sys.platform != "linux":
        return 0
    descriptor = os.open("/proc/self/statm", os.O_RDONLY)
    pages = int(os.read(descriptor, 100).split()[0])
    os.close(descriptor)
    return pages * mmap.PAGESIZE
