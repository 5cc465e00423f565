"""Checks of `update`. The gradients are made up: no derivative is asked here."""

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor


def leaf(w: torch.Tensor, gradient: torch.Tensor) -> torch.Tensor:
    """Weights as they are after a `backward`."""
    w.requires_grad_()
    w.grad = gradient
    return w


def test_one_step_downhill(compare: Compare, rng: np.random.Generator) -> None:
    """Weights of 1 and 2, gradients of 0.5 and -1, a rate of 0.5: 0.75 and 2.5, in place.

    Gradients of any size, few weights or many, small rates and large, float32 and float64, weights
    that do not lie in one piece.
    """
    w = leaf(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.5], [-1.0]]))
    compare("update", w, 0.5, ignore_result=True, ignore_grad=True)
    w = leaf(torch.tensor([[1.0], [2.0]]).double(), torch.tensor([[200.0], [-30.0]]).double())
    compare("update", w, 0.01, ignore_result=True, ignore_grad=True)
    w = leaf(tensor(rng, 1, 1), tensor(rng, 1, 1))
    compare("update", w, 2.0, ignore_result=True, ignore_grad=True)
    w = leaf(tensor(rng, 4, 1, contiguous=False), tensor(rng, 4, 1))
    compare("update", w, 0.1, ignore_result=True, ignore_grad=True)
    w = leaf(tensor(rng, 5, 1, dtype="float32"), tensor(rng, 5, 1, dtype="float32"))
    compare("update", w, 0.3, ignore_result=True, ignore_grad=True)
    w = leaf(tensor(rng, 10, 1), tensor(rng, 10, 1))
    compare("update", w, 1e-4, ignore_result=True, ignore_grad=True)


@pytest.mark.needs("test_one_step_downhill")
def test_gradient_is_zeroed_afterwards(compare: Compare, rng: np.random.Generator) -> None:
    """After the step w.grad is all zeros, or None: `backward` adds the next one to it."""
    w = leaf(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.5], [-1.0]]))
    compare("update", w, 0.5, ignore_result=True)
    w = leaf(tensor(rng, 4, 1), torch.from_numpy(rng.uniform(-1, 1, size=(4, 1))))
    compare("update", w, 0.1, ignore_result=True)
