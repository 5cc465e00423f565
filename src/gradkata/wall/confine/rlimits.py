"""Limits that the kernel keeps, in case the judge's own clock and caps are slow to."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from gradkata.course.kata import FILE_BYTES
from gradkata.wall.confine.descriptors import CHANNEL
from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import Call

if sys.platform != "win32":
    import resource

    _NONE_ALLOWED = [
        getattr(resource, f"RLIMIT_{name}")
        for name in ("NPROC", "MEMLOCK", "CORE", "MSGQUEUE", "SIGPENDING", "RTPRIO", "NICE")
        if hasattr(resource, f"RLIMIT_{name}")
    ]

_STACK_BYTES = 8 << 20
_FILES_AT_ONCE = 32


def lower_limits(entry: Entry) -> Iterator[Call]:
    for kind, wanted in _wanted(entry).items():
        # More than there may be anyhow is refused to an ordinary user.
        most = resource.getrlimit(kind)[1]
        value = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        yield resource.setrlimit, (kind, (value, value)), None
        yield resource.getrlimit, (kind,), (value, value)


def _wanted(entry: Entry) -> dict[int, int]:
    files = entry.scratch is not None
    return {
        resource.RLIMIT_AS: entry.prepared.mapped_bytes + (entry.limits.memory_mb << 20),
        resource.RLIMIT_CPU: math.ceil(entry.limits.kata_seconds) + 1,
        resource.RLIMIT_FSIZE: FILE_BYTES if files else 0,
        resource.RLIMIT_NOFILE: _FILES_AT_ONCE if files else CHANNEL + 1,
        resource.RLIMIT_STACK: _STACK_BYTES,
        **dict.fromkeys(_NONE_ALLOWED, 0),
    }
