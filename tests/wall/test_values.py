"""What crosses the wall arrives as it left; what may not cross says why."""

from __future__ import annotations

import enum
import math
import sys
from collections import OrderedDict, namedtuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from gradkata.wall.values import (
    MAX_ARRAY_BYTES,
    MAX_ARRAYS,
    MAX_DEPTH,
    MAX_LEAVES,
    MAX_TEXT,
    Array,
    Malformed,
    Open,
    Tensor,
    Unsendable,
    freeze,
    thaw,
)


class Number(enum.IntEnum):
    ONE = 1


DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "float16", "float32", "float64"]
INT64 = st.integers(-(2**63), 2**63 - 1)
PLAIN = st.none() | st.booleans() | INT64 | st.floats(allow_nan=False) | st.text(max_size=20)
NESTED = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)
ARRAYS = st.sampled_from(DTYPES).flatmap(
    lambda dtype: npst.arrays(dtype, npst.array_shapes(min_dims=0, min_side=0, max_dims=4))
)


def _crossed(value: Any) -> Any:
    return thaw(freeze(value))


def _kinds(value: Any) -> Any:
    """A value with every type spelled out: `True == 1` and `[] == ()` hide what must not change."""
    if isinstance(value, dict):
        return {key: _kinds(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value), [_kinds(item) for item in value]
    return type(value), value


def _refused(value: Any) -> str:
    with pytest.raises(Unsendable) as caught:
        freeze(value)
    return str(caught.value)


@given(NESTED)
def test_plain_values_arrive_as_they_left(value: Any) -> None:
    assert _kinds(_crossed(value)) == _kinds(value)


@given(ARRAYS)
def test_arrays_arrive_as_they_left(array: np.ndarray[Any, Any]) -> None:
    arrived = _crossed(array)
    assert (arrived.dtype, arrived.shape, arrived.tobytes()) == (
        array.dtype,
        array.shape,
        array.tobytes(),
    )


@given(st.lists(ARRAYS, max_size=3).map(tuple))
def test_a_tuple_of_arrays_is_a_tuple_of_arrays(arrays: tuple[np.ndarray[Any, Any], ...]) -> None:
    arrived = _crossed(arrays)
    assert type(arrived) is tuple
    assert [item.tobytes() for item in arrived] == [item.tobytes() for item in arrays]


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0, -1, 2**53 + 1])
def test_integers_up_to_64_bits_are_exact(number: int) -> None:
    assert _crossed(number) == number


@pytest.mark.parametrize("number", [math.inf, -math.inf, -0.0, 5e-324, 1.7976931348623157e308])
def test_floats_at_the_edges_are_exact(number: float) -> None:
    arrived = _crossed(number)
    assert (arrived, math.copysign(1, arrived)) == (number, math.copysign(1, number))


def test_not_a_number_stays_one() -> None:
    assert math.isnan(_crossed(math.nan))


def test_not_a_number_in_an_array_keeps_its_bits() -> None:
    array = np.array([np.nan, -np.nan, np.inf, -0.0])
    assert _crossed(array).tobytes() == array.tobytes()


def test_an_array_without_dimensions_keeps_having_none() -> None:
    arrived = _crossed(np.array(1.5))
    assert (type(arrived), arrived.shape, arrived.item()) == (np.ndarray, (), 1.5)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 5)])
def test_an_empty_array_keeps_its_shape(shape: tuple[int, ...]) -> None:
    assert _crossed(np.zeros(shape)).shape == shape


