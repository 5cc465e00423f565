"""The toolkit for authors: what it lets pass, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gradkata.checking import (
    CheckFailed,
    NearKink,
    assert_autograd_matches,
    assert_same,
    assert_same_in_torch,
    assert_vjp,
    autograd_vjp,
    away_from_kinks,
    numeric_vjp,
    random_upstream,
    tensor,
)

Array = np.ndarray[Any, np.dtype[Any]]


class Sly(np.ndarray):
    """An array that claims to equal everything."""

    def __eq__(self, other: object) -> Any:
        return np.ones(self.shape, dtype=bool)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (np.ones((3, 1)), np.ones(3)),
        (np.float64(1.0), np.ones(3)),
        (np.ones(3), 1.0),
        (np.ones(3, dtype=int), np.ones(3)),
        (np.ones(3), np.ones(3, dtype=int)),
        (np.array([1.0, np.nan]), np.array([1.0, 2.0])),
        (np.array([np.nan]), np.array([np.nan])),
        (np.array([np.inf]), np.array([1e300])),
        (np.zeros(2).view(Sly), np.ones(2)),
        (np.ma.masked_array([1.0, 9.0], mask=[False, True]), np.array([1.0, 2.0])),
        (np.asmatrix(np.ones((1, 2))), np.ones((1, 2))),
        (np.empty((0, 2)), np.empty((0, 3))),
        (np.empty(0), 1.0),
        ([1.0, 2.0, 3.0], [1.0, 2.0]),
        (1.0, 1),
        (None, 0.0),
        (1 + 1e-7, 1.0),
    ],
)
def test_what_is_not_the_same_fails(actual: object, expected: object) -> None:
    with pytest.raises(CheckFailed):
        assert_same(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (np.float32(0.1), np.float32(0.1)),
        (np.array([1.0, 2.0]) + 1e-15, np.array([1.0, 2.0])),
        (np.array(2.0), 2.0),
        ([1.0, 2.0], (1.0, 2.0)),
        (np.ones(2, dtype="float32"), np.ones(2)),
        (True, 1),
    ],
)
def test_what_is_the_same_passes(actual: object, expected: object) -> None:
    assert_same(actual, expected)


def softmax(x: Array) -> Array:
    grown = np.exp(x - x.max(axis=1, keepdims=True))
    found: Array = grown / grown.sum(axis=1, keepdims=True)
    return found


def softmax_backward(upstream: Array, x: Array) -> Array:
    y = softmax(x)
    found: Array = y * (upstream - (upstream * y).sum(axis=1, keepdims=True))
    return found


def test_right_backward_of_softmax_passes() -> None:
    rng = np.random.default_rng(1)
    assert_vjp(softmax, softmax_backward, [rng.normal(size=(4, 3))], rng)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda upstream, x: np.zeros_like(x),
        lambda upstream, x: softmax_backward(np.ones_like(x), x),
        lambda upstream, x: softmax(x) * (1 - softmax(x)) * upstream,
        lambda upstream, x: softmax_backward(upstream, x) / len(x),
        lambda upstream, x: -softmax_backward(upstream, x),
        lambda upstream, x: softmax_backward(upstream, x)[:1],
        lambda upstream, x: softmax_backward(upstream, x) + np.eye(4, 3) * 1e-4,
    ],
    ids=["zeros", "ones upstream", "diagonal only", "mean", "sign", "one row", "one entry"],
)
def test_wrong_backward_of_softmax_fails(wrong: Callable[..., Array]) -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(CheckFailed):
        assert_vjp(softmax, wrong, [rng.normal(size=(4, 3))], rng)


def test_zeros_would_be_right_for_softmax_under_ones() -> None:
    x = np.random.default_rng(2).normal(size=(4, 3))
    [slope] = numeric_vjp(softmax, [x], [np.ones((4, 3))])
    np.testing.assert_allclose(slope, 0, atol=1e-9)


def test_products_of_several_arguments_and_outputs() -> None:
    rng = np.random.default_rng(3)
    x, w, b = rng.normal(size=(3, 2)), rng.normal(size=(2, 4)), 1.5

    def forward(x: Array, w: Array, b: float) -> tuple[Array, Array]:
        return x @ w + b, x * b

    upstream = random_upstream(forward(x, w, b), rng)
    d_x, d_w, d_b = numeric_vjp(forward, [x, w, b], upstream)
    np.testing.assert_allclose(d_x, upstream[0] @ w.T + upstream[1] * b, rtol=1e-8)
    np.testing.assert_allclose(d_w, x.T @ upstream[0], rtol=1e-8)
    np.testing.assert_allclose(d_b, upstream[0].sum() + (upstream[1] * x).sum(), rtol=1e-8)


def test_integers_have_no_slope() -> None:
    assert numeric_vjp(lambda x, n: x * n, [1.0, 2], 1.0)[1] is None


def test_float32_arguments_are_widened() -> None:
    x = np.array([0.3, -0.7], dtype="float32")
    [slope] = numeric_vjp(np.sin, [x], [np.ones(2)])
    np.testing.assert_allclose(slope, np.cos(x.astype("float64")), rtol=1e-9)


def test_function_that_writes_into_its_arguments_does_no_harm() -> None:
    def in_place(x: Array) -> Array:
        x *= x
        return x

    x = np.array([1.0, 3.0])
    [slope] = numeric_vjp(in_place, [x], [np.ones(2)])
    np.testing.assert_allclose(slope, [2, 6], rtol=1e-9)
    assert x.tolist() == [1, 3]


def test_kink_is_refused_and_not_averaged_over() -> None:
    with pytest.raises(NearKink, match=r"argument 0\[1\] is at a kink"):
        numeric_vjp(lambda x: np.maximum(x, 0), [np.array([1.0, 0.0])], [np.ones(2)])


def test_draws_keep_away_from_kinks() -> None:
    rng = np.random.default_rng(4)
    drawn = away_from_kinks(lambda: rng.normal(size=(3, 2)), lambda x: x, distance=0.05)
    assert np.abs(drawn).min() > 0.05


def test_distance_that_no_draw_keeps_is_an_error() -> None:
    with pytest.raises(NearKink, match="none of 5 draws"):
        away_from_kinks(lambda: np.zeros(2), lambda x: x, tries=5)


def test_autograd_and_differences_agree() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(5)
    x, w = rng.normal(size=(4, 3)), rng.normal(size=(3, 2))
    assert_autograd_matches(lambda x, w: torch.tanh(x @ w), [x, w], rng)
    upstream = random_upstream(np.zeros((4, 2)), rng)
    d_x, d_w = autograd_vjp(lambda x, w: x @ w, [x, w], upstream)
    np.testing.assert_allclose(d_x, upstream[0] @ w.T, rtol=1e-12)
    np.testing.assert_allclose(d_w, x.T @ upstream[0], rtol=1e-12)


def test_detached_part_does_not_agree() -> None:
    pytest.importorskip("torch")
    rng = np.random.default_rng(6)
    with pytest.raises(CheckFailed, match="the gradient of argument 0"):
        assert_autograd_matches(lambda x: x * x.detach(), [rng.normal(size=3)], rng)


def test_numpy_and_torch_twins_are_held_together() -> None:
    torch = pytest.importorskip("torch")
    x = np.random.default_rng(7).normal(size=(3, 2))
    assert_same_in_torch(lambda x: x @ x.T, lambda x: torch.einsum("nd,md->nm", x, x), x)
    with pytest.raises(CheckFailed):
        assert_same_in_torch(lambda x: x.std(axis=0), lambda x: x.std(dim=0), x)


def test_a_tensor_that_is_not_contiguous_cannot_be_viewed_as_one_long_row() -> None:
    pytest.importorskip("torch")
    drawn = tensor(np.random.default_rng(0), 3, 2, contiguous=False)
    with pytest.raises(RuntimeError, match="view"):
        drawn.view(-1)
