"""Checks of `train`. What `w.grad` holds after a training is left to the solution."""

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor

SINGLE = 1e-4
"""How close float32 has to come: a loss arrives as a Python float, which does not tell."""

Task = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def worked(dtype: torch.dtype = torch.float32) -> Task:
    """The statement's rows and labels, with both weights 0: every output is 0.5."""
    data = torch.tensor([[1.0, 2.0], [3.0, -1.0], [0.0, 1.0]], dtype=dtype)
    label = torch.tensor([[1.0], [0.0], [1.0]], dtype=dtype)
    return data, label, torch.zeros(2, 1, dtype=dtype, requires_grad=True)


def badly_wrong() -> Task:
    """Scores of 25 and -25, each on the wrong side."""
    data = torch.tensor([[25.0, 0.0], [0.0, 25.0], [1.0, 1.0]], dtype=torch.float64)
    label = torch.tensor([[0.0], [1.0], [1.0]], dtype=torch.float64)
    return data, label, torch.tensor([[1.0], [-1.0]], dtype=torch.float64, requires_grad=True)


def spread_out(rng: np.random.Generator) -> Task:
    """23 rows of 10 numbers, in tensors that do not lie in one piece."""
    w = tensor(rng, 10, 1, scale=0.3, contiguous=False, requires_grad=True)
    return tensor(rng, 10, 23).T, labels(rng, 23), w


def labels(rng: np.random.Generator, rows: int, dtype: str = "float64") -> torch.Tensor:
    drawn = torch.from_numpy(rng.integers(0, 2, size=(rows, 1)))
    return drawn.to(getattr(torch, dtype))


def test_loss_is_the_summed_squared_error(compare: Compare, rng: np.random.Generator) -> None:
    """Three errors of 0.5 make a loss of 0.75; with a learning rate of 0 nothing moves.

    Rows that are badly wrong have errors of almost 1, not less. Tensors need not lie in one piece.
    """
    compare("train", *worked(), 0.0, 1, rtol=SINGLE, ignore_grad=True)
    compare("train", *badly_wrong(), 0.0, 2, ignore_grad=True)
    compare("train", *spread_out(rng), 0.0, 5, ignore_grad=True)


def test_weights_move_in_place(compare: Compare, rng: np.random.Generator) -> None:
    """The gradient is 0.5 and -1; at a rate of 0.5, w becomes -0.25 and 0.5, in place.

    One row or many, many columns, float32 and float64, tensors that do not lie in one piece.
    """
    data, label = tensor(rng, 1, 4, dtype="float32"), labels(rng, 1, "float32")
    w = tensor(rng, 4, 1, dtype="float32", contiguous=False, requires_grad=True)
    for arguments in (
        (*worked(), 0.5, 1),
        (*badly_wrong(), 0.01, 2),
        (data, label, w, 0.3, 2),
        (*spread_out(rng), 1e-4, 5),
    ):
        compare("train", *arguments, ignore_result=True, ignore_grad=True)


@pytest.mark.needs("test_weights_move_in_place")
def test_every_step_begins_with_its_loss(compare: Compare, rng: np.random.Generator) -> None:
    """Three steps give three losses, each from before its update; no step gives none.

    All steps are taken, also where a rate of 4 makes the loss grow from 0.5 to 0.96, or where it is
    almost 0.
    """
    compare("train", *worked(torch.float64), 0.5, 0, ignore_grad=True)
    compare("train", *worked(torch.float64), 0.5, 3, ignore_grad=True)
    data, label = torch.tensor([[2.0], [4.0]]), torch.tensor([[1.0], [0.0]])
    w = torch.zeros(1, 1, requires_grad=True)
    compare("train", data, label, w, 4.0, 4, rtol=SINGLE, ignore_grad=True)
    data, label = torch.tensor([[9.0]]).double(), torch.tensor([[1.0]]).double()
    w = torch.ones(1, 1, dtype=torch.float64, requires_grad=True)
    compare("train", data, label, w, 1.0, 3, ignore_grad=True)
    data, w = tensor(rng, 23, 2), tensor(rng, 2, 1, requires_grad=True)
    compare("train", data, labels(rng, 23), w, 1e-4, 5, ignore_grad=True)
