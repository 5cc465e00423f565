"""Filling the holes in a warm process's memory, so that what players allocate lies side by side.

Importing leaves free blocks of every size between blocks in use. A player that is given those
copies a page for nearly each of them, where a few new pages would have held them all.
"""

from __future__ import annotations

import ctypes
import gc
from bisect import bisect
from collections.abc import Callable, Iterable

from gradkata.wall.pages import Region, data

SMALL = range(512, 0, -16)
"""What Python allocates for itself; it asks the C library for what is larger."""
LARGE = (*(2**power for power in range(15, 10, -1)), *range(1024, 0, -16))
MOST = 64 * 2**20
"""Bytes in all: an allocator may have other ways than to give out its old memory first."""

Allocate = Callable[[int], int | None]


def fill_holes() -> None:
    """Take every free block of the memory there is, for good; nothing where that is not known.

    To be called with all objects frozen, so that there is nothing to look through.
    """
    # The lists, tuples and floats that Python keeps for the next one are holes too.
    gc.collect()
    regions = sorted(data())
    left = _fill(_allocator("PyObject_Malloc"), SMALL, regions, MOST)
    _fill(_allocator("PyMem_RawMalloc"), LARGE, regions, left)


def _allocator(name: str) -> Allocate:
    function = getattr(ctypes.pythonapi, name)
    function.argtypes, function.restype = [ctypes.c_size_t], ctypes.c_void_p
    allocate: Allocate = function
    return allocate


def _fill(allocate: Allocate, sizes: Iterable[int], regions: list[Region], left: int) -> int:
    """Take blocks of each size until one lies in new memory; returns what of `left` is left."""
    for size in sizes:
        while left > 0 and is_within(regions, allocate(size) or 0):
            left -= size
    return left


def is_within(regions: list[Region], address: int) -> bool:
    """Whether an address lies in one of the regions, which are in order."""
    place = bisect(regions, address, key=_start) - 1
    return place >= 0 and address < regions[place][1]


def _start(region: Region) -> int:
    return region[0]
