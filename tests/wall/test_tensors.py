"""Tensors cross the wall with what autograd knows of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradkata.wall.values import (
    MAX_ARRAYS,
    Array,
    Malformed,
    Open,
    Tensor,
    Unsendable,
    freeze,
    thaw,
)

torch = pytest.importorskip("torch")

FLOATS = Array("float64", (2,), None, np.ones(2).tobytes())
INTEGERS = Array("int64", (2,), None, np.ones(2, np.int64).tobytes())
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "float16", "float32", "float64"]


def _crossed(value: Any) -> Any:
    return thaw(freeze(value))


@pytest.mark.parametrize("dtype", DTYPES)
def test_every_real_dtype_arrives_as_it_left(dtype: str) -> None:
    tensor = torch.tensor([[0, 1, 1], [1, 0, 1]], dtype=getattr(torch, dtype))
    arrived = _crossed(tensor)
    assert arrived.dtype == tensor.dtype
    assert torch.equal(arrived, tensor)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (1, 1), (2, 3, 4)])
def test_shapes_arrive_as_they_left(shape: tuple[int, ...]) -> None:
    assert tuple(_crossed(torch.zeros(shape)).shape) == shape


@pytest.mark.parametrize("requires_grad", [True, False])
def test_a_leaf_stays_a_leaf(requires_grad: bool) -> None:
    arrived = _crossed(torch.ones(2, requires_grad=requires_grad))
    assert (arrived.is_leaf, arrived.requires_grad) == (True, requires_grad)


def test_a_result_of_an_operation_stays_one() -> None:
    arrived = _crossed(torch.ones(2, requires_grad=True) * 2)
    assert (arrived.is_leaf, arrived.requires_grad, arrived.tolist()) == (False, True, [2, 2])


def test_a_gradient_comes_along() -> None:
    tensor = torch.ones(2, requires_grad=True)
    tensor.grad = torch.tensor([3.0, 4.0])
    assert _crossed(tensor).grad.tolist() == [3, 4]


def test_no_gradient_stays_none() -> None:
    assert _crossed(torch.ones(2, requires_grad=True)).grad is None


def test_a_view_keeps_its_strides() -> None:
    view = torch.arange(12.0).reshape(3, 4)[:, ::2]
    arrived = _crossed(view)
    assert (arrived.stride(), arrived.tolist()) == (view.stride(), view.tolist())


def test_an_expanded_result_arrives_with_its_values() -> None:
    assert _crossed(torch.ones(1, requires_grad=True).expand(3)).tolist() == [1, 1, 1]


def test_a_negated_view_arrives_with_its_values() -> None:
    assert _crossed(torch._neg_view(torch.ones(2))).tolist() == [-1, -1]


def test_what_arrives_can_be_trained() -> None:
    arrived = _crossed(torch.ones(2, requires_grad=True))
    (arrived**2).sum().backward()
    assert arrived.grad.tolist() == [2, 2]


def _subclass() -> Any:
    class Own(torch.Tensor):  # type: ignore[misc,name-defined]
        pass

    return torch.ones(2).as_subclass(Own)


REFUSED = {
    "Parameter": lambda: torch.nn.Parameter(torch.ones(2)),
    "Own": _subclass,
    "torch.bfloat16": lambda: torch.ones(2, dtype=torch.bfloat16),
    "complex64": lambda: torch.ones(2, dtype=torch.complex64),
    "sparse": lambda: torch.ones(2).to_sparse(),
    "meta": lambda: torch.ones(2, device="meta"),
    "larger than": lambda: torch.zeros(1).expand(2**37),
}


@pytest.mark.parametrize(("words", "make"), REFUSED.items(), ids=REFUSED)
def test_other_tensors_are_refused_by_name(words: str, make: Callable[[], Any]) -> None:
    with pytest.raises(Unsendable, match=words):
        freeze(make())


def test_a_shape_of_a_tensor_is_a_tuple() -> None:
    assert _crossed(torch.ones(2, 3).shape) == (2, 3)


def test_a_lying_gradient_is_left_out() -> None:
    assert thaw([Tensor(FLOATS, True, True, INTEGERS)]).grad is None


def test_integers_that_claim_to_need_a_gradient_need_none() -> None:
    assert not thaw([Tensor(INTEGERS, True, False, None)]).requires_grad


SIZES = st.integers(0, 3)
SHAPES = st.lists(SIZES, max_size=3).map(tuple)
ANY_ARRAY = st.builds(
    Array,
    st.sampled_from(DTYPES),
    SHAPES,
    st.none() | SHAPES,
    st.integers(0, 16).map(lambda n: b"\1" * n) | st.sampled_from([b"\1" * 32, b"\0" * 48]),
)
ANY_TENSOR = st.builds(
    Tensor, st.just(FLOATS) | ANY_ARRAY, st.booleans(), st.booleans(), st.none() | ANY_ARRAY
)


@given(ANY_TENSOR)
def test_any_tensor_leaf_is_a_tensor_or_malformed(leaf: Tensor) -> None:
    try:
        value = thaw([leaf])
    except Malformed:
        return
    assert len(freeze(value)) == 1


def test_the_most_tensors_that_may_cross_are_there_within_a_second() -> None:
    leaves = [Open("list", MAX_ARRAYS)] + [Tensor(FLOATS, True, False, FLOATS)] * MAX_ARRAYS
    start = time.process_time()
    thaw(leaves)
    assert time.process_time() - start < 1
