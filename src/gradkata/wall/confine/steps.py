"""The layers, in the order in which a child puts them on: one list, read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from gradkata.wall.confine import descriptors, landlock, process, rlimits, seccomp
from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.errors import LayerError


@dataclass(frozen=True, slots=True)
class Step:
    """One layer: what it is for, how it is put on, how it is seen from inside that it took."""

    name: str
    purpose: str
    apply: Callable[[Entry], None]
    took: Callable[[Entry], bool]


STEPS = (
    Step(
        "session",
        "no terminal, no process group shared with the judge",
        process.leave_session,
        process.left_session,
    ),
    Step(
        "parent",
        "ends with its zygote, however that ends",
        process.die_with_zygote,
        process.dies_with_zygote,
    ),
    Step(
        "descriptors",
        "only the channel and the output are open",
        descriptors.keep_four,
        descriptors.kept_four,
    ),
    Step(
        "folder",
        "away from where the judge was started",
        process.change_folder,
        process.changed_folder,
    ),
    Step(
        "environment",
        "no variables, no arguments, their text wiped",
        process.forget_environment,
        process.forgot_environment,
    ),
    Step(
        "capabilities",
        "none left, so root is nobody",
        process.drop_capabilities,
        process.dropped_capabilities,
    ),
    Step(
        "dumpable",
        "memory closed to others of the same user",
        process.refuse_dumps,
        process.refuses_dumps,
    ),
    Step(
        "no_new_privs",
        "no program can give any back",
        process.refuse_privileges,
        process.refuses_privileges,
    ),
    Step(
        "landlock",
        "files, abstract sockets and signals out of reach",
        landlock.restrict,
        landlock.restricted,
    ),
    Step(
        "limits",
        "memory, CPU, files, descriptors, processes",
        rlimits.lower_limits,
        rlimits.lowered_limits,
    ),
    Step(
        "seccomp",
        "system calls that computing needs, and no others",
        seccomp.install,
        seccomp.installed,
    ),
)


def put_on(entry: Entry, without: Set[str]) -> None:
    """Every layer this platform has, each looked at as soon as it is on."""
    for step in STEPS:
        if step.name not in without and step.name not in entry.prepared.missing:
            _put_on(step, entry)


def _put_on(step: Step, entry: Entry) -> None:
    try:
        step.apply(entry)
        took = step.took(entry)
    except OSError as error:
        raise LayerError(step.name, f"refused: {error}") from error
    if not took:
        raise LayerError(step.name, "was put on, but does not hold")
