"""Real players: what ends them, what they cost, and what they leave behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from gradkata.cores import cores, stay_on
from gradkata.course.kata import Limits
from gradkata.wall.fresh import Fresh
from gradkata.wall.hands import Player, PlayerLost, WallFailed
from gradkata.wall.pool import Wall, protection_of
from gradkata.wall.spawn import Zygote, in_words
from gradkata.wall.values import freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned, frame

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="players are forked")

LIMITS = Limits(call_seconds=0.6, kata_seconds=3.0, output_kb=1)
SOURCE = f"""
import os, sys, time
seen = []
def same(x): return x
def count(x):
    seen.append(x)
    return len(seen)
def leave(x): os._exit(0)
def fail(x): os._exit(3)
def exit_politely(x): sys.exit("bye")
def crash(x):
    import ctypes
    ctypes.string_at(0)
def hang(x):
    while True: pass
def sleep(x): time.sleep(60)
def flood(x):
    for _ in range(100): print("y" * 10_000)
    return x
def answer_twice(x):
    os.write(CHANNEL, ANSWER)
    return x
def promise_and_hang(x):
    os.write(CHANNEL, ANSWER[:-1])
    time.sleep(60)
def answer_nonsense(x): os.write(CHANNEL, b"\\0\\0\\0\\1\\xc0")
def close(x):
    os.close(CHANNEL)
    time.sleep(60)
def say_endlessly(x):
    class Endless(Exception):
        def __str__(self):
            while True: pass
    raise Endless
def print_and_die(x):
    print("last words", flush=True)
    os._exit(1)
CHANNEL = 3
ANSWER = {frame(Returned([1.0], freeze([1])))!r}
"""


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    with Wall() as opened:
        yield opened


@pytest.fixture
def player(wall: Wall) -> Iterator[Player]:
    yield from _loaded(wall)


def _loaded(wall: Wall) -> Iterator[Player]:
    player = wall.spawn("numpy", LIMITS)
    assert player.load(SOURCE, "kata.py") is None
    yield player
    player.close()


def _result(player: Player, function: str, value: Any = 1) -> Any:
    reply = player.call(Call(function, freeze([value])))
    assert isinstance(reply, Returned), reply
    return thaw(reply.result)


def _lost(player: Player, function: str) -> str:
    with pytest.raises(PlayerLost) as caught:
        player.call(Call(function, freeze([1])))
    return str(caught.value)


def test_a_player_answers(player: Player) -> None:
    assert _result(player, "same", [1, 2.5]) == [1, 2.5]


def test_all_calls_share_one_process(player: Player) -> None:
    assert [_result(player, "count") for _ in range(3)] == [1, 2, 3]


def test_the_next_player_starts_afresh(wall: Wall) -> None:
    assert [_result(player, "count") for _ in range(2) for player in _loaded(wall)] == [1, 1]


def test_a_function_that_is_not_there_is_missing(player: Player) -> None:
    reply = player.call(Call("train", freeze([])))
    assert isinstance(reply, Raised)
    assert (reply.kind, reply.message) == ("missing", "there is no function train in kata.py")


def test_a_polite_exit_is_an_exception_like_others(player: Player) -> None:
    reply = player.call(Call("exit_politely", freeze([1])))
    assert isinstance(reply, Raised)
    assert reply.message == "SystemExit: bye"


ENDS = {
    "leave": "leave ended the process: it left with exit status 0",
    "fail": "fail ended the process: it left with exit status 3",
    "crash": "crash ended the process: it was ended by SIGSEGV",
    "answer_nonsense": "answer_nonsense was answered with something that is no message",
    "close": "close ended the process (the channel was closed)",
    "hang": "hang was stopped: it did not answer within 0.6 seconds (an endless loop?)",
    "sleep": "sleep was stopped: it did not answer within 0.6 seconds (an endless loop?)",
    "promise_and_hang": "promise_and_hang was stopped: it did not answer within 0.6 seconds"
    " (an endless loop?)",
    "say_endlessly": "say_endlessly was stopped: it did not answer within 0.6 seconds"
    " (an endless loop?)",
}


@pytest.mark.parametrize("function", ENDS)
def test_what_ends_a_player_is_named(player: Player, function: str) -> None:
    assert _lost(player, function) == ENDS[function]


def test_a_lost_player_gives_its_reason_for_every_later_call(player: Player) -> None:
    assert _lost(player, "fail") == _lost(player, "same")


def test_an_answer_written_by_hand_does_not_serve_for_the_next_call(player: Player) -> None:
    _result(player, "answer_twice")
    time.sleep(0.3)
    assert _lost(player, "same") == "same was answered before it was asked"


def test_a_flood_of_output_is_cut_and_says_so(player: Player) -> None:
    assert _result(player, "flood", 7) == 7
    player.close()
    assert player.text == "y" * 1024 + "\n… more than 1 KiB, cut"


def test_last_words_are_kept(player: Player) -> None:
    _lost(player, "print_and_die")
    assert player.text == "last words\n"


def test_a_source_that_never_ends_is_stopped(wall: Wall) -> None:
    player = wall.spawn("numpy", LIMITS)
    with pytest.raises(PlayerLost, match=r"loading kata\.py was stopped"):
        player.load("while True: pass", "kata.py")


def test_closing_a_player_that_waits_takes_no_grace(player: Player) -> None:
    start = time.perf_counter()
    player.close()
    assert time.perf_counter() - start < 0.15


def test_what_stands_around_players_is_known_though_one_kind_cannot_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where torch is not installed."""
    monkeypatch.setattr("gradkata.wall.spawn.PASSED_ON", ())
    monkeypatch.setattr("gradkata.wall.spawn.sys.executable", "/bin/false")
    with Wall() as broken:
        broken.start(["numpy", "torch"])
        assert protection_of(broken, broken.spawners).level == "full"


