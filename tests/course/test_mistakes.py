"""Mistakes and alternatives are loaded by path, and stand in for their function in a submission."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.course.kata import Kata
from gradkata.course.mistakes import as_submission, load_variants
from gradkata.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = '''"""Two functions."""

from __future__ import annotations

import math

RATE = 10


def _scaled(x):
    return RATE * x


def predict(x):
    return _scaled(x)


def train(x):
    """The right one."""
    return predict(x) + math.floor(0.5)
'''

VARIANTS = '''"""Wrong ones."""

from __future__ import annotations

import statistics
import gradkata
from gradkata import alternative, mistake

RATE = 2


def _scaled(x):
    return RATE * x


def train(x):
    return _scaled(x) + statistics.mean([1])


def _same(function):
    return function


@mistake(of="train")
def one_too_many(x):
    """It is one
    too many."""
    return train(x)


@_same
@gradkata.mistake("train")
def calls_another(x):
    """It calls another."""
    return 100 * one_too_many(x)


@alternative(of="predict")
def by_itself(x):
    return x * 10 if x else by_itself(x + 1)


@mistake(of="absent")
def homeless(x):
    """There is no such function."""
'''


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    kata = Kata("train", pack="by_hand", root=tmp_path)
    for path, text in ((kata.reference, REFERENCE), (kata.mistakes, VARIANTS)):
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return kata


def run(kata: Kata, variant: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(as_submission(kata, variant, kata.mistakes), "submission", "exec"), names)
    return names


def test_mistakes_are_loaded_in_order(kata: Kata) -> None:
    found = load_variants(kata.mistakes, "mistake")
    assert [(v.name, v.of) for v in found] == [
        ("one_too_many", "train"),
        ("calls_another", "train"),
        ("homeless", "absent"),
    ]


def test_alternatives_are_told_from_mistakes(kata: Kata) -> None:
    (found,) = load_variants(kata.mistakes, "alternative")
    assert (found.name, found.of, found.message, found.path) == (
        "by_itself",
        "predict",
        "",
        kata.mistakes,
    )


def test_a_mistakes_docstring_is_its_message_on_one_line(kata: Kata) -> None:
    assert load_variants(kata.mistakes, "mistake")[0].message == "It is one too many."


def test_a_loaded_variant_can_be_called(kata: Kata) -> None:
    assert load_variants(kata.mistakes, "mistake")[1].function(3) == 700


def test_loading_leaves_the_import_path_alone(kata: Kata) -> None:
    before = list(sys.path)
    load_variants(kata.mistakes, "mistake")
    assert sys.path == before


def test_a_file_that_is_absent_has_no_variants(tmp_path: Path) -> None:
    assert load_variants(tmp_path / "none.py", "mistake") == []


def test_a_mistake_without_a_docstring_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "silent.py"
    path.write_text("from gradkata import mistake\n@mistake(of='f')\ndef mute(): pass\n")
    with pytest.raises(UserError, match=r"silent\.py: mute needs a docstring"):
        load_variants(path, "mistake")


def test_a_file_that_raises_is_named_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text("\n1 / 0\n")
    with pytest.raises(UserError, match=r"ZeroDivisionError: .*broken\.py:2"):
        load_variants(path, "mistake")


def test_the_variant_stands_in_for_its_function(kata: Kata) -> None:
    assert run(kata, "one_too_many")["train"](3) == 7


def test_the_other_functions_are_the_references(kata: Kata) -> None:
    assert run(kata, "one_too_many")["predict"](3) == 30


def test_the_reference_uses_a_variant_in_its_place(kata: Kata) -> None:
    assert run(kata, "by_itself")["train"](3) == 30


def test_a_variant_may_call_itself(kata: Kata) -> None:
    assert run(kata, "by_itself")["predict"](0) == 10


def test_another_variant_comes_along_only_where_it_is_mentioned(kata: Kata) -> None:
    assert run(kata, "calls_another")["train"](3) == 700
    assert "calls_another" not in as_submission(kata, "one_too_many", kata.mistakes)


def test_a_submission_does_not_mention_gradkata(kata: Kata) -> None:
    assert "gradkata" not in as_submission(kata, "calls_another", kata.mistakes)


def test_a_submission_of_an_unknown_variant_is_refused(kata: Kata) -> None:
    with pytest.raises(UserError, match="no mistake or alternative named nothing"):
        as_submission(kata, "nothing", kata.mistakes)


def test_a_variant_of_a_function_that_the_reference_has_not_is_refused(kata: Kata) -> None:
    with pytest.raises(UserError, match="homeless is of absent, which"):
        as_submission(kata, "homeless", kata.mistakes)
