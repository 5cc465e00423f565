"""Checks of the logistic `predict`."""

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor


def test_scores_become_numbers_between_0_and_1(compare: Compare, rng: np.random.Generator) -> None:
    """With the weights 1 and -1 the rows score 0, 3 and -3: 0.5, 0.9526 and 0.0474.

    Any number of rows and columns, float32 and float64, tensors that do not lie in one piece.
    """
    data = torch.tensor([[1.0, 1.0], [1.0, -2.0], [0.0, 3.0]])
    compare("predict", data, torch.tensor([[1.0], [-1.0]]))
    compare("predict", tensor(rng, 1, 4), tensor(rng, 4, 1))
    compare("predict", tensor(rng, 3, 5).T, tensor(rng, 3, 1, contiguous=False))
    compare("predict", tensor(rng, 23, 10), tensor(rng, 10, 1))


@pytest.mark.needs("test_scores_become_numbers_between_0_and_1")
def test_scores_far_from_0(compare: Compare) -> None:
    """Scores of -30, -20, 20 and 30 come close to 0 and 1, as close as the formula says."""
    data = torch.tensor([[-30.0, 0.0], [-20.0, 5.0], [20.0, -5.0], [30.0, 0.0]])
    w = torch.tensor([[1.0], [0.0]])
    compare("predict", data, w)
    compare("predict", data.double(), w.double())


@pytest.mark.needs("test_scores_become_numbers_between_0_and_1")
def test_gradients_flow_back_to_w(compare: Compare, rng: np.random.Generator) -> None:
    """The output stays on autograd's graph: a gradient with respect to it reaches w."""
    compare.vjp("predict", tensor(rng, 1, 2), tensor(rng, 2, 1, requires_grad=True))
    compare.vjp("predict", tensor(rng, 6, 2), tensor(rng, 2, 1, requires_grad=True))
