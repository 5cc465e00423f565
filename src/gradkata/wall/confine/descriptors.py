"""A player holds four descriptors: nothing to read, two for its output, and the channel."""

from __future__ import annotations

import os
import sys

from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import libc

if sys.platform != "win32":
    import fcntl

CHANNEL = 3
_A_FEW = 6  # each look costs a refused call; the start-up test looks further
MOST_DESCRIPTORS = (1 << 31) - 1


def keep_four(entry: Entry) -> None:
    # A zygote has the first three open already, so that the channel is none of them.
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(entry.output, 1)
    os.dup2(entry.output, 2)
    os.dup2(entry.channel, CHANNEL)
    first = CHANNEL + 1
    if entry.ruleset is not None:
        os.closerange(first, entry.ruleset)
        first = entry.ruleset + 1
    os.closerange(first, MOST_DESCRIPTORS)


def kept_four(entry: Entry) -> bool:
    return open_descriptors(below=_A_FEW) == [0, 1, 2, CHANNEL]


def open_descriptors(below: int) -> list[int]:
    return [descriptor for descriptor in range(below) if _is_open(descriptor)]


def _is_open(descriptor: int) -> bool:
    # Asked of the C library: an `OSError` would cost each player twenty pages of its own.
    return int(libc().fcntl(descriptor, fcntl.F_GETFD)) >= 0
