"""What a save brings to the screen, whatever was saved."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from tests.watch.conftest import KATA, RIGHT, WRONG

if TYPE_CHECKING:
    from tests.watch.conftest import Watch, Watching

PASSED = f"✔ {KATA}      passed"
FAILED = f"✘ {KATA}: not right yet"


def test_a_right_answer_turns_green(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for(FAILED)
    watched.save(RIGHT)
    watched.wait_for(PASSED)


def test_the_mistake_is_named_in_the_words_of_check(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for("Likely: ")
    watched.wait_for("A hint: gradkata hint by_hand/gradients")


def test_another_kata_that_is_saved_comes_to_the_screen(watched: Watch) -> None:
    watched.save("def decide(w1, w2, b, x1, x2):\n    return 2\n", "by_hand/decide")
    watched.wait_for("✘ by_hand/decide: not right yet")


def test_only_the_kata_that_was_saved_is_graded(watched: Watch) -> None:
    watched.file("by_hand/decide")
    watched.save(WRONG)
    watched.wait_for(FAILED)
    assert "0 of 1 passed" in watched.plain


def test_a_save_of_the_same_text_is_graded_again(watched: Watch) -> None:
    for _ in range(2):
        watched.save(WRONG)
        watched.wait_for(FAILED)


def test_a_syntax_error_is_told_and_survived(watched: Watch) -> None:
    watched.save("def gradients(:\n")
    watched.wait_for("SyntaxError")
    watched.save(RIGHT)
    watched.wait_for(PASSED)


def test_a_deleted_file_is_not_started_and_may_come_back(watched: Watch) -> None:
    watched.save(WRONG)
    watched.wait_for(FAILED)
    watched.text = ""
    watched.file().unlink()
    watched.wait_for("not started")
    watched.save(RIGHT)
    watched.wait_for(PASSED)


def test_an_editors_atomic_rename_is_one_save(watched: Watch) -> None:
    beside = watched.file().with_suffix(".tmp")
    beside.write_text(RIGHT, "utf-8")
    os.replace(beside, watched.file())
    watched.wait_for(PASSED)


def test_a_folder_that_is_put_in_the_place_of_another_is_seen(watched: Watch) -> None:
    pack = watched.file().parent
    pack.rename(pack.with_name("away"))
    pack.mkdir()
    watched.save(RIGHT)
    watched.wait_for(PASSED)


def test_an_endless_loop_is_interrupted_by_the_next_save(watched: Watch) -> None:
    watched.save("def gradients(w1, w2, b, x1, x2, target):\n    while True:\n        pass\n")
    watched.wait_for("checking …")
    time.sleep(1)
    begun = time.monotonic()
    watched.save(RIGHT)
    watched.wait_for(PASSED)
    assert time.monotonic() - begun < 4, "the loop alone may run for five seconds"


def test_an_endless_loop_while_loading_is_interrupted_too(watched: Watch) -> None:
    watched.save("while True:\n    pass\n")
    watched.wait_for("checking …")
    watched.save(RIGHT)
    watched.wait_for(PASSED)


def test_an_endless_loop_without_another_save_is_stopped_in_the_end(watched: Watch) -> None:
    watched.save("def gradients(w1, w2, b, x1, x2, target):\n    while True:\n        pass\n")
    watched.wait_for("an endless loop?")


def test_what_the_code_prints_stands_apart(watched: Watch) -> None:
    watched.save(RIGHT.replace("    error", "    print('✔ all passed')\n    error") + "wrong = 1 /")
    watched.wait_for("SyntaxError")
    watched.save(WRONG.replace("    error", "    print('✔ all passed')\n    error"))
    watched.wait_for("your code printed:")
    watched.wait_for("  | ✔ all passed")


def test_what_the_code_prints_cannot_write_over_the_screen(watched: Watch) -> None:
    watched.save(WRONG.replace("    error", "    print('\\x1b[2J\\x1b[1;1Hhacked')\n    error"))
    watched.wait_for("| \\x1b[2J\\x1b[1;1Hhacked")


def test_a_small_terminal_shows_the_beginning_and_says_that_there_is_more(watched: Watch) -> None:
    watched.resize(24, 80)
    watched.save(WRONG)
    shown = watched.wait_for("… and more: gradkata check by_hand/gradients")
    assert shown.rpartition("gradkata watch")[2].count("\n") < 24
    assert "d_w1 is 12, expected 24" in shown


@pytest.mark.parametrize("rows", range(22, 30))
def test_what_is_cut_off_leaves_no_heading_alone(watched: Watch, rows: int) -> None:
    watched.resize(rows, 80)
    watched.save(WRONG)
    shown = watched.wait_for("… and more: gradkata check by_hand/gradients")
    above = shown.rpartition("gradkata watch")[2].partition("  … and more")[0]
    assert not above.rstrip().endswith(":")


def test_input_finds_nothing_and_takes_no_key(watched: Watch) -> None:
    watched.save("def gradients(w1, w2, b, x1, x2, target):\n    return input('? ')\n")
    watched.wait_for("EOFError")
    watched.press("l")
    watched.wait_for("two_layer/train")


def test_a_torch_kata_is_graded_as_well(watch: Watching) -> None:
    one = watch("autograd/linear")
    one.wait_for("not started")
    one.save((one.course / "reference/autograd/linear.py").read_text("utf-8"), "autograd/linear")
    one.wait_for("✔ autograd/linear        passed")
