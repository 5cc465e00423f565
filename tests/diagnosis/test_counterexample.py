"""The smallest counterexample: pasted into `python`, it shows what the message says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gradkata.course.kata import Kata
from gradkata.course.mistakes import as_submission
from gradkata.judge.records import Verdict
from tests.diagnosis.inprocess import HerePlayers, course, judge, judge_one

NUMBER = re.compile(r"-?\b\d+\.?\d*(?:e[-+]?\d+)?|True|False|None")


def mistaken(kata: str, name: str) -> str:
    found = course().kata(kata)
    return as_submission(found, name, found.mistakes)


def example(verdict: Verdict) -> str:
    (found,) = [remark for remark in verdict.remarks if remark.name == "counterexample"]
    return found.message


def printed(kata: Kata, source: str, lines: str, folder: Path) -> str:
    """What the lines print, typed into a plain Python in a course's folder."""
    file = folder / "katas" / kata.file
    file.parent.mkdir(parents=True)
    file.write_text(source, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", lines], cwd=folder, capture_output=True, text=True, check=False
    )
    return run.stdout or run.stderr.strip().splitlines()[-1]


def numbers(text: str) -> list[float]:
    words = {"True": 1.0, "False": 0.0, "None": -1.0}
    text = re.sub(r"dtype=\S+|requires_grad=\w+|grad_fn=\S+", "", text)
    return [words[n] if n in words else float(n) for n in NUMBER.findall(text)]


def promised(lines: str, word: str) -> str:
    return "\n".join(re.findall(rf"^# {word} +(.*)$", lines, re.MULTILINE))


@pytest.mark.parametrize(
    ("kata", "mistake"),
    [
        ("by_hand/decide", "zero_counts_as_yes"),
        ("by_hand/train", "takes_rows_out_of_the_data"),
        ("by_hand/vectorised", "writes_into_the_target"),
        ("two_layer/backward", "no_gate"),
        ("autograd/update", "uphill"),
        ("autograd/update", "forgets_zeroing"),
        ("autograd/update", "leaves_requires_grad_off"),
        ("autograd/train", "loss_after_the_update"),
        ("two_layer/forward", "detached_hidden"),
        ("two_layer/forward", "cut_off_from_the_graph"),
    ],
)
def test_it_prints_what_it_says(kata: str, mistake: str, tmp_path: Path) -> None:
    source = mistaken(kata, mistake)
    lines = example(judge_one(course().kata(kata), source))
    out = printed(course().kata(kata), source, lines, tmp_path)
    assert numbers(out) == pytest.approx(numbers(promised(lines, "gives")), rel=1e-3)
    assert promised(lines, "gives") != promised(lines, "expected")


def test_an_error_that_is_raised_is_shown_as_such(tmp_path: Path) -> None:
    source = mistaken("autograd/update", "forgets_no_grad")
    lines = example(judge_one(course().kata("autograd/update"), source))
    out = printed(course().kata("autograd/update"), source, lines, tmp_path)
    assert out == promised(lines, "raises")


def test_the_reference_prints_what_is_expected(tmp_path: Path) -> None:
    kata = course().kata("two_layer/backward")
    lines = example(judge_one(kata, mistaken("two_layer/backward", "mean_of_all_entries")))
    out = printed(kata, kata.reference.read_text("utf-8"), lines, tmp_path)
    assert numbers(out) == pytest.approx(numbers(promised(lines, "expected")))


def test_the_example_of_the_statement_is_taken_where_it_shows_the_difference() -> None:
    source = mistaken("two_layer/backward", "no_gate")
    lines = example(judge_one(course().kata("two_layer/backward"), source))
    assert "np.array([[1.0, 2.0]])" in lines
    assert "[[12.0, 30.0, -6.0]" in lines


ROWS = """import numpy as np


def backward(data, label, w1, w2):
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    d_hidden = d_output @ w2.T * (hidden > 0)
    return data.T @ d_hidden / len(data), active.T @ d_output
"""


def test_elsewhere_few_and_round_numbers_are_found() -> None:
    lines = example(judge_one(course().kata("two_layer/backward"), ROWS))
    call = next(line for line in lines.splitlines() if line.startswith("print("))
    assert len(numbers(call)) <= 10
    assert np.allclose(np.mod(numbers(call), 0.5), 0)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    """A `two_layer/backward` whose d_w2 is right."""
    return judge_one(course().kata("two_layer/backward"), ROWS)


def failed(verdict: Verdict) -> list[str]:
    return [check.message for check in verdict.checks if check.outcome == "failed"]


def test_message_names_d_w1_as_the_first_that_is_off(verdict: Verdict) -> None:
    assert all(message.startswith("d_w1") for message in failed(verdict))


def test_message_shows_the_worst_entry_its_index_and_the_ratio(verdict: Verdict) -> None:
    assert re.search(
        r"shape \(5, 4\), is off in \d+ of 20 entries; the worst is \[\d, \d\]: .*"
        r"every entry is 0\.166667 times",
        failed(verdict)[0],
    )


def test_remark_says_over_what_is_averaged(verdict: Verdict) -> None:
    (remark,) = [r for r in verdict.remarks if r.name == "sum_against_mean"]
    assert remark.message.startswith("d_w1 is divided by the number of rows of data")


SLOW = """import time


calls = []


def gradients(w1, w2, b, x1, x2, target):
    calls.append(1)
    if len(calls) > 12:
        raise SystemExit("enough")
    return 0.0, 0.0, 0.0
"""


def test_a_submission_that_will_not_be_asked_further_keeps_its_marks() -> None:
    kata = course().kata("by_hand/gradients")
    assert judge_one(kata, SLOW).score == judge_one(kata, SLOW.replace("> 12", "> 99")).score


def test_a_submission_that_passes_is_asked_nothing_further() -> None:
    kata = course().kata("by_hand/gradients")
    players = HerePlayers()
    judge([("right", kata, kata.reference.read_text("utf-8"))], players=players)
    (player,) = players.given
    assert player.asked == 15