def test_a_player_has_no_hole(wall: Wall) -> None:
    assert wall.holes("numpy") == []


UNSEEDED = """
import random
import numpy as np
def draw(): return [random.random(), np.random.rand()]
"""


def test_what_is_drawn_without_a_seed_is_the_same_in_every_run(wall: Wall) -> None:
    with Wall() as another:
        players = [place.spawn("numpy", LIMITS) for place in (wall, wall, another)]
        drawn = []
        for player in players:
            player.load(UNSEEDED, "kata.py")
            drawn.append(player.call(Call("draw", freeze([]))))
            player.close()
    assert isinstance(drawn[0], Returned)
    assert drawn[0] == drawn[1] == drawn[2]


def test_torch_is_not_there_in_a_numpy_player(wall: Wall) -> None:
    player = wall.spawn("numpy", LIMITS)
    failed = player.load("import torch", "kata.py")
    player.close()
    assert failed
    assert failed.message.startswith("ModuleNotFoundError")


def _descriptors() -> set[str]:
    return set(os.listdir("/proc/self/fd"))


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what is left is looked up in /proc")
def test_fifty_players_leave_nothing_behind(wall: Wall) -> None:
    next(_loaded(wall)).close()
    zygote = wall.spawners["numpy"]
    assert isinstance(zygote, Zygote)
    zygote.rest()
    before = _descriptors()
    for number in range(50):
        player = wall.spawn("numpy", LIMITS)
        player.load(SOURCE, "kata.py")
        if number % 5 == 0:
            _lost(player, "leave")
        player.close()
    zygote.rest()
    assert (_descriptors() - before, _children(zygote.process.pid)) == (set(), [])


@pytest.mark.skipif(len(cores()) < 2, reason="takes another core")
def test_the_next_player_is_forked_while_this_one_is_at_work(wall: Wall) -> None:
    for player in _loaded(wall):
        zygote = wall.spawners["numpy"]
        assert isinstance(zygote, Zygote)
        # It says so once it has forked, which may take until now.
        zygote._settle()
        assert zygote.ahead is not None
        assert str(zygote.ahead.pid) in _children(zygote.process.pid)
        assert _result(player, "same") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="cores are chosen on Linux only")
def test_on_a_single_core_no_player_is_forked_ahead() -> None:
    def spawn_one() -> object:
        stay_on(cores()[0])
        with Wall() as wall:
            wall.spawn("numpy", LIMITS).close()
            zygote = wall.spawners["numpy"]
            assert isinstance(zygote, Zygote)
            return zygote.ahead

    # A thread has cores of its own, and ends with them.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(spawn_one).result() is None


