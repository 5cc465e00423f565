"""The keys of a watch."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from tests.watch.conftest import CLEAR, KATA, RIGHT, WRONG

if TYPE_CHECKING:
    from tests.watch.conftest import Watch, Watching

PASSED = f"✔ {KATA}      passed"


def test_the_last_line_names_the_keys(watched: Watch) -> None:
    assert "r run   n next   h hint   l list   s start over   q quit" in watched.plain


def test_q_quits(watched: Watch) -> None:
    watched.press("q")
    assert watched.ended() == 0


def test_r_runs_again(watched: Watch) -> None:
    watched.save(RIGHT)
    watched.wait_for(PASSED)
    watched.press("r")
    watched.wait_for(PASSED)


def test_n_goes_on_to_the_next_kata(watched: Watch) -> None:
    watched.press("n")
    watched.wait_for("by_hand/update         not started")


def test_n_begins_again_after_the_last_kata(watch: Watching) -> None:
    one = watch("two_layer/train")
    one.wait_for("not started")
    one.press("n")
    one.wait_for("by_hand/decide         not started")


def test_h_gives_one_hint_after_another(watched: Watch) -> None:
    watched.press("h")
    watched.wait_for(f"{KATA}, hint 1 of ")
    watched.press("h")
    watched.wait_for(f"{KATA}, hint 2 of ")


def test_after_the_last_hint_h_gives_the_first(watched: Watch) -> None:
    watched.press("h")
    last = int(watched.wait_for("The next one: h").split(", hint 1 of ")[1].split()[0])
    for number in range(2, last + 1):
        watched.press("h")
        watched.wait_for(f"{KATA}, hint {number} of {last}")
    watched.press("h")
    watched.wait_for(f"{KATA}, hint 1 of {last}")


def test_h_begins_with_the_mistake_that_was_named(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for("Likely: ")
    watched.press("h")
    watched.wait_for("your answers are those of a known mistake")
    watched.press("h")
    watched.wait_for(f"{KATA}, hint 1 of ")


def test_l_lists_every_kata_with_what_is_known(watched: Watch) -> None:
    watched.save(RIGHT)
    watched.wait_for(PASSED)
    watched.press("l")
    shown = watched.wait_for("two_layer/train")
    assert f"▸ ✔ {KATA}      passed" in shown
    assert "by_hand/decide" in shown


def test_s_asks_before_it_puts_the_stub_back(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for("not right yet")
    watched.press("s")
    watched.wait_for("y: yes, any other key: no")
    watched.press("n")
    watched.wait_for("Left as it is.")
    assert watched.file().read_text("utf-8") == WRONG


def test_s_and_y_put_the_stub_back_and_keep_the_file(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for("not right yet")
    watched.press("s")
    watched.wait_for("y: yes")
    watched.press("y")
    watched.wait_for("not started")
    (kept,) = (watched.course / ".gradkata/kept/by_hand").iterdir()
    assert kept.read_text("utf-8") == WRONG


def test_an_arrow_is_none_of_the_keys(watched: Watch) -> None:
    watched.press("\x1b[q")
    watched.press("l")
    watched.wait_for("two_layer/train")


def test_a_terminal_that_was_resized_is_drawn_again(watched: Watch) -> None:
    watched.text = ""
    watched.resize(20, 60)
    watched.process.send_signal(signal.SIGWINCH)
    watched.wait_until_drawn_again(CLEAR)
