"""What the judge's hands make of a player that breaks the rules; here the player is a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from gradkata.course.kata import Limits
from gradkata.wall.hands import Player, PlayerLost, WallFailed
from gradkata.wall.values import Array, Leaf, Open, freeze, thaw
from gradkata.wall.wire import (
    Call,
    Closed,
    Load,
    Loaded,
    Raised,
    Ready,
    Reply,
    Returned,
    decode_request,
    frame,
    receive,
)

LIMITS = Limits(call_seconds=0.3, kata_seconds=2.0, output_kb=1)
ASKED = Call("f", freeze([1]))
RIGHT = Returned(freeze(2), freeze([1]))
Script = Callable[["Peer"], None]


class Peer:
    """The other end of a player's channel and output."""

    def __init__(self, limits: Limits) -> None:
        (mine, self.channel), (ours, self.output) = socket.socketpair(), socket.socketpair()
        self.ended = 0
        self.player = Player(mine, ours, self, limits)
        self.thread = threading.Thread()

    def __call__(self) -> str:
        self.ended += 1
        return ""

    def let_go(self) -> None:
        self.ended += 1

    def plays(self, script: Script) -> Player:
        self.thread = threading.Thread(target=self._play, args=(script,))
        self.thread.start()
        return self.player

    def _play(self, script: Script) -> None:
        try:
            script(self)
        except (OSError, Closed):
            return  # the judge has closed the channel, which is how most of these stories end

    def asked(self) -> Any:
        return decode_request(receive(self.channel.fileno()))

    def send(self, *replies: Reply) -> None:
        self.channel.sendall(b"".join(map(frame, replies)))

    def close(self) -> None:
        self.player.close()
        self.thread.join() if self.thread.ident else None
        self.channel.close()
        self.output.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    opened = Peer(LIMITS)
    yield opened
    opened.close()


def _lost(player: Player, call: Call = ASKED) -> str:
    with pytest.raises(PlayerLost) as caught:
        player.call(call)
    return str(caught.value)


def _answers(*replies: Reply) -> Script:
    def script(peer: Peer) -> None:
        peer.asked()
        peer.send(*replies)

    return script


def _sends(data: bytes) -> Script:
    def script(peer: Peer) -> None:
        peer.asked()
        peer.channel.sendall(data)

    return script


def test_one_request_has_one_answer(peer: Peer) -> None:
    assert peer.plays(_answers(RIGHT)).call(ASKED) == RIGHT


def test_the_player_is_sent_what_the_judge_asks(peer: Peer) -> None:
    asked: list[Any] = []

    def script(peer: Peer) -> None:
        asked.append(peer.asked())
        peer.send(Loaded())

    assert peer.plays(script).load("x = 1", "f.py") is None
    assert asked == [Load("x = 1", "f.py")]


def test_what_was_raised_while_loading_is_handed_back(peer: Peer) -> None:
    failed = Raised("exception", "NameError: no", 3)
    assert peer.plays(_answers(failed)).load("x", "f.py") == failed


def test_a_second_answer_is_not_taken_for_the_next_one(peer: Peer) -> None:
    player = peer.plays(_answers(RIGHT, RIGHT))
    player.call(ASKED)
    assert _lost(player) == "f was answered before it was asked"


def test_an_answer_before_the_first_request_loses_the_player(peer: Peer) -> None:
    peer.send(RIGHT)
    assert _lost(peer.player) == "f was answered before it was asked"


def test_a_single_byte_unasked_loses_the_player(peer: Peer) -> None:
    peer.channel.sendall(b"\0")
    assert _lost(peer.player) == "f was answered before it was asked"


@pytest.mark.parametrize("reply", [Loaded(), Ready()])
def test_a_call_answered_with_another_message_loses_the_player(peer: Peer, reply: Reply) -> None:
    assert _lost(peer.plays(_answers(reply))) == "f was answered with something else"


def test_a_load_answered_with_a_result_loses_the_player(peer: Peer) -> None:
    with pytest.raises(PlayerLost, match=r"loading f\.py was answered with something else"):
        peer.plays(_answers(RIGHT)).load("", "f.py")


NONSENSE = {
    "an empty message": b"\0\0\0\0",
    "no message": b"\0\0\0\1\xc0",
    "a pickle": b"\0\0\0\5\x80\x04N.x",
    "an announcement of four gigabytes": b"\xff\xff\xff\xff",
}


