"""However a watch ends, nothing of it is left."""

from __future__ import annotations

import os
import signal
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.watch.conftest import KATA, RIGHT, WRONG

if TYPE_CHECKING:
    from tests.watch.conftest import Watch, Watching

ENDLESS = "def gradients(w1, w2, b, x1, x2, target):\n    while True:\n        pass\n"


def _children(pid: int) -> set[int]:
    """A process's children and theirs, as the kernel knows them."""
    own = Path(f"/proc/{pid}/task")
    direct = [int(c) for t in own.iterdir() for c in (t / "children").read_text().split()]
    return set(direct).union(*(_children(child) for child in direct))


def _alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if _is_running(pid)}


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    # Dead, and only not yet asked after by whoever has adopted it.
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_all_it_started(watched: Watch, number: signal.Signals) -> None:
    watched.save(ENDLESS)
    watched.wait_for("checking …")
    children = _children(watched.process.pid)
    assert children
    watched.process.send_signal(number)
    assert watched.ended() == 0
    time.sleep(0.2)
    assert _alive(children) == set()


def test_no_process_is_left_when_it_is_killed(watched: Watch) -> None:
    watched.save(ENDLESS)
    watched.wait_for("checking …")
    children = _children(watched.process.pid)
    watched.process.kill()
    deadline = time.monotonic() + 20
    while _alive(children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _alive(children) == set()


@pytest.mark.parametrize("keys", ["q", "\x03"])
def test_the_terminal_is_put_back(watched: Watch, keys: str) -> None:
    assert termios.tcgetattr(watched.theirs) != watched.mode
    if keys == "\x03":
        watched.process.send_signal(signal.SIGINT)
    else:
        watched.press(keys)
    assert watched.ended() == 0
    assert termios.tcgetattr(watched.theirs) == watched.mode


def test_it_can_be_quit_while_it_still_warms_up(watch: Watching) -> None:
    one = watch("autograd/linear")
    one.wait_for("gradkata watch")
    begun = time.monotonic()
    one.press("q")
    assert one.ended() == 0
    assert time.monotonic() - begun < 20


def test_a_terminal_that_went_away_ends_it(watched: Watch) -> None:
    assert watched.terminal is not None
    os.close(watched.theirs)
    os.close(watched.terminal)
    watched.terminal, watched.theirs = None, -1
    assert watched.process.wait(20) == 0


def test_without_a_terminal_it_prints_a_verdict_for_each_save(watch: Watching) -> None:
    one = watch(KATA, terminal=False)
    one.wait_for("Begin with")
    one.save(WRONG)
    one.wait_for("A hint:")
    one.save(RIGHT)
    text = one.wait_for("Compare with the reference")
    assert "\x1b" not in one.text
    assert "q quit" not in text


def test_without_a_terminal_it_ends_with_its_input(watch: Watching) -> None:
    one = watch(KATA, terminal=False)
    one.wait_for("Begin with")
    assert one.process.stdin
    one.process.stdin.close()
    assert one.ended() == 0


def test_a_verdict_on_its_way_is_waited_for_when_the_input_ends(watch: Watching) -> None:
    one = watch(KATA, terminal=False)
    assert one.process.stdin
    one.process.stdin.close()
    one.wait_for("Begin with")
    assert one.ended() == 0
