"""A wall that stays warm for all attacks, and a classroom in which each of them is graded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gradkata.wall.confine import layers
from gradkata.wall.pool import Wall
from tests.hostile.classroom import Classroom, whole_course
from tests.hostile.leftovers import adopting_orphans

# Attacks bring along a `conftest.py` and a `pytest.ini` of their own.
collect_ignore = ["corpus", "course"]


@pytest.fixture(scope="session", autouse=True)
def _all_layers() -> None:
    missing = [f"{layer.name}: {layer.reason}" for layer in layers() if not layer.present]
    if missing:
        pytest.skip(f"a layer is missing here: {missing[0]}")


@pytest.fixture(scope="session", autouse=True)
def _orphans() -> Iterator[None]:
    with adopting_orphans():
        yield


@pytest.fixture(scope="module")
def classroom() -> Iterator[Classroom]:
    """The course behind a whole wall."""
    with Wall() as wall:
        yield Classroom(whole_course(), wall)
