"""Huge pages under a zygote, which make forks cheap where the kernel has some to give."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from gradkata.course.kata import Limits
from gradkata.wall.spawn import Zygote

HUGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
HEAP, HUGE = "[heap]", "AnonHugePages:"
MOST_OF_TORCH_KIB = 64 * 1024
KNOWN_SINCE = (2, 35)


def has_them_for_who_asks() -> bool:
    name, version = platform.libc_ver()
    is_known = name == "glibc" and tuple(map(int, version.split("."))) >= KNOWN_SINCE
    return is_known and HUGE_PAGES.is_file() and "[never]" not in HUGE_PAGES.read_text()


def huge_kib_of_heap(pid: int) -> int:
    """The kernel may list it in several pieces."""
    _, *pieces = Path(f"/proc/{pid}/smaps").read_text().split(HEAP)
    return sum(int(piece.partition(HUGE)[2].split()[0]) for piece in pieces)


@pytest.mark.skipif(not has_them_for_who_asks(), reason="no huge pages for who asks for them here")
def test_a_zygote_has_its_heap_in_huge_pages_from_the_beginning() -> None:
    zygote = Zygote.start("torch")
    try:
        zygote.spawn(Limits()).close()
        assert huge_kib_of_heap(zygote.process.pid) > MOST_OF_TORCH_KIB
    finally:
        zygote.close()
