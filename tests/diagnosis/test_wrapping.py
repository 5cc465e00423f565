"""A mistake that can be laid over another, in a file and as a whole submission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gradkata.course.kata import Kata
from gradkata.course.mistakes import as_submission, load_variants

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = '''"""Two functions, one of which calls itself."""


def down(x):
    return 0 if x <= 0 else 1 + down(x - 1)


def twice(x):
    return 2 * down(x)
'''
MISTAKES = '''"""Wrong ones."""

from gradkata import mistake


@mistake(of="down", wraps=True)
def one_more(inner, x):
    """One more."""
    return inner(x) + 1


@mistake("down", True)
def minus(inner, x):
    """The other sign."""
    return -inner(x)


@mistake(of="down")
def ten(x):
    """Always ten."""
    return 10
'''


@pytest.fixture
def kata(tmp_path: Path) -> Kata:
    kata = Kata("down", pack="steps", root=tmp_path)
    for path, text in ((kata.reference, REFERENCE), (kata.mistakes, MISTAKES)):
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return kata


def run(kata: Kata, variant: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(as_submission(kata, variant, kata.mistakes), "submission", "exec"), names)
    return names


def test_a_variant_says_whether_it_wraps(kata: Kata) -> None:
    assert [v.wraps for v in load_variants(kata.mistakes, "mistake")] == [True, True, False]


def test_a_variant_that_wraps_is_laid_over_another(kata: Kata) -> None:
    one_more, minus, ten = load_variants(kata.mistakes, "mistake")
    assert one_more.over(minus.over(ten.over(None)))(3) == -9


def test_as_a_submission_it_is_laid_over_the_reference(kata: Kata) -> None:
    assert run(kata, "one_more")["down"](3) == 4


def test_the_decorators_arguments_may_come_without_their_names(kata: Kata) -> None:
    assert run(kata, "minus")["down"](3) == -3


def test_other_functions_of_the_reference_meet_the_mistake(kata: Kata) -> None:
    assert run(kata, "one_more")["twice"](3) == 8


def test_the_submission_has_the_functions_own_parameters(kata: Kata) -> None:
    assert run(kata, "one_more")["down"](x=3) == 4
