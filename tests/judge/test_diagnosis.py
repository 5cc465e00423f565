"""A known mistake is named where all answers are its own, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.judge.conftest import Desk

MISTAKES = '''
from gradkata import mistake

@mistake(of="double")
def forgotten_factor(x):
    """It is x that you give back."""
    return x

@mistake(of="double")
def squared(x):
    """That is x times x."""
    return x * x

@mistake(of="triple")
def also_forgotten(x):
    """It is x that you give back."""
    return x

@mistake(of="triple")
def divided(x):
    """There is nothing to divide by."""
    return x / 0
'''
CHECKS = """
def test_double(compare):
    compare("double", 2.0)
    compare("double", 3.5)

def test_triple(compare):
    compare("triple", 3.5)
"""
RIGHT = "def double(x): return 2 * x\ndef triple(x): return 3 * x\n"


def _double(body: str) -> str:
    return f"def double(x): return {body}\ndef triple(x): return 3 * x\n"


def _named(desk: Desk, source: str, mistakes: str = MISTAKES) -> list[str]:
    desk.checks(CHECKS, mistakes=mistakes)
    return [remark.name for remark in desk.one(source).mistakes]


def test_a_right_answer_has_no_mistake(desk: Desk) -> None:
    assert _named(desk, RIGHT) == []


def test_a_mistake_is_named_as_itself(desk: Desk) -> None:
    assert _named(desk, _double("x")) == ["forgotten_factor"]


def test_a_mistake_comes_with_its_sentence(desk: Desk) -> None:
    desk.checks(CHECKS, mistakes=MISTAKES)
    assert desk.one(_double("x")).mistakes[0].message == "It is x that you give back."


def test_a_mistake_that_is_right_by_chance_at_first_is_named(desk: Desk) -> None:
    assert _named(desk, _double("x * x")) == ["squared"]


@pytest.mark.parametrize("body", ["x + 1", "x if x > 3 else 9.0", "str(x)", "None", "[x]", "x[0]"])
def test_another_mistake_is_not_named_after_one_that_is_known(desk: Desk, body: str) -> None:
    assert _named(desk, _double(body)) == []


def test_each_function_has_its_own_mistakes(desk: Desk) -> None:
    source = "def double(x): return x\ndef triple(x): return x\n"
    assert _named(desk, source) == ["forgotten_factor", "also_forgotten"]


def test_a_mistake_that_raises_is_named_where_the_same_is_raised(desk: Desk) -> None:
    assert _named(desk, "def double(x): return 2 * x\ndef triple(x): return x / 0\n") == ["divided"]


def test_another_exception_is_another_mistake(desk: Desk) -> None:
    source = "def double(x): return 2 * x\ndef triple(x): raise ValueError\n"
    assert _named(desk, source) == []


def test_a_submission_that_is_lost_is_not_explained(desk: Desk) -> None:
    source = "import os\ndef double(x): return x\ndef triple(x): os._exit(0)\n"
    assert _named(desk, source) == []


def test_a_kata_without_mistakes_names_none(desk: Desk) -> None:
    desk.checks(CHECKS)
    assert desk.one(_double("x")).mistakes == []


def test_mistakes_that_do_not_load_take_no_marks_away_and_say_so(desk: Desk) -> None:
    desk.checks(CHECKS, mistakes="1 / 0")
    verdict = desk.one(_double("x"))
    assert (verdict.outcome, verdict.score) == ("failed", 0.5)
    assert "no_diagnosis" in [remark.name for remark in verdict.remarks]
