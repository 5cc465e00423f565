"""A zygote is split: each of its judges has one, and what it imported was imported once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradkata.cores import cores
from gradkata.course.kata import Limits
from gradkata.wall.pool import Wall
from gradkata.wall.spawn import WarmProcess, Zygote
from gradkata.wall.values import freeze
from gradkata.wall.wire import Call, Returned

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux does")

SOURCE = "import os\ndef where(x): return sorted(os.sched_getaffinity(0))\ndef same(x): return x\n"


@pytest.fixture
def trunk() -> Iterator[Zygote]:
    zygote = Zygote.start("numpy")
    yield zygote
    zygote.close()


def plays(wall: Wall, function: str = "same") -> object:
    player = wall.spawn("numpy", Limits())
    try:
        assert player.load(SOURCE, "kata.py") is None
        reply = player.call(Call(function, freeze([5])))
        assert isinstance(reply, Returned)
        return reply.result[0]
    finally:
        player.close()


def behind(trunk: Zygote, core: int | None = None) -> Wall:
    """The wall of a worker whose zygote is split from the trunk."""
    return Wall(spawners={"numpy": WarmProcess("numpy", trunk.split(core))})


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return [one for child in map(int, children) for one in (child, *descendants(child))]


def test_each_that_is_split_off_forks_players_of_its_own(trunk: Zygote) -> None:
    with behind(trunk) as one, behind(trunk) as other:
        assert [plays(one), plays(other), plays(one)] == [5, 5, 5]
        assert len(descendants(trunk.process.pid)) >= 2


def test_it_can_be_split_while_it_is_in_use(trunk: Zygote) -> None:
    with Wall(spawners={"numpy": trunk}) as wall:
        assert plays(wall) == 5
        with behind(trunk) as other:
            assert [plays(other), plays(wall)] == [5, 5]


def test_what_is_split_off_is_behind_the_whole_wall(trunk: Zygote) -> None:
    with behind(trunk) as wall:
        assert wall.holes("numpy") == []
        assert isinstance(wall.spawners["numpy"], WarmProcess)


def test_what_is_split_off_stays_on_its_core(trunk: Zygote) -> None:
    core = cores()[-1]
    with behind(trunk, core) as wall:
        plays(wall)
        [split] = descendants(trunk.process.pid)[:1]
        assert os.sched_getaffinity(split) == {core}


def test_the_trunk_ends_after_what_was_split_off(trunk: Zygote) -> None:
    with behind(trunk) as wall:
        plays(wall)
        [split, *_] = descendants(trunk.process.pid)
    trunk.close()
    assert not Path(f"/proc/{split}").exists()
    assert trunk.process.returncode == 0


def test_a_worker_whose_zygote_does_not_come_starts_one_of_its_own(trunk: Zygote) -> None:
    os.kill(trunk.process.pid, signal.SIGSTOP)
    with behind(trunk) as wall:
        os.kill(trunk.process.pid, signal.SIGKILL)
        assert wall.holes("numpy") == []
        own = wall.spawners["numpy"]
        assert isinstance(own, Zygote)
        assert own.process.pid != trunk.process.pid
        assert plays(wall) == 5