@pytest.mark.parametrize("data", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_loses_the_player_at_once(peer: Peer, data: bytes) -> None:
    assert _lost(peer.plays(_sends(data))) == "f was answered with something that is no message"


NO_ANSWERS = {
    "a result that is too short": Returned([Open("list", 2), 1], freeze([1])),
    "a lying array": Returned([Array("float64", (9,), None, b"")], freeze([1])),
    "no arguments": Returned(freeze(2), []),
    "arguments that are a number": Returned(freeze(2), freeze(1)),
    "one argument too many": Returned(freeze(2), freeze([1, 2])),
    "arguments that are a tuple": Returned(freeze(2), freeze((1,))),
    "gradients that are a text": Returned(freeze(2), freeze([1]), freeze("all right")),
    "one gradient too many": Returned(freeze(2), freeze([1]), freeze([1, 2])),
}


@pytest.mark.parametrize("reply", NO_ANSWERS.values(), ids=NO_ANSWERS)
def test_an_answer_that_does_not_add_up_loses_the_player(peer: Peer, reply: Returned) -> None:
    assert _lost(peer.plays(_answers(reply))) == "f was answered with something that is no answer"


def test_half_a_frame_is_waited_for_no_longer_than_a_call_may_take(peer: Peer) -> None:
    player = peer.plays(_sends(frame(RIGHT)[:-3]))
    start = time.monotonic()
    assert "did not answer within 0.3 seconds" in _lost(player)
    assert time.monotonic() - start < 2


def test_a_reply_that_drips_does_not_extend_its_deadline(peer: Peer) -> None:
    def drip(peer: Peer) -> None:
        peer.asked()
        for byte in frame(RIGHT):
            peer.channel.sendall(bytes([byte]))
            time.sleep(0.1)

    player = peer.plays(drip)
    start = time.monotonic()
    assert "did not answer within 0.3 seconds" in _lost(player)
    assert time.monotonic() - start < 2


def test_prints_do_not_extend_the_deadline(peer: Peer) -> None:
    def chatter(peer: Peer) -> None:
        peer.asked()
        while True:
            peer.output.sendall(b"still here\n")
            time.sleep(0.02)

    assert "did not answer within 0.3 seconds" in _lost(peer.plays(chatter))


def test_a_closed_channel_loses_the_player(peer: Peer) -> None:
    def leave(peer: Peer) -> None:
        peer.asked()
        peer.channel.close()

    assert _lost(peer.plays(leave)) == "f ended the process (the channel was closed)"


def test_a_channel_closed_between_calls_loses_the_player(peer: Peer) -> None:
    peer.channel.close()
    assert "f ended the process" in _lost(peer.player)


def test_a_lost_player_says_why_in_all_later_calls(peer: Peer) -> None:
    player = peer.plays(_answers(Ready()))
    first = _lost(player)
    assert [_lost(player, Call("g", [])), _lost(player)] == [first, first]


def test_a_lost_player_is_ended(peer: Peer) -> None:
    _lost(peer.plays(_answers(Ready())))
    assert peer.ended == 1


def test_loading_has_the_same_deadline(peer: Peer) -> None:
    with pytest.raises(PlayerLost, match=r"loading f\.py was stopped"):
        peer.player.load("while True: pass", "f.py")


def test_all_calls_together_have_a_limit() -> None:
    def slowly(peer: Peer) -> None:
        while True:
            peer.asked()
            time.sleep(0.1)
            peer.send(RIGHT)

    peer = Peer(Limits(call_seconds=5, kata_seconds=0.35))
    player = peer.plays(slowly)
    for _ in range(3):
        player.call(ASKED)
    assert "all calls of this kata together may take 0.35 seconds" in _lost(player)
    peer.close()


def test_time_between_calls_is_not_the_submissions() -> None:
    def promptly(peer: Peer) -> None:
        while True:
            peer.asked()
            peer.send(RIGHT)

    peer = Peer(Limits(call_seconds=5, kata_seconds=0.2))
    player = peer.plays(promptly)
    player.call(ASKED)
    time.sleep(0.25)
    assert player.call(ASKED) == RIGHT
    peer.close()


def _prints(text: bytes) -> Script:
    def script(peer: Peer) -> None:
        peer.asked()
        peer.output.sendall(text)
        peer.send(RIGHT)

    return script


def _printed(peer: Peer, text: bytes) -> str:
    peer.plays(_prints(text)).call(ASKED)
    peer.player.close()
    return peer.player.text


def test_what_was_printed_is_kept(peer: Peer) -> None:
    assert _printed(peer, "größer\n".encode()) == "größer\n"


def test_output_up_to_the_cap_is_kept_whole(peer: Peer) -> None:
    assert _printed(peer, b"y" * 1024) == "y" * 1024


def test_output_over_the_cap_is_cut_and_says_so(peer: Peer) -> None:
    assert _printed(peer, b"y" * 1025) == "y" * 1024 + "\n… more than 1 KiB, cut"


def test_a_flood_of_output_does_not_hold_up_the_answer(peer: Peer) -> None:
    player = peer.plays(_prints(b"y" * 2**22))
    assert player.call(ASKED) == RIGHT


def test_output_that_is_no_text_is_shown_all_the_same(peer: Peer) -> None:
    assert _printed(peer, b"a\xffb") == "a\N{REPLACEMENT CHARACTER}b"


def test_a_closed_output_does_not_matter(peer: Peer) -> None:
    def script(peer: Peer) -> None:
        peer.asked()
        peer.output.close()
        peer.send(RIGHT)

    assert peer.plays(script).call(ASKED) == RIGHT


def test_closing_twice_is_closing_once(peer: Peer) -> None:
    peer.player.close()
    peer.player.close()
    assert peer.player.channel.fileno() == -1


def test_a_player_that_is_not_ready_in_time_is_the_walls_failure(peer: Peer) -> None:
    with pytest.raises(WallFailed, match="no player started"):
        peer.player.wait_ready(0.05)


def test_what_a_player_wrote_while_failing_to_start_is_the_reason(peer: Peer) -> None:
    peer.output.sendall(b"ConfinementError: no Landlock\n")
    peer.channel.close()
    with pytest.raises(WallFailed, match="no Landlock"):
        peer.player.wait_ready(1)


def test_a_player_that_starts_with_an_answer_is_refused_and_ended(peer: Peer) -> None:
    peer.send(RIGHT)
    with pytest.raises(WallFailed, match="did not start as agreed"):
        peer.player.wait_ready(1)
    assert peer.ended == 1


def test_a_request_too_large_for_the_wire_is_the_walls_failure(peer: Peer) -> None:
    large: list[Leaf] = [Array("int8", (2**24,), None, bytes(2**24))] * 2
    with pytest.raises(WallFailed, match="f cannot be asked"):
        peer.player.call(Call("f", large))


def test_a_large_answer_arrives_whole(peer: Peer) -> None:
    large = Returned(freeze(np.arange(2**18)), freeze([1]))
    reply = peer.plays(_answers(large)).call(ASKED)
    assert isinstance(reply, Returned)
    assert thaw(reply.result).sum() == sum(range(2**18))
