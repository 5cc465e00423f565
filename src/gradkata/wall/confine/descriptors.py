"""A player holds four descriptors: nothing to read, two for its output, and the channel."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import Call, libc

if sys.platform != "win32":
    import fcntl

CHANNEL = 3
_OUT_OF_THE_WAY = 64
_A_FEW = 6  # each look costs a refused call; the start-up test looks further
MOST_DESCRIPTORS = (1 << 31) - 1


def keep_four(entry: Entry) -> Iterator[Call]:
    # A zygote has the first three open already, so that the channel is none of them.
    kept = (entry.prepared.nothing, entry.output, entry.output, entry.channel)
    for place, descriptor in enumerate(kept):
        yield os.dup2, (descriptor, place), place
    first = CHANNEL + 1
    if entry.ruleset is not None:
        yield os.closerange, (first, entry.ruleset), None
        first = entry.ruleset + 1
    yield os.closerange, (first, MOST_DESCRIPTORS), None
    for descriptor in range(CHANNEL + 1, _A_FEW):
        yield libc().fcntl, (descriptor, fcntl.F_GETFD), -1


def nothing_to_read() -> int:
    return out_of_the_way(os.open(os.devnull, os.O_RDONLY))


def out_of_the_way(descriptor: int) -> int:
    """The same where none of those is that a player keeps."""
    aside: int = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _OUT_OF_THE_WAY)
    os.close(descriptor)
    return aside


def open_descriptors(below: int) -> list[int]:
    return [descriptor for descriptor in range(below) if _is_open(descriptor)]


def _is_open(descriptor: int) -> bool:
    return int(libc().fcntl(descriptor, fcntl.F_GETFD)) >= 0
