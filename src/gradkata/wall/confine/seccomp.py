"""seccomp: which system calls the kernel still answers. The programs are exported beforehand."""

from __future__ import annotations

import errno
import platform
from collections.abc import Iterator

from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import Call, prctl, prctl_call
from gradkata.wall.confine.program import FILTER, SET_SECCOMP, read_filter

GET_SECCOMP = 21


def install(entry: Entry) -> Iterator[Call]:
    assert entry.prepared.program is not None
    yield prctl_call(SET_SECCOMP, FILTER, entry.prepared.program.address)
    yield prctl_call(GET_SECCOMP, answer=FILTER)


def missing() -> str:
    """Why there is no seccomp here; empty where there is."""
    if read_filter(platform.machine(), scratch=False) is None:
        return f"no filter for {platform.machine()}: x86_64 and aarch64 have one"
    try:
        # The kernel looks at the pointer only once it knows the mode.
        prctl(SET_SECCOMP, FILTER, 0)
    except OSError as error:
        return "" if error.errno in (errno.EFAULT, errno.EACCES) else f"kernel: {error.strerror}"
    return "the kernel takes an empty filter"
