"""The pack `autograd`: worked figures, finite differences, and derivations in plain numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from gradkata.checking import numeric_vjp
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.judge.module import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

Array = np.ndarray[Any, np.dtype[np.float64]]

DATA = np.array([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]])
LABEL = np.array([[1.0], [0.0], [1.0]])
ZERO = np.zeros((2, 1))


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course(bundled_course())


@pytest.fixture(scope="module")
def linear(course: Course) -> ModuleType:
    return load(course.kata("autograd/linear").reference, "reference")


@pytest.fixture(scope="module")
def logistic(course: Course) -> ModuleType:
    return load(course.kata("autograd/logistic").reference, "reference")


@pytest.fixture(scope="module")
def update(course: Course) -> Callable[..., object]:
    found: Callable[..., object] = load(
        course.kata("autograd/update").reference, "reference"
    ).update
    return found


@pytest.fixture(scope="module")
def train(course: Course) -> Callable[..., list[float]]:
    found: Callable[..., list[float]] = load(
        course.kata("autograd/train").reference, "reference"
    ).train
    return found


def _task(seed: int, n: int = 6, d: int = 4) -> tuple[Array, Array, Array]:
    """data, label and w; the labels are 0 and 1."""
    rng = np.random.default_rng(seed)
    label = rng.integers(0, 2, size=(n, 1)).astype(float)
    return rng.normal(size=(n, d)), label, rng.normal(size=(d, 1))


def _leaf(array: Array) -> torch.Tensor:
    return torch.tensor(array, requires_grad=True)


def _logistic_loss(data: Array, label: Array, w: Array) -> float:
    """The loss through tanh and einsum, sharing no line with the references."""
    output = (1 + np.tanh(np.einsum("nd,dk->nk", data, w) / 2)) / 2
    return float(np.sum((label - output) ** 2))


def _linear_loss(data: Array, label: Array, w: Array) -> float:
    return sum(
        (float(np.dot(x, w[:, 0])) - float(y[0])) ** 2 for x, y in zip(data, label, strict=True)
    )


def _logistic_gradient(data: Array, label: Array, w: Array) -> Array:
    """By the chain rule, row by row: twice the error, times the slope, times the row."""
    gradient = np.zeros_like(w)
    for x, y in zip(data, label, strict=True):
        output = 1 / (1 + np.exp(-np.sum(x * w[:, 0])))
        gradient[:, 0] += 2 * (output - y[0]) * output * (1 - output) * x
    return gradient


def _gradient_through(
    predict: Callable[..., torch.Tensor], linear: ModuleType, task: tuple[Array, Array, Array]
) -> Array:
    data, label, w = task
    weights = _leaf(w)
    linear.loss(predict(torch.tensor(data), weights), torch.tensor(label)).backward()
    assert weights.grad is not None
    found: Array = weights.grad.numpy()
    return found


def test_katas_come_in_teaching_order(course: Course) -> None:
    ours = [kata.name for kata in course.katas if kata.pack == "autograd"]
    assert ours == ["linear", "logistic", "update", "train"]


def test_all_katas_have_torch(course: Course) -> None:
    assert {kata.runtime for kata in course.katas if kata.pack == "autograd"} == {"torch"}


def test_linear_scores_of_the_worked_example(linear: ModuleType) -> None:
    output = linear.predict(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[2.0], [-1.0]]))
    assert output.tolist() == [[0], [2]]


def test_linear_loss_of_the_worked_example(linear: ModuleType) -> None:
    assert linear.loss(torch.tensor([[0.0], [2.0]]), torch.tensor([[1.0], [0.0]])).item() == 5


def test_loss_has_no_dimensions(linear: ModuleType) -> None:
    assert linear.loss(torch.ones(4, 1), torch.zeros(4, 1)).shape == ()


def test_linear_loss_is_the_one_summed_row_by_row(linear: ModuleType) -> None:
    data, label, w = _task(1)
    output = linear.predict(torch.tensor(data), torch.tensor(w))
    loss = linear.loss(output, torch.tensor(label)).item()
    assert loss == pytest.approx(_linear_loss(data, label, w), rel=1e-12)


def test_gradient_through_linear_is_the_slope(linear: ModuleType) -> None:
    data, label, w = _task(2)
    slopes = numeric_vjp(_linear_loss, [data, label, w], 1.0)[2]
    found = _gradient_through(linear.predict, linear, (data, label, w))
    np.testing.assert_allclose(found, slopes, rtol=1e-6, atol=1e-6)


def test_gradient_through_linear_is_that_of_by_hand(course: Course, linear: ModuleType) -> None:
    by_hand = load(course.kata("by_hand/vectorised").reference, "reference")
    data, label, w = _task(3, d=2)
    expected, _ = by_hand.gradients(w[:, 0], 0.0, data, label[:, 0])
    found = _gradient_through(linear.predict, linear, (data, label, w))
    np.testing.assert_allclose(found[:, 0], expected, rtol=1e-12)


def test_logistic_outputs_of_the_worked_example(logistic: ModuleType) -> None:
    output = logistic.predict(torch.tensor([[0.0], [3.0], [-3.0]]), torch.ones(1, 1))
    assert [round(p, 4) for (p,) in output.tolist()] == [0.5, 0.9526, 0.0474]


def test_logistic_output_of_30_differs_from_1_in_the_fourteenth_digit(logistic: ModuleType) -> None:
    output = logistic.predict(torch.tensor([[30.0]]).double(), torch.ones(1, 1).double()).item()
    assert 1e-14 < 1 - output < 1e-13


def test_logistic_output_is_that_of_tanh(logistic: ModuleType) -> None:
    data, _, w = _task(4)
    output = logistic.predict(torch.tensor(data), torch.tensor(w)).numpy()
    np.testing.assert_allclose(output, (1 + np.tanh(data @ w / 2)) / 2, rtol=1e-12)


def test_gradient_through_logistic_is_the_slope(linear: ModuleType, logistic: ModuleType) -> None:
    data, label, w = _task(5)
    slopes = numeric_vjp(_logistic_loss, [data, label, w], 1.0)[2]
    found = _gradient_through(logistic.predict, linear, (data, label, w))
    np.testing.assert_allclose(found, slopes, rtol=1e-6, atol=1e-8)


def test_gradient_through_logistic_is_the_chain_rule(
    linear: ModuleType, logistic: ModuleType
) -> None:
    task = _task(6)
    found = _gradient_through(logistic.predict, linear, task)
    np.testing.assert_allclose(found, _logistic_gradient(*task), rtol=1e-10)


def test_update_of_the_worked_example(update: Callable[..., object]) -> None:
    w = _leaf(np.array([[1.0], [2.0]]))
    w.grad = torch.tensor([[0.5], [-1.0]]).double()
    update(w, 0.5)
    assert w.tolist() == [[0.75], [2.5]]


def test_updated_weights_are_still_a_leaf_without_a_gradient(
    update: Callable[..., object],
) -> None:
    w = _leaf(np.ones((3, 1)))
    w.grad = torch.ones(3, 1).double()
    update(w, 0.1)
    assert all([w.is_leaf, w.requires_grad, not torch.any(w.grad)])


def test_one_step_of_the_worked_example(train: Callable[..., list[float]]) -> None:
    w = _leaf(ZERO)
    losses = train(torch.tensor(DATA), torch.tensor(LABEL), w, 0.5, 1)
    assert (losses, w.tolist()) == ([0.75], [[-0.25], [0.5]])


def test_no_steps_change_nothing(train: Callable[..., list[float]]) -> None:
    w = _leaf(ZERO)
    losses = train(torch.tensor(DATA), torch.tensor(LABEL), w, 0.5, 0)
    assert (losses, w.tolist()) == ([], [[0.0], [0.0]])


def test_training_agrees_with_the_chain_rule_row_by_row(train: Callable[..., list[float]]) -> None:
    data, label, w = _task(7)
    weights = _leaf(w)
    losses = train(torch.tensor(data), torch.tensor(label), weights, 0.05, 12)
    expected = []
    for _ in range(12):
        expected.append(_logistic_loss(data, label, w))
        w = w - 0.05 * _logistic_gradient(data, label, w)
    np.testing.assert_allclose(losses, expected, rtol=1e-10)
    np.testing.assert_allclose(weights.detach().numpy(), w, rtol=1e-10)


def test_training_at_the_size_used_in_teaching_brings_every_loss_down(
    train: Callable[..., list[float]],
) -> None:
    data, label, w = _task(8, 23, 10)
    losses = train(torch.tensor(data), torch.tensor(label), _leaf(w), 1e-4, 50)
    assert losses == sorted(losses, reverse=True)


def test_trained_weights_are_still_a_leaf_without_a_gradient(
    train: Callable[..., list[float]],
) -> None:
    data, label, w = _task(9)
    weights = _leaf(w)
    train(torch.tensor(data), torch.tensor(label), weights, 0.05, 3)
    assert all([weights.is_leaf, weights.requires_grad, not torch.any(weights.grad)])
