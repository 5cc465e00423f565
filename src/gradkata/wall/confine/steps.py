"""The layers, in the order in which a child puts them on: one list, read from top to bottom."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from gradkata.wall.confine import descriptors, landlock, process, rlimits, seccomp
from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.errors import LayerError
from gradkata.wall.confine.kernel import Call


@dataclass(frozen=True, slots=True)
class Step:
    """One layer: what it is for, and the calls that put it on and then show that it took."""

    name: str
    purpose: str
    calls: Callable[[Entry], Iterable[Call]]


STEPS = (
    Step(
        "session",
        "no terminal, no process group shared with the judge",
        process.leave_session,
    ),
    Step(
        "parent",
        "ends with its zygote, however that ends",
        process.die_with_zygote,
    ),
    Step(
        "descriptors",
        "only the channel and the output are open",
        descriptors.keep_four,
    ),
    Step(
        "folder",
        "away from where the judge was started",
        process.change_folder,
    ),
    Step(
        "environment",
        "no variables, no arguments, their text wiped",
        process.leave_environment,
    ),
    Step(
        "capabilities",
        "none left, so root is nobody",
        process.drop_capabilities,
    ),
    Step(
        "dumpable",
        "memory closed to others of the same user",
        process.refuse_dumps,
    ),
    Step(
        "no_new_privs",
        "no program can give any back",
        process.refuse_privileges,
    ),
    Step(
        "landlock",
        "files, abstract sockets and signals out of reach",
        landlock.restrict,
    ),
    Step(
        "limits",
        "memory, CPU, files, descriptors, processes",
        rlimits.lower_limits,
    ),
    Step(
        "seccomp",
        "system calls that computing needs, and no others",
        seccomp.install,
    ),
)


Plan = Sequence[tuple[str, Call]]


def lay_out_steps(entry: Entry, without: Set[str]) -> Plan:
    """Every layer that this platform has, as calls that are ready to be made."""
    away = {*without, *entry.prepared.missing}
    there = [step for step in STEPS if step.name not in away]
    return tuple((step.name, call) for step in there for call in step.calls(entry))


def put_on(plan: Plan) -> None:
    for name, (function, arguments, expected) in plan:
        try:
            answer = function(*arguments)
        except OSError as error:
            raise LayerError(name, f"refused: {error}") from error
        if answer != expected:
            raise LayerError(name, _fault(answer))


def _fault(answer: object) -> str:
    if answer == -1:
        return f"refused: {os.strerror(ctypes.get_errno())}"
    return "was put on, but does not hold"
