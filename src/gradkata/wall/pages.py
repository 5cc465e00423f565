"""Huge pages under a warm process: a fork copies page tables, and most of its time goes there."""

from __future__ import annotations

import ctypes
import errno
import sys
from pathlib import Path

from gradkata.wall.confine.kernel import libc

HUGE = 2 * 2**20
COLLAPSE = 25
Region = tuple[int, int]


def data() -> list[Region]:
    """Where this process keeps its own data, by address; nothing where that is not known."""
    if sys.platform != "linux":
        return []
    return [_region(words[0]) for words in map(str.split, _maps()) if _is_data(words)]


def huge_pages() -> list[Region]:
    """What of that is whole huge pages."""
    inner = ((-(-start // HUGE) * HUGE, end // HUGE * HUGE) for start, end in data())
    return [(start, end) for start, end in inner if start < end]


def _maps() -> list[str]:
    try:
        return Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _is_data(words: list[str]) -> bool:
    return words[1] == "rw-p" and words[5:] in ([], ["[heap]"])


def _region(place: str) -> Region:
    start, end = place.split("-")
    return int(start, 16), int(end, 16)


def make_huge(regions: list[Region]) -> list[Region]:
    """Ask for huge pages; returns what the kernel wants to be asked for again.

    Where it has none to give, forks stay as slow as they were.
    """
    # One at a time: a page that is not there ends the request, not only its own.
    pages = [page for start, end in regions for page in range(start, end, HUGE)]
    return [(page, page + HUGE) for page in pages if _collapse(page) == errno.EAGAIN]


def _collapse(page: int) -> int:
    failed = libc().madvise(ctypes.c_void_p(page), ctypes.c_size_t(HUGE), COLLAPSE)
    return ctypes.get_errno() if failed else 0
