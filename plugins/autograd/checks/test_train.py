"""Checks of `train`. What `w.grad` holds after a training is left to the solution."""

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor

SINGLE = 1e-4
"""How close float32 has to come: a loss arrives as a Python float, which does not tell."""


def worked() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The statement's rows and labels, with both weights 0: every output is 0.5."""
    data = torch.tensor([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]])
    label = torch.tensor([[1.0], [0.0], [1.0]])
    return data, label, torch.zeros(2, 1, requires_grad=True)


def labels(rng: np.random.Generator, rows: int, dtype: str = "float64") -> torch.Tensor:
    drawn = torch.from_numpy(rng.integers(0, 2, size=(rows, 1)))
    return drawn.to(getattr(torch, dtype))


def test_loss_is_the_summed_squared_error(compare: Compare) -> None:
    """Three errors of 0.5 make a loss of 0.75; with a learning rate of 0 nothing moves."""
    data, label, w = worked()
    compare("train", data, label, w, 0.0, 1, rtol=SINGLE, ignore_grad=True)


def test_one_step_moves_the_weights(compare: Compare) -> None:
    """The gradient is 0.5 and -1; at a rate of 0.5, w becomes -0.25 and 0.5, in place."""
    data, label, w = worked()
    compare("train", data, label, w, 0.5, 1, rtol=SINGLE, ignore_result=True, ignore_grad=True)


@pytest.mark.needs("test_one_step_moves_the_weights")
def test_losses_are_from_before_each_update(compare: Compare) -> None:
    """Three steps give three losses; every step begins where the one before ended."""
    data, label, w = worked()
    compare("train", data, label, w, 0.5, 3, rtol=SINGLE, ignore_grad=True)


@pytest.mark.needs("test_loss_is_the_summed_squared_error")
def test_any_number_of_rows_columns_and_steps(compare: Compare, rng: np.random.Generator) -> None:
    """One row, many rows, float32 and float64, tensors that do not lie in one piece."""
    w = tensor(rng, 10, 1, scale=0.3, requires_grad=True)
    compare("train", tensor(rng, 23, 10), labels(rng, 23), w, 1e-4, 12, ignore_grad=True)
    w = tensor(rng, 4, 1, requires_grad=True)
    compare("train", tensor(rng, 1, 4), labels(rng, 1), w, 0.3, 2, ignore_grad=True)
    w = tensor(rng, 3, 1, contiguous=False, requires_grad=True)
    compare("train", tensor(rng, 3, 5).T, labels(rng, 5), w, 0.1, 4, ignore_grad=True)
    w = tensor(rng, 3, 1, dtype="float32", requires_grad=True)
    data, label = tensor(rng, 6, 3, dtype="float32"), labels(rng, 6, "float32")
    compare("train", data, label, w, 0.1, 3, rtol=SINGLE, ignore_grad=True)


def test_no_steps_change_nothing(compare: Compare) -> None:
    """With 0 steps there are no losses, and w stays as it is."""
    data, label, w = worked()
    compare("train", data, label, w, 0.5, 0, ignore_grad=True)


@pytest.mark.needs("test_loss_is_the_summed_squared_error")
def test_rows_that_are_badly_wrong(compare: Compare) -> None:
    """Scores of 25 and -25 on the wrong side make errors of almost 1, not less."""
    data = torch.tensor([[25.0, 0.0], [0.0, 25.0], [1.0, 1.0]], dtype=torch.float64)
    label = torch.tensor([[0.0], [1.0], [1.0]], dtype=torch.float64)
    w = torch.tensor([[1.0], [-1.0]], dtype=torch.float64, requires_grad=True)
    compare("train", data, label, w, 0.01, 2, ignore_grad=True)


@pytest.mark.needs("test_one_step_moves_the_weights")
def test_takes_all_the_steps(compare: Compare) -> None:
    """Also where a rate of 4 makes the loss grow from 0.5 to 0.96, or where it is almost 0."""
    data, label = torch.tensor([[2.0], [4.0]]), torch.tensor([[1.0], [0.0]])
    w = torch.zeros(1, 1, requires_grad=True)
    compare("train", data, label, w, 4.0, 4, rtol=SINGLE, ignore_grad=True)
    data, label = torch.tensor([[10.0]]).double(), torch.tensor([[1.0]]).double()
    w = torch.ones(1, 1, dtype=torch.float64, requires_grad=True)
    compare("train", data, label, w, 1.0, 3, ignore_grad=True)
