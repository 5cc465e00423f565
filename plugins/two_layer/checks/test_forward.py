"""Whether `two_layer/forward` is right: both its results, the loss, and the way back of each."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor

EXAMPLE = (
    torch.tensor([[1.0, 2.0]], dtype=torch.float64),
    torch.tensor([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]], dtype=torch.float64),
    torch.tensor([[2.0], [5.0], [-1.0]], dtype=torch.float64),
)
ONE_OF_EVERYTHING = [torch.tensor([[number]]).double() for number in (2.0, 3.0, -1.0)]


def network(
    rng: np.random.Generator, n: int, d: int, h: int, k: int, dtype: str = "float64"
) -> list[torch.Tensor]:
    return [tensor(rng, *shape, dtype=dtype) for shape in ((n, d), (d, h), (h, k))]


def turned(tables: list[torch.Tensor]) -> list[torch.Tensor]:
    """The same numbers, in memory column by column, so that no view can flatten them."""
    return [table.T.contiguous().T for table in tables]


def far_out(rng: np.random.Generator) -> list[torch.Tensor]:
    """A network whose largest scores are as large as they come."""
    data, w1, w2 = network(rng, 9, 5, 7, 1)
    w1 *= 29 / (data @ w1).abs().max()
    w2 *= 29 / ((data @ w1).clamp(min=0) @ w2).abs().max()
    return [data, w1, w2]


def test_hidden_and_output(compare: Compare, rng: np.random.Generator) -> None:
    """For the numbers of the statement, hidden is [[3, -1, 2]], before relu, and output [[4]].

    Scores of any size, one of everything or many, float32, tensors that do not lie in one piece.
    """
    compare("forward", *EXAMPLE)
    compare("forward", *ONE_OF_EVERYTHING)
    compare("forward", *turned(network(rng, 5, 4, 3, 2, dtype="float32")))
    compare("forward", *far_out(rng))
    compare("forward", *network(rng, 233, 10, 7, 10))


def test_loss(compare: Compare, rng: np.random.Generator) -> None:
    """The loss is the sum of the squared errors 2, 0, -1 and 3: one number, 14.

    Any number of rows and columns, float32, tensors that do not lie in one piece.
    """
    output = torch.tensor([[3.0, 0.0], [-2.0, 4.0]], dtype=torch.float64)
    label = torch.tensor([[1.0, 0.0], [-1.0, 1.0]], dtype=torch.float64)
    compare("loss", output, label)
    compare("loss", tensor(rng, 1, 1), tensor(rng, 1, 1))
    compare("loss", tensor(rng, 5, 1, dtype="float32"), tensor(rng, 5, 1, dtype="float32"))
    compare("loss", *turned([tensor(rng, 23, 10, scale=5), tensor(rng, 23, 10)]))


@pytest.mark.needs("test_hidden_and_output")
def test_gradients_flow_back_through_both_layers(
    compare: Compare, rng: np.random.Generator
) -> None:
    """From hidden and output a gradient comes back to both weights, through relu's gate."""
    for sizes in ((1, 3, 4, 2), (6, 5, 4, 3)):
        data, w1, w2 = network(rng, *sizes)
        compare.vjp("forward", data, w1.requires_grad_(), w2.requires_grad_())


@pytest.mark.needs("test_loss")
def test_gradients_flow_back_through_the_loss(compare: Compare, rng: np.random.Generator) -> None:
    """From the loss a gradient comes back to the output."""
    for n, k in ((1, 2), (6, 3)):
        output = tensor(rng, n, k, scale=5, requires_grad=True)
        compare.vjp("loss", output, tensor(rng, n, k))
