"""The pack `two_layer`: worked figures, finite differences, and derivations of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from gradkata.checking import assert_vjp, away_from_kinks, numeric_vjp
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.judge.module import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

Array = np.ndarray[Any, np.dtype[np.float64]]

DATA = np.array([[1.0, 2.0]])
LABEL = np.array([[1.0]])
W1 = np.array([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]])
W2 = np.array([[2.0], [5.0], [-1.0]])


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course(bundled_course())


@pytest.fixture(scope="module")
def forward(course: Course) -> ModuleType:
    return load(course.kata("two_layer/forward").reference, "reference")


@pytest.fixture(scope="module")
def backward(course: Course) -> Callable[..., tuple[Array, Array]]:
    found: Callable[..., tuple[Array, Array]] = load(
        course.kata("two_layer/backward").reference, "reference"
    ).backward
    return found


@pytest.fixture(scope="module")
def train(course: Course) -> Callable[..., list[float]]:
    found: Callable[..., list[float]] = load(
        course.kata("two_layer/train").reference, "reference"
    ).train
    return found


def _network(seed: int, n: int = 6, d: int = 5, h: int = 4, k: int = 3) -> list[Array]:
    """data, label, w1, w2 whose hidden scores keep clear of the bend of relu."""
    rng = np.random.default_rng(seed)
    data, w1 = away_from_kinks(
        lambda: (rng.normal(size=(n, d)), rng.normal(size=(d, h))),
        lambda drawn: drawn[0] @ drawn[1],
    )
    return [data, rng.normal(size=(n, k)), w1, rng.normal(size=(h, k))]


def _leaf(array: Array) -> torch.Tensor:
    return torch.tensor(array, requires_grad=True)


def _loss(data: Array, label: Array, w1: Array, w2: Array) -> float:
    """The loss by einsum and where, sharing no line with the references."""
    hidden = np.einsum("nd,dh->nh", data, w1)
    output = np.einsum("nh,hk->nk", np.where(hidden > 0, hidden, 0), w2)
    return float(np.sum((label - output) ** 2))


def _gradients_row_by_row(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """Summed over samples, outputs and units, with no matrix product and no mask."""
    d_w1, d_w2 = np.zeros_like(w1), np.zeros_like(w2)
    for x, y in zip(data, label, strict=True):
        hidden = (x[:, None] * w1).sum(axis=0)
        on = [j for j, score in enumerate(hidden) if score > 0]
        for m, wanted in enumerate(y):
            error = sum(hidden[j] * w2[j, m] for j in on) - wanted
            for j in on:
                d_w2[j, m] += 2 * error * hidden[j]
                d_w1[:, j] += 2 * error * w2[j, m] * x
    return d_w1, d_w2


def _trained_row_by_row(
    data: Array, label: Array, w1: Array, w2: Array, rate: float, steps: int
) -> tuple[list[float], Array, Array]:
    losses = []
    for _ in range(steps):
        losses.append(_loss(data, label, w1, w2))
        d_w1, d_w2 = _gradients_row_by_row(data, label, w1, w2)
        w1, w2 = w1 - rate * d_w1, w2 - rate * d_w2
    return losses, w1, w2


def test_katas_come_in_teaching_order(course: Course) -> None:
    ours = [kata.name for kata in course.katas if kata.pack == "two_layer"]
    assert ours == ["forward", "backward", "train"]


def test_only_backward_is_without_torch(course: Course) -> None:
    runtimes = [
        course.kata(f"two_layer/{name}").runtime for name in ("forward", "backward", "train")
    ]
    assert runtimes == ["torch", "numpy", "torch"]


def test_forward_of_the_worked_example(forward: ModuleType) -> None:
    hidden, output = forward.forward(*(torch.tensor(a) for a in (DATA, W1, W2)))
    assert (hidden.tolist(), output.tolist()) == ([[3, -1, 2]], [[4]])


def test_loss_of_the_worked_example(forward: ModuleType) -> None:
    assert forward.loss(torch.tensor([[4.0]]), torch.tensor(LABEL)).item() == 9


def test_loss_has_no_dimensions(forward: ModuleType) -> None:
    assert forward.loss(torch.ones(4, 3), torch.zeros(4, 3)).shape == ()


def test_forward_and_loss_agree_with_einsum(forward: ModuleType) -> None:
    data, label, w1, w2 = _network(1)
    _, output = forward.forward(*(torch.tensor(a) for a in (data, w1, w2)))
    loss = forward.loss(output, torch.tensor(label)).item()
    assert loss == pytest.approx(_loss(data, label, w1, w2), rel=1e-12)


def test_gradients_through_forward_and_loss_are_slopes(forward: ModuleType) -> None:
    data, label, w1, w2 = _network(2)
    a, b = _leaf(w1), _leaf(w2)
    forward.loss(forward.forward(torch.tensor(data), a, b)[1], torch.tensor(label)).backward()
    _, _, d_w1, d_w2 = numeric_vjp(_loss, [data, label, w1, w2], 1.0)
    torch.testing.assert_close((a.grad, b.grad), (torch.tensor(d_w1), torch.tensor(d_w2)),
                               rtol=1e-6, atol=1e-6)  # fmt: skip


def test_gradients_through_hidden_reach_w1_past_relu(forward: ModuleType) -> None:
    data, _, w1, w2 = _network(3)
    upstream = np.random.default_rng(4).normal(size=(6, 4))
    weight = _leaf(w1)
    hidden, _ = forward.forward(torch.tensor(data), weight, torch.tensor(w2))
    hidden.backward(torch.tensor(upstream))
    assert weight.grad is not None
    np.testing.assert_allclose(weight.grad.numpy(), data.T @ upstream, rtol=1e-12)


def test_backward_of_the_worked_example(backward: Callable[..., tuple[Array, Array]]) -> None:
    d_w1, d_w2 = backward(DATA, LABEL, W1, W2)
    assert (d_w1.tolist(), d_w2.tolist()) == ([[12, 0, -6], [24, 0, -12]], [[18], [0], [12]])


@pytest.mark.parametrize("sizes", [(6, 5, 4, 3), (1, 3, 4, 2), (5, 4, 3, 1), (23, 10, 7, 9)])
def test_backward_gives_slopes(
    backward: Callable[..., tuple[Array, Array]], sizes: tuple[int, int, int, int]
) -> None:
    network = _network(5, *sizes)

    def pulled_back(upstream: Array, *network: Array) -> list[Array]:
        return [upstream * gradient for gradient in backward(*network)]

    assert_vjp(_loss, pulled_back, network, np.random.default_rng(6), wrt=[2, 3])


def test_backward_is_what_autograd_finds(backward: Callable[..., tuple[Array, Array]]) -> None:
    network = _network(6, 233, 10, 7, 10)
    data, label, w1, w2 = (torch.tensor(array) for array in network)
    leaves = w1.requires_grad_(), w2.requires_grad_()
    found = torch.autograd.grad((((data @ w1).clamp(min=0) @ w2 - label) ** 2).sum(), leaves)
    for ours, theirs in zip(backward(*network), found, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=1e-9, atol=1e-9)


def test_backward_is_the_sum_over_single_rows(
    backward: Callable[..., tuple[Array, Array]],
) -> None:
    network = _network(7)
    for ours, theirs in zip(backward(*network), _gradients_row_by_row(*network), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_one_step_of_the_worked_example(train: Callable[..., list[float]]) -> None:
    w1, w2 = _leaf(W1), _leaf(W2)
    assert train(torch.tensor(DATA), torch.tensor(LABEL), w1, w2, 0.01, 1) == [9]
    np.testing.assert_allclose(
        w1.detach().numpy(), [[0.88, 3.0, 2.06], [0.76, -2.0, 0.12]], rtol=1e-14
    )
    np.testing.assert_allclose(w2.detach().numpy(), [[1.82], [5.0], [-1.12]], rtol=1e-14)


def test_second_loss_of_the_worked_example(train: Callable[..., list[float]]) -> None:
    losses = train(torch.tensor(DATA), torch.tensor(LABEL), _leaf(W1), _leaf(W2), 0.01, 2)
    assert losses == pytest.approx([9, 0.627264], rel=1e-12)


def test_no_steps_change_nothing(train: Callable[..., list[float]]) -> None:
    w1, w2 = _leaf(W1), _leaf(W2)
    assert train(torch.tensor(DATA), torch.tensor(LABEL), w1, w2, 0.01, 0) == []
    assert (w1.tolist(), w2.tolist()) == (W1.tolist(), W2.tolist())


def test_training_agrees_with_gradients_summed_row_by_row(
    train: Callable[..., list[float]],
) -> None:
    data, label, w1, w2 = _network(8)
    a, b = _leaf(w1), _leaf(w2)
    losses = train(torch.tensor(data), torch.tensor(label), a, b, 1e-3, 12)
    expected, w1, w2 = _trained_row_by_row(data, label, w1, w2, 1e-3, 12)
    np.testing.assert_allclose(losses, expected, rtol=1e-10)
    np.testing.assert_allclose(a.detach().numpy(), w1, rtol=1e-10)
    np.testing.assert_allclose(b.detach().numpy(), w2, rtol=1e-10)


def test_training_at_the_size_used_in_teaching_brings_every_loss_down(
    train: Callable[..., list[float]],
) -> None:
    data, label, w1, w2 = _network(9, 233, 10, 7, 10)
    losses = train(torch.tensor(data), torch.tensor(label), _leaf(w1), _leaf(w2), 1e-4, 50)
    assert losses == sorted(losses, reverse=True)


def test_trained_weights_are_still_leaves_without_a_gradient(
    train: Callable[..., list[float]],
) -> None:
    data, label, w1, w2 = _network(10)
    leaves = [_leaf(w1), _leaf(w2)]
    train(torch.tensor(data), torch.tensor(label), *leaves, 1e-3, 3)
    assert all(w.is_leaf and w.requires_grad and not torch.any(w.grad) for w in leaves)
