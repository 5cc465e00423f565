"""The cores that this process may use, and how a worker stays on one of them."""

from __future__ import annotations

import contextlib
import os
import sys


def cores() -> list[int]:
    if sys.platform == "linux":
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def stay_on(core: int) -> None:
    """Keep this process and all that it starts on one core, where that can be asked for.

    A worker and its players take turns. What one of them has read, the next finds in the cache.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {core})
