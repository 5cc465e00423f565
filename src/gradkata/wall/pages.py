"""Huge pages under a warm process: a fork copies page tables, and most of its time goes there."""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Iterator
from pathlib import Path

from gradkata.wall.confine.kernel import libc

HUGE = 2 * 2**20
COLLAPSE = 25
Region = tuple[int, int]


def heap() -> list[Region]:
    """Where this process keeps its own data, as whole huge pages."""
    if sys.platform != "linux":
        return []
    return [region for line in _maps() for region in _whole_pages(line.split())]


def _maps() -> list[str]:
    try:
        return Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _whole_pages(words: list[str]) -> Iterator[Region]:
    is_data = words[1] == "rw-p" and words[5:] in ([], ["[heap]"])
    start, end = (int(word, 16) for word in words[0].split("-"))
    start, end = -(-start // HUGE) * HUGE, end // HUGE * HUGE
    if is_data and start < end:
        yield start, end


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