def test_a_player_forked_ahead_has_the_limits_that_are_asked_for(wall: Wall) -> None:
    next(_loaded(wall)).close()
    player = wall.spawn("numpy", Limits(memory_mb=64))
    player.load("def grow(x): return [0] * 10**8", "kata.py")
    reply = player.call(Call("grow", freeze([1])))
    player.close()
    assert isinstance(reply, Raised)
    assert reply.message == "MemoryError"


def _killed(wall: Wall) -> None:
    zygote = wall.spawners["numpy"]
    assert isinstance(zygote, Zygote)
    os.kill(zygote.process.pid, signal.SIGKILL)
    zygote.process.wait()


def test_a_second_zygote_is_tried_when_the_first_was_killed(wall: Wall) -> None:
    next(_loaded(wall)).close()
    _killed(wall)
    assert [_result(player, "same", 5) for player in _loaded(wall)] == [5]


def test_a_player_lost_with_its_zygote_is_the_walls_failure(wall: Wall) -> None:
    for player in _loaded(wall):
        _killed(wall)
        with pytest.raises(WallFailed, match="zygote"):
            player.call(Call("same", freeze([1])))


def test_a_closed_wall_has_ended_its_zygotes() -> None:
    with Wall() as wall:
        next(_loaded(wall)).close()
        zygote = wall.spawners["numpy"]
        assert isinstance(zygote, Zygote)
    assert zygote.process.returncode is not None


@pytest.fixture(scope="module")
def fresh_player() -> Iterator[Player]:
    with Wall(fresh=True) as wall:
        player = wall.spawn("numpy", LIMITS)
        assert player.load(SOURCE, "kata.py") is None
        yield player
        player.close()


@pytest.mark.parametrize("value", [1, [1.5, None], "text", {"a": (1, True)}])
def test_a_fresh_process_answers_like_a_forked_one(
    player: Player, fresh_player: Player, value: Any
) -> None:
    call = Call("same", freeze([value]))
    assert fresh_player.call(call) == player.call(call)


def test_prints_of_a_fresh_process_are_kept(fresh_player: Player) -> None:
    assert _result(fresh_player, "flood", 7) == 7
    assert fresh_player.text.endswith("… more than 1 KiB, cut")


def test_a_fresh_process_says_that_it_is_no_wall() -> None:
    assert Fresh("numpy").holes() == ["no wall: a fresh process is not confined"]


def test_a_fresh_process_is_killed_with_what_it_started() -> None:
    source = "import os, time\ndef start(): return os.fork() or time.sleep(60)"
    player = Fresh("numpy").spawn(LIMITS)
    assert player.load(source, "kata.py") is None
    reply = player.call(Call("start", freeze([])))
    player.close()
    assert isinstance(reply, Returned)
    assert _is_gone(int(thaw(reply.result)))


def _is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_a_fresh_process_that_cannot_start_is_the_walls_failure_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    start = time.monotonic()
    with pytest.raises(WallFailed, match="it left with exit status 1"):
        Fresh("numpy").spawn(LIMITS)
    assert time.monotonic() - start < 5


def test_who_does_not_know_the_word_is_not_taken_for_the_player() -> None:
    from gradkata.wall.fresh import WORD_BYTES, _accept

    class Alive:
        def poll(self) -> None:
            return None

    word = b"w" * WORD_BYTES
    with socket.create_server(("127.0.0.1", 0)) as server:
        for sent in (b"x" * WORD_BYTES, word):
            with socket.create_connection(server.getsockname()) as stranger:
                stranger.sendall(sent)
                if sent == word:
                    accepted = _accept(server, word, Alive())  # type: ignore[arg-type]
                    assert accepted.getpeername() == stranger.getsockname()
                    accepted.close()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "it left with exit status 0"),
        (70, "it left with exit status 70"),
        (-9, "it was ended by SIGKILL"),
        (-31, "it was ended by SIGSYS"),
        (-40, "it was ended by signal 40"),
    ],
)
def test_an_exit_code_in_words(code: int, words: str) -> None:
    assert in_words(code) == words
