"""What a submission may make of the judge: its messages, its memory, its time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.judge.conftest import Desk

RIGHT = "def double(x): return 2 * x\ndef triple(x): return 3 * x\n"


def test_a_long_difference_is_cut_also_in_ci(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    desk.checks("def test_double(learner): assert [learner.double(n) for n in range(3000)] == []")
    [check] = desk.one(RIGHT).checks
    assert len(check.message) < 3000


def test_messages_do_not_say_where_something_lies_in_memory(desk: Desk) -> None:
    source = "class Odd: pass\ndef double(x): raise ValueError(Odd())\ntriple = double\n"
    assert {check.message for check in desk.one(source).checks} == {
        "double raised ValueError: <submission.Odd object> (line 2)",
        "triple raised ValueError: <submission.Odd object> (line 2)",
    }


def test_the_reference_is_not_asked_on_behalf_of_a_diagnosis_what_a_learner_made_up(
    desk: Desk, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    desk.checks(
        "def test_both(learner):\n    assert learner.triple(learner.double(2.0)) == 12.0",
        reference=(
            "def double(x): return 2 * x\n"
            "def triple(x):\n"
            f"    with open({str(asked)!r}, 'a') as file: file.write(f'{{x}} ')\n"
            "    return 3 * x\n"
        ),
    )
    assert desk.one("def double(x): return 1e9\ndef triple(x): return 0.0").outcome == "failed"
    assert asked.read_text().split() == ["4.0"]


def test_a_source_larger_than_a_message_is_told_to_be(desk: Desk) -> None:
    verdict = desk.one(RIGHT + "#" * 2**20)
    assert {check.message for check in verdict.checks} == {
        f"{desk.kata.name}.py is larger than 1,048,576 characters"
    }
