"""Checks of `predict` and `loss`."""

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor


def test_predict_scores_every_row(compare: Compare, rng: np.random.Generator) -> None:
    """The rows [1, 2], [3, 4] and [0, -1] with the weights 2 and -1 score 0, 2 and 1.

    Any number of rows and columns, float32 and float64, tensors that do not lie in one piece.
    """
    data = torch.tensor([[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]])
    compare("predict", data, torch.tensor([[2.0], [-1.0]]))
    compare("predict", tensor(rng, 1, 4), tensor(rng, 4, 1))
    compare("predict", tensor(rng, 3, 5).T, tensor(rng, 3, 1, contiguous=False))
    compare("predict", tensor(rng, 23, 10), tensor(rng, 10, 1))


def test_loss_sums_the_squared_errors(compare: Compare, rng: np.random.Generator) -> None:
    """Errors of -1, 2 and 3 make a loss of 1 + 4 + 9 = 14, and no error at all one of 0.

    Any number of rows, float32 and float64, tensors that do not lie in one piece.
    """
    output = torch.tensor([[0.0], [2.0], [1.0]])
    compare("loss", output, torch.tensor([[1.0], [0.0], [-2.0]]))
    compare("loss", output, output.clone())
    compare("loss", tensor(rng, 1, 1), tensor(rng, 1, 1))
    compare("loss", tensor(rng, 23, 1, contiguous=False), tensor(rng, 23, 1))


@pytest.mark.needs("test_predict_scores_every_row")
def test_gradients_flow_back_through_predict(compare: Compare, rng: np.random.Generator) -> None:
    """The scores stay on autograd's graph: a gradient with respect to them reaches w."""
    compare.vjp("predict", tensor(rng, 1, 2), tensor(rng, 2, 1, requires_grad=True))
    compare.vjp("predict", tensor(rng, 6, 2), tensor(rng, 2, 1, requires_grad=True))


@pytest.mark.needs("test_loss_sums_the_squared_errors")
def test_gradients_flow_back_through_loss(compare: Compare, rng: np.random.Generator) -> None:
    """The loss stays on autograd's graph: its gradient reaches the output."""
    compare.vjp("loss", tensor(rng, 1, 1, requires_grad=True), tensor(rng, 1, 1))
    compare.vjp("loss", tensor(rng, 6, 1, requires_grad=True), tensor(rng, 6, 1))
