"""Katas with files: what lies in a player's folder, and what is left of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradkata.course.kata import Limits
from gradkata.wall.control import SPAWN
from gradkata.wall.errors import WallFailed
from gradkata.wall.pool import Wall
from gradkata.wall.scratch import at_hand
from gradkata.wall.spawn import Zygote
from gradkata.wall.values import freeze, thaw
from gradkata.wall.wire import Call, Returned

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="players are forked")

LIMITS = Limits(files={"numbers.txt": "1 2 6\n", "größe.txt": "ü\n"})
SOURCE = """
import os
def read(name): return open(name, encoding="utf-8").read()
def write(name, text): return open(name, "w").write(text)
def names(): return sorted(os.listdir("."))
"""
JUDGE = """
import time
from gradkata.course.kata import Limits
from gradkata.wall.pool import Wall
wall = Wall()
wall.spawn("numpy", Limits(files={"numbers.txt": "1 2 6"}))
print(wall.spawners["numpy+files"].folders, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module", params=[False, True], ids=["forked", "fresh"])
def wall(request: pytest.FixtureRequest) -> Iterator[Wall]:
    with Wall(fresh=request.param) as opened:
        yield opened


def answers(wall: Wall, *calls: tuple[str, list[str]]) -> list[object]:
    """What one player says."""
    player = wall.spawn("numpy", LIMITS)
    assert player.load(SOURCE, "kata.py") is None
    replies = [player.call(Call(name, freeze(arguments))) for name, arguments in calls]
    player.close()
    return [thaw(r.result) if isinstance(r, Returned) else r.message for r in replies]


def test_the_files_lie_in_the_working_folder(wall: Wall) -> None:
    assert answers(wall, ("names", [])) == [["größe.txt", "numbers.txt"]]


def test_a_file_holds_what_the_kata_says(wall: Wall) -> None:
    assert answers(wall, ("read", ["numbers.txt"]), ("read", ["größe.txt"])) == ["1 2 6\n", "ü\n"]


def test_what_is_written_can_be_read_again(wall: Wall) -> None:
    asked = ("write", ["numbers.txt", "7"]), ("read", ["numbers.txt"])
    assert answers(wall, *asked) == [1, "7"]


def test_the_next_player_has_files_of_its_own(wall: Wall) -> None:
    answers(wall, ("write", ["numbers.txt", "7"]))
    assert answers(wall, ("read", ["numbers.txt"])) == ["1 2 6\n"]


def test_no_other_file_can_be_made() -> None:
    with Wall() as wall:
        [said] = answers(wall, ("write", ["other.txt", "7"]))
    assert str(said).startswith("PermissionError")


def test_a_player_without_files_opens_none() -> None:
    with Wall() as wall:
        player = wall.spawn("numpy", Limits())
        player.load(SOURCE, "kata.py")
        reply = player.call(Call("names", freeze([])))
        player.close()
    assert not isinstance(reply, Returned)


def test_no_room_for_the_files_is_the_walls_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, files: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gradkata.wall.scratch.lay_out", full)
    with Wall() as wall, pytest.raises(WallFailed, match="No space left on device"):
        wall.spawn("numpy", LIMITS)


def test_folders_are_gone_when_the_wall_is_closed() -> None:
    with Wall() as wall:
        answers(wall, ("names", []))
        zygote = wall.spawners["numpy+files"]
        assert isinstance(zygote, Zygote)
        folders = zygote.folders
        assert folders
        assert folders.is_dir()
    assert not folders.exists()


def test_folders_are_gone_when_the_judge_was_killed() -> None:
    judge = subprocess.Popen([sys.executable, "-c", JUDGE], stdout=subprocess.PIPE, text=True)
    assert judge.stdout
    folders = Path(judge.stdout.readline().strip())
    assert folders.is_dir()
    judge.send_signal(signal.SIGKILL)
    judge.wait()
    judge.stdout.close()
    deadline = time.monotonic() + 10
    while folders.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folders.exists()


def test_folders_are_gone_when_the_judge_went_before_it_was_answered() -> None:
    zygote = Zygote.start("numpy+files")
    zygote.spawn(LIMITS).close()
    assert zygote.folders
    zygote._settle()
    zygote.process.send_signal(signal.SIGSTOP)
    asked = zygote._ask(SPAWN, LIMITS)
    asked.channel.close()
    zygote.control.close()
    zygote.process.send_signal(signal.SIGCONT)
    assert zygote.process.wait(10) == 0
    assert not zygote.folders.exists()


def test_code_of_ours_has_the_files_at_hand() -> None:
    with at_hand(LIMITS.files):
        assert Path("numbers.txt").read_text() == "1 2 6\n"


def test_code_of_ours_is_back_where_it_was_afterwards() -> None:
    before = os.getcwd()
    with at_hand(LIMITS.files):
        folder = Path.cwd()
    assert os.getcwd() == before
    assert not folder.exists()
    assert folder.is_relative_to(Path(tempfile.gettempdir()).resolve())
