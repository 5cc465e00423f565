"""What is refused before Python's own parser sees it."""

from __future__ import annotations

import ast

import pytest

from gradkata.parsing import MOST_MARKS, TooComplex, parse

ACUTE, BELOW = "\u0301", "\u0323"


@pytest.mark.parametrize(
    "marks",
    [ACUTE * 40 + BELOW * 40, (ACUTE + BELOW) * 40, "\u0344" * 40, "\u0f73" * 40],
    ids=["sorted apart", "in turn", "made of two", "no mark by itself"],
)
def test_a_name_with_endless_combining_marks_is_refused(marks: str) -> None:
    with pytest.raises(TooComplex, match="combining marks"):
        parse(f"a{marks} = 1")


@pytest.mark.parametrize(
    "code",
    [
        "größe = 1  # mit Umlauten",
        "# 梯度下降法是一个最优化算法，通常也称为最速下降法，" + "梯度" * 100,
        "a" + ACUTE * MOST_MARKS + " = 1",
        "# שָׁלוֹם tiếng Việt",
    ],
    ids=["Umlaut", "Chinese", "few marks", "Hebrew and Vietnamese"],
)
def test_what_people_write_is_read(code: str) -> None:
    assert isinstance(parse(code), ast.Module)
