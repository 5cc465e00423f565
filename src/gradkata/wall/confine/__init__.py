"""Confinement of a player: what a process gives up before it reads a byte of a submission.

`prepare` once in the zygote, `lay_out` for each kind of player, `put_on` in each forked child. What
`put_on` raises must end the child.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from gradkata.course.kata import Limits, Runtime
from gradkata.wall.confine import landlock, seccomp
from gradkata.wall.confine.descriptors import CHANNEL, MOST_DESCRIPTORS, nothing_to_read
from gradkata.wall.confine.entry import Entry, Prepared, mapped_bytes
from gradkata.wall.confine.errors import LayerError
from gradkata.wall.confine.forbidden import try_forbidden
from gradkata.wall.confine.kernel import prctl
from gradkata.wall.confine.process import (
    SET_DUMPABLE,
    empty_bounding_set,
    forget_environment,
)
from gradkata.wall.confine.program import Program, read_filter
from gradkata.wall.confine.readable import imported_packages, secret_files
from gradkata.wall.confine.steps import STEPS, Plan, Step, lay_out_steps, put_on

__all__ = [
    "CHANNEL",
    "Layer",
    "LayerError",
    "Plan",
    "Prepared",
    "lay_out",
    "layers",
    "mapped_bytes",
    "prepare",
    "put_on",
    "rehearse",
    "secure_zygote",
    "try_forbidden",
]

REHEARSALS = 16
"""The interpreter adapts code from its ninth run on."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as `gradkata doctor` shows it: what it is for, or why it is not there."""

    name: str
    present: bool
    reason: str


def prepare(runtime: Runtime, scratch: bool = False) -> Prepared:
    """What all players of a zygote share. Call it when everything they may import is imported.

    scratch: whether the kata needs files; its players then pass a folder to `enter`.
    """
    missing = {layer.name: layer.reason for layer in layers(scratch) if not layer.present}
    instructions = None if "seccomp" in missing else read_filter(platform.machine(), scratch)
    return Prepared(
        runtime=runtime,
        scratch=scratch,
        mapped_bytes=mapped_bytes(),
        program=Program(instructions) if instructions else None,
        readable=imported_packages() if scratch else (),
        out_of_reach=secret_files(runtime) if sys.platform == "linux" else (),
        missing=missing,
        nothing=nothing_to_read() if sys.platform == "linux" else None,
        ruleset=None if scratch or "landlock" in missing else landlock.new_ruleset(),
    )


def lay_out(
    prepared: Prepared,
    limits: Limits,
    *,
    zygote_pid: int,
    channel: int,
    output: int,
    scratch: Path | None = None,
    without: Set[str] = frozenset(),
) -> Plan:
    """What confines a process for good; afterwards the channel is descriptor `CHANNEL`.

    For all players of the same limits and descriptors, but only for one with this scratch folder.

    scratch: the files in this folder may be read and written; none can be made, removed or renamed.
    without: layers to leave out, for the tests that show that each of them holds something.
    """
    if prepared.scratch != (scratch is not None):
        raise LayerError("landlock", "a scratch folder goes with a preparation for one")
    is_away = "landlock" in prepared.missing or "landlock" in without
    ruleset = None if is_away else _ruleset(prepared, scratch)
    entry = Entry(prepared, limits, zygote_pid, channel, output, scratch, ruleset)
    return lay_out_steps(entry, without)


def _ruleset(prepared: Prepared, scratch: Path | None) -> int | None:
    return prepared.ruleset if scratch is None else landlock.ruleset_for(prepared, scratch)


def layers(scratch: bool = False) -> list[Layer]:
    """Each layer, whether this platform has it, and why not."""
    return [_look_for(step, scratch) for step in STEPS]


def _look_for(step: Step, scratch: bool) -> Layer:
    reason = _why_missing(step, scratch)
    return Layer(step.name, not reason, reason or step.purpose)


def _why_missing(step: Step, scratch: bool) -> str:
    if sys.platform != "linux":
        return f"needs Linux; this is {sys.platform}"
    if step.name == "landlock":
        return landlock.missing(scratch)
    return seccomp.missing() if step.name == "seccomp" else ""


def rehearse() -> None:
    """Make a player's calls that change nothing. What is noted down on the way, players share."""
    if sys.platform != "linux":
        return
    nothing = MOST_DESCRIPTORS, MOST_DESCRIPTORS
    here, parent = os.getcwd(), os.getppid()
    harmless = (os.getcwd, (), here), (os.getppid, (), parent), (os.closerange, nothing, None)
    put_on([("rehearsal", call) for call in harmless * REHEARSALS])
    # A zygote leads its session already.
    with contextlib.suppress(OSError):
        os.setsid()


def secure_zygote(without: Set[str] = frozenset()) -> None:
    """Once a zygote is warm: nobody reads its memory, and it knows nothing of who started it.

    without: layers to leave out here too, since players inherit what their zygote gave up.
    """
    if sys.platform == "linux":
        if "dumpable" not in without:
            prctl(SET_DUMPABLE, 0)
        if "environment" not in without:
            forget_environment()
        empty_bounding_set()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
