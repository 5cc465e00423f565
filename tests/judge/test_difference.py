"""Where an answer parts from what was expected: form first, then finite, then values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from gradkata.judge.difference import difference
from gradkata.judge.show import show, show_call

F32, F16 = np.float32, np.float16
THREE = np.array([1.0, 2.0, 4.0])

ACCEPTED: dict[str, tuple[Any, Any]] = {
    "equal numbers": (1.5, 1.5),
    "a difference of rounding": (1.0, 1.0 + 1e-12),
    "an int where a float is expected": (2.0, 2),
    "a numpy number": (2.0, np.float64(2)),
    "a 0-d array": (2.0, np.array(2.0)),
    "a number for a 0-d array": (np.array(2.0), 2.0),
    "a bool where an int is expected": (1, True),
    "a numpy int": (1, np.int64(1)),
    "a numpy bool": (1, np.bool_(True)),
    "a 0-d array of ints": (1, np.array(1)),
    "equal arrays": (THREE, THREE.copy()),
    "an array within rounding": (THREE, THREE * (1 + 1e-12)),
    "float32 within rounding": (THREE.astype(F32), THREE.astype(F32) * F32(1 + 1e-5)),
    "float32 for float64": (THREE, THREE.astype(F32)),
    "a small entry beside a large one": (np.array([1e9, 1.0]), np.array([1e9, 1.0 + 1e-3])),
    "zero within rounding": (0.0, 1e-13),
    "empty arrays": (np.zeros((0, 3)), np.zeros((0, 3))),
    "a list for a tuple": ((1.0, 2.0), [1.0, 2.0]),
    "a tuple for a list": ([1.0], (1.0,)),
    "a 1-d array for several scalars": ((1.0, 2.0, 4.0), THREE),
    "empty lists": ([], []),
    "None": (None, None),
    "equal texts": ("a", "a"),
    "dicts in another order": ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0}),
    "infinity where it is expected": (np.array([np.inf, 1.0]), np.array([np.inf, 1.0])),
    "integers": (np.array([1, 2]), np.array([1, 2], np.int32)),
}


@pytest.mark.parametrize(("expected", "actual"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(expected: Any, actual: Any) -> None:
    assert difference(expected, actual) is None


REFUSED: dict[str, tuple[Any, Any, str]] = {
    "another number": (2.0, 1.0, "the result is 1, expected 2 (0.5 times, off by -1)"),
    "a little more than rounding": (1.0, 1.0 + 1e-8, "the result is 1, expected 1"),
    "a float where an int is expected": (1, 1.0, "got a float (1.0), expected an int"),
    "a 0-d float array for an int": (1, np.array(1.0), "expected an int"),
    "None for a number": (1.0, None, "got None, expected a number"),
    "a text for a number": (1.0, "1.0", "got a text, expected a number"),
    "an array for a number": (1.0, np.ones(3), "got an array of shape (3,)"),
    "an array of one for a number": (1.0, np.ones(1), "got an array of shape (1,)"),
    "an empty array for a number": (1.0, np.ones(0), "got an array of shape (0,)"),
    "a number for an array": (np.ones(3), 1.0, "got a float (1.0), expected an array"),
    "a row for a column": (np.ones((3, 1)), np.ones((1, 3)), "shape (1, 3), float64, expected"),
    "a vector for a column": (np.ones((3, 1)), np.ones(3), "shape (3,), float64, expected"),
    "one row for many": (np.ones((3, 2)), np.ones((1, 2)), "expected an array of shape (3, 2)"),
    "shape before values": (np.ones(3), np.full(4, np.nan), "expected an array of shape (3,)"),
    "ints for floats": (np.ones(2), np.ones(2, int), "int64, expected"),
    "bools for floats": (np.ones(20), np.ones(20, bool), "bool, expected"),
    "floats for ints": (np.ones(2, int), np.ones(2), "float64, expected"),
    "a list for an array": (np.ones(2), [1.0, 1.0], "got a list"),
    "one value too few": ((1.0, 2.0), (1.0,), "expected 2 values as a tuple or a list"),
    "one value for several": ((1.0, 2.0), 1.0, "expected 2 values"),
    "a 2-d array for several scalars": ((1.0, 2.0), np.ones((2, 1)), "expected 2 values"),
    "a dict for several": ((1.0, 2.0), {"a": 1.0, "b": 2.0}, "got a dict"),
    "values in another order": ((1.0, 2.0), (2.0, 1.0), "value 0 is 2, expected 1"),
    "not a number": (1.0, float("nan"), "the result is nan, expected 1"),
    "infinity": (1.0, float("inf"), "the result is inf, expected 1"),
    "not a number in an array": (
        THREE,
        np.array([1.0, np.nan, 9.0]),
        "off in 1 of 3 entries; the worst is [1]: nan, expected 2",
    ),
    "the worst entry": (
        np.zeros((2, 3)),
        np.array([[0, 0, 1e-3], [0, -2.0, 0]]),
        "off in 2 of 6 entries; the worst is [1, 1]: -2, expected 0 (off by -2)",
    ),
    "a factor everywhere": (THREE, THREE / 2, "every entry is 0.5 times, off by -2"),
    "a sign": (THREE, -THREE, "every entry is -1 times"),
    "the other infinity": (np.array([np.inf]), np.array([-np.inf]), "expected inf"),
    "a number beside infinity": (np.array([np.inf, 1.0]), np.array([np.inf, 2.0]), "[1]: 2"),
    "float32 beyond rounding": (THREE.astype(F32), THREE.astype(F32) * F32(1.001), "off in"),
    "an integer off by one": (10**10, 10**10 + 1, "off by 1"),
    "one of many integers off": (np.array([10**10, 5]), np.array([10**10, 6]), "the worst is [1]"),
    "a text": ("a", "b", "the result differs"),
    "something for None": (None, 0.0, "the result differs"),
    "a dict with very many keys": (
        {"a": 1.0},
        dict.fromkeys(map(str, range(10**4))),
        "… 9988 more",
    ),
    "a dict with other keys": ({"a": 1.0}, {"b": 1.0}, "expected a dict with the keys ['a']"),
    "another value in a dict": ({"a": 1.0}, {"a": 2.0}, "a is 2, expected 1"),
    "a list for a dict": ({"a": 1.0}, [1.0], "expected a dict"),
}


@pytest.mark.parametrize(("expected", "actual", "words"), REFUSED.values(), ids=REFUSED)
def test_refused(expected: Any, actual: Any, words: str) -> None:
    found = difference(expected, actual)
    assert found
    assert words in found.message


def test_parts_are_called_by_their_names() -> None:
    found = difference((1.0, 2.0), (1.0, 3.0), names=("d_w", "d_b"))
    assert found
    assert (found.name, found.message[:20]) == ("d_b", "d_b is 3, expected 2")


def test_parts_of_one_name_are_numbered() -> None:
    found = difference([1.0, 2.0], [1.0, 3.0], names=("losses",))
    assert found
    assert found.name == "losses[1]"


def test_only_the_named_parts_count() -> None:
    assert difference((1.0, 2.0), (9.0, 2.0), names=("a", "b"), only=("b",)) is None


def test_the_number_of_parts_counts_in_any_case() -> None:
    assert difference((1.0, 2.0), (1.0,), names=("a", "b"), only=("a",))


def test_a_wider_tolerance_can_be_asked_for() -> None:
    assert difference(1.0, 1.01, rtol=0.1) is None


def test_the_error_is_relative_to_the_largest_entry() -> None:
    found = difference(THREE, THREE + np.array([0, 0.4, 0]))
    assert found
    assert found.error == pytest.approx(0.1)


def test_the_error_of_another_form_is_infinite() -> None:
    found = difference(THREE, 1.0)
    assert found
    assert found.error == float("inf")


SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=3)
ARRAYS = st.sampled_from(["bool", "int64", "uint8", "float16", "float32", "float64"]).flatmap(
    lambda dtype: npst.arrays(dtype, npst.array_shapes(min_dims=0, min_side=0, max_side=5))
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_whatever_is_answered_can_be_compared(expected: Any, actual: Any) -> None:
    difference(expected, actual)


@given(npst.arrays("float64", npst.array_shapes(min_side=0), elements=st.floats(-1e6, 1e6)))
def test_every_answer_agrees_with_itself(array: np.ndarray[Any, Any]) -> None:
    assert difference(array, array.copy()) is None


@given(VALUES)
def test_whatever_is_answered_can_be_shown_in_one_short_line(value: Any) -> None:
    assert len(show(value)) < 20_000


SHOWN: list[tuple[Any, str]] = [
    (1.5, "1.5"),
    (np.float64(1.5), "1.5"),
    ((1,), "(1,)"),
    ((1, 2.5), "(1, 2.5)"),
    ([1, [2]], "[1, [2]]"),
    ({"a": 1}, "{'a': 1}"),
    (None, "None"),
    ("a", "'a'"),
    (np.array([1.0, 2.0]), "np.array([1.0, 2.0])"),
    (np.zeros((4, 5)), "array of shape (4, 5), float64, from 0 to 0"),
    (list(range(14)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 2 more]"),
]


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_values_are_shown_as_they_would_be_typed(value: Any, text: str) -> None:
    assert show(value) == text


def test_a_call_is_shown_as_it_would_be_typed() -> None:
    assert show_call("update", ["w", "rate"], [0.5, 2, "x"]) == "update(w=0.5, rate=2, 'x')"
