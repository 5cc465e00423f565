"""A warm process fills its holes, so that what it allocates next is new memory side by side."""

import subprocess
import sys

import pytest

from gradkata.wall.holes import is_within

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at as Linux shows it")

# Every other one of many objects goes, which leaves holes everywhere.
IN_A_WARM_PROCESS = """
import gc
from gradkata.wall.holes import fill_holes, is_within
from gradkata.wall.pages import data

SIZES = 16, 64, 500, 4000
kept = [bytes(size) for _ in range(3000) for size in SIZES]
kept = [one for number, one in enumerate(kept) if number % 3]
regions = data()
{fill}
fresh = [bytes(size) for _ in range(50) for size in SIZES]
print(sum(is_within(regions, id(one)) for one in fresh), len(fresh))
"""


def in_old_memory(fill: str) -> tuple[int, int]:
    """How many fresh objects lie where there was memory before, and how many there are."""
    run = [sys.executable, "-c", IN_A_WARM_PROCESS.format(fill=fill)]
    printed = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    old, total = printed.split()
    return int(old), int(total)


@LINUX
def test_where_holes_are_filled_objects_lie_in_new_memory() -> None:
    filled, total = in_old_memory("gc.freeze(); fill_holes()")
    left_open, _ = in_old_memory("")
    assert left_open > total / 2
    assert filled < total / 20


@pytest.mark.parametrize(
    ("address", "expected"), [(9, False), (10, True), (19, True), (20, False), (35, True)]
)
def test_an_address_is_within_a_region_from_its_start_until_before_its_end(
    address: int, expected: bool
) -> None:
    assert is_within([(10, 20), (30, 40)], address) is expected