VIEWS = {
    "every other column": np.arange(24.0).reshape(4, 6)[:, ::2],
    "transposed": np.arange(6.0).reshape(2, 3).T,
    "column-major": np.asfortranarray(np.arange(6).reshape(2, 3)),
    "one column": np.arange(6, dtype=np.float32).reshape(2, 3)[:, 1:2],
    "permuted": np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_view_keeps_its_strides(view: np.ndarray[Any, Any]) -> None:
    arrived = _crossed(view)
    assert (arrived.strides, arrived.tolist()) == (view.strides, view.tolist())


UNFOLLOWED = {
    "backwards": np.arange(5.0)[::-1],
    "broadcast": np.broadcast_to(1.5, (3,)),
    "sliding windows": np.lib.stride_tricks.sliding_window_view(np.arange(5.0), 3),
    "far apart": np.zeros((3_000_000, 2))[::1_000_000],
    "field of records": np.zeros(3, [("a", "i1"), ("b", "f8")])["b"],
}


@pytest.mark.parametrize("view", UNFOLLOWED.values(), ids=UNFOLLOWED)
def test_a_view_whose_strides_cannot_be_followed_arrives_contiguous(
    view: np.ndarray[Any, Any],
) -> None:
    arrived = _crossed(view)
    assert (arrived.flags.c_contiguous, arrived.tolist()) == (True, view.tolist())


def test_a_copy_is_sent_not_the_array_itself() -> None:
    array = np.zeros(3)
    leaves = freeze(array)
    array[:] = 1
    assert thaw(leaves).tolist() == [0, 0, 0]


def test_what_arrives_can_be_written_to() -> None:
    arrived = _crossed(np.zeros(3))
    arrived += 1
    assert arrived.tolist() == [1, 1, 1]


def test_a_namedtuple_becomes_a_plain_tuple() -> None:
    point = namedtuple("point", "x y")
    assert _kinds(_crossed(point(1, 2.0))) == _kinds((1, 2.0))


def test_an_ordered_dict_becomes_a_plain_dict() -> None:
    assert type(_crossed(OrderedDict(a=1))) is dict


@pytest.mark.parametrize(
    ("scalar", "plain"),
    [
        (np.float64(1.5), 1.5),
        (np.float32(0.5), 0.5),
        (np.float16(0.5), 0.5),
        (np.int32(7), 7),
        (np.uint8(7), 7),
        (np.bool_(True), True),
        (Number.ONE, 1),
    ],
)
def test_a_scalar_of_another_kind_becomes_a_plain_one(scalar: Any, plain: Any) -> None:
    assert _kinds(_crossed(scalar)) == _kinds(plain)


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert _crossed("a\ud800") == "a?"


REFUSED: dict[str, tuple[Any, str]] = {
    "a matrix": (np.ones((1, 1)).view(np.matrix), "numpy.matrix"),
    "a masked array": (np.ma.array([1.0]), "numpy.ma.MaskedArray"),
    "a complex number": (1j, "a complex"),
    "complex numbers": (np.array([1j]), "complex128"),
    "objects": (np.array([None]), "dtype object"),
    "texts": (np.array(["a"]), "dtype <U1"),
    "dates": (np.array(["2026-01-01"], "M8[D]"), "datetime64"),
    "big-endian numbers": (np.array([1.0], ">f8"), "dtype >f8"),
    "a broadcast view of a terabyte": (np.broadcast_to(0.0, (2**37,)), "larger than"),
    "too many bytes": (np.zeros(MAX_ARRAY_BYTES // 8 + 1), "larger than"),
    "too many dimensions": (np.zeros((1,) * 9), "an array of shape"),
    "a size that is none": (np.zeros((2**40, 0)), "no size may be over"),
    "a text too long": ("x" * (MAX_TEXT + 1), "a text of more than"),
    "an integer of 65 bits": (2**63, "more than 64 bits"),
    "a set": ({1}, "a set"),
    "a function": (print, "builtin_function_or_method"),
    "an object": (object(), "an object"),
    "bytes": (b"x", "a bytes"),
    "an iterator": (iter([]), "a list_iterator"),
    "a key that is a number": ({1: 2}, "an int as a key"),
    "a text too long as a key": ({"x" * (MAX_TEXT + 1): 1}, "a text of more than"),
    "too many numbers": ([0] * MAX_LEAVES, "more than 65,536 values"),
    "too many arrays": ([np.zeros(0)] * (MAX_ARRAYS + 1), "more than 8,192 arrays"),
    "arrays too large together": ([np.zeros(2**21)] * 3, "arrays that take more than"),
}


@pytest.mark.parametrize(("value", "words"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_cross_is_refused_by_name(value: Any, words: str) -> None:
    assert words in _refused(value)


def _nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_lists_may_be_nested_to_the_limit() -> None:
    assert _crossed(_nested(MAX_DEPTH)) == _nested(MAX_DEPTH)


def test_lists_nested_deeper_are_refused() -> None:
    assert "nested" in _refused(_nested(MAX_DEPTH + 2))


def test_a_list_that_holds_itself_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    assert "nested" in _refused(circle)


def test_a_list_without_end_is_refused() -> None:
    class Endless(list[int]):
        def __iter__(self) -> Any:
            while True:
                yield 1

    assert "more than" in _refused(Endless())


FLOATS = Array("float64", (1,), None, b"\0" * 8)
MALFORMED: dict[str, list[Any]] = {
    "nothing at all": [],
    "two values": [1, 2],
    "a list that is too short": [Open("list", 2), 1],
    "a list that is too long": [Open("list", 1), 1, 2],
    "a key that is a number": [Open("dict", 1), 1, 2],
    "a key that is a list": [Open("dict", 1), Open("list", 0), 2],
    "a dict without its value": [Open("dict", 1), "a"],
    "nested too deep": [Open("list", 1)] * MAX_DEPTH + [Open("list", 0)],
    "less data than the shape": [Array("float64", (2,), None, b"\0" * 8)],
    "more data than the shape": [Array("int8", (2,), None, b"\0" * 8)],
    "a shape that cannot be": [Array("int8", (2**31,) * 7 + (0,), None, b"")],
    "strides that do not fit": [Array("int8", (2, 2), (1,), b"\0" * 4)],
    "strides that reach too far": [Array("int8", (2,), (2**31,), b"\0" * 2)],
    "strides that overlap": [Array("int8", (2,), (0,), b"\0" * 2)],
    "strides that share entries": [Array("int8", (2, 2), (1, 1), b"\0" * 4)],
    "far strides many times": [Open("list", 9)] + [Array("int8", (2,), (2**22,), b"\0" * 2)] * 9,
    "too many arrays": [Open("list", MAX_ARRAYS + 1)] + [FLOATS] * (MAX_ARRAYS + 1),
}


@pytest.mark.parametrize("leaves", MALFORMED.values(), ids=MALFORMED)
def test_leaves_that_add_up_to_nothing_are_malformed(leaves: list[Any]) -> None:
    with pytest.raises(Malformed):
        thaw(leaves)


def test_a_tensor_is_malformed_where_torch_is_not_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    with pytest.raises(Malformed, match="torch is not in use"):
        thaw([Tensor(FLOATS, False, True, None)])


SIZES = st.integers(0, 4) | st.sampled_from([2**20, 2**31])
SHAPES = st.lists(SIZES, max_size=3).map(tuple)
ANY_ARRAY = st.builds(
    Array,
    st.sampled_from(DTYPES),
    SHAPES,
    st.none() | SHAPES,
    st.binary(max_size=64) | st.integers(0, 16).map(lambda n: b"\1" * 8 * n),
)
ANY_LEAF = (
    PLAIN
    | ANY_ARRAY
    | st.builds(Tensor, ANY_ARRAY, st.booleans(), st.booleans(), st.none() | ANY_ARRAY)
    | st.builds(Open, st.sampled_from(["list", "tuple", "dict"]), st.integers(0, 5))
)


@given(st.lists(ANY_LEAF, max_size=12))
def test_any_leaves_are_a_value_or_malformed(leaves: list[Any]) -> None:
    try:
        value = thaw(leaves)
    except Malformed:
        return
    assert len(freeze(value)) <= len(leaves)
