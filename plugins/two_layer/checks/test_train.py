"""Whether `two_layer/train` is right: its loss, then both weights, then the steps it takes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gradkata.checking import Compare, tensor

SINGLE = 1e-4
"""How close float32 has to come: a loss arrives as a Python float, which does not tell."""


def example() -> list[torch.Tensor]:
    data = torch.tensor([[1.0, 2.0]], dtype=torch.float64)
    label = torch.tensor([[1.0]], dtype=torch.float64)
    w1 = torch.tensor([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]], dtype=torch.float64)
    w2 = torch.tensor([[2.0], [5.0], [-1.0]], dtype=torch.float64)
    return [data, label, w1.requires_grad_(), w2.requires_grad_()]


def network(
    rng: np.random.Generator, n: int, d: int, h: int, k: int,
    dtype: str = "float64", turned: bool = False,
) -> list[torch.Tensor]:  # fmt: skip
    """data, label, w1, w2, no hidden score so near to 0 that rounding could carry it across.

    turned: the same numbers, in memory column by column, so that no view can flatten them.
    """

    def draw(rows: int, columns: int, scale: float = 1.0) -> torch.Tensor:
        drawn = tensor(rng, rows, columns, scale=scale, dtype=dtype)
        return drawn.T.contiguous().T if turned else drawn

    data, w1 = draw(n, d), draw(d, h, scale=0.5)
    while (data @ w1).abs().min() < 1e-4:
        data = draw(n, d)
    w2 = draw(h, k, scale=0.5)
    return [data, draw(n, k), w1.requires_grad_(), w2.requires_grad_()]


def test_loss(compare: Compare, rng: np.random.Generator) -> None:
    """The loss is 9 for the numbers of the statement, and with a learning rate of 0 it stays so.

    All samples and outputs count, many or one, in float32 or float64, however they lie in memory.
    """
    compare("train", *example(), 0.0, 1, ignore_grad=True)
    compare("train", *network(rng, 5, 4, 3, 1, "float32"), 0.0, 1, rtol=SINGLE, ignore_grad=True)
    compare("train", *network(rng, 23, 6, 5, 4, turned=True), 0.0, 4, ignore_grad=True)


def test_both_weights_move_in_place(compare: Compare, rng: np.random.Generator) -> None:
    """One step on the numbers of the statement moves both weights, each along its own gradient.

    Several outputs or one, float32, weights that do not lie in one piece, and 23 samples of 10
    numbers, 7 hidden units and 9 outputs at the rate used in teaching.
    """
    for arguments in (
        (*example(), 0.01, 1),
        (*network(rng, 5, 4, 3, 1), 0.02, 3),
        (*network(rng, 6, 5, 4, 3, "float32", turned=True), 0.01, 1),
        (*network(rng, 23, 10, 7, 9), 1e-4, 4),
    ):
        compare("train", *arguments, ignore_result=True, ignore_grad=True)


@pytest.mark.needs("test_both_weights_move_in_place")
def test_every_step_begins_with_its_loss(compare: Compare) -> None:
    """Two steps give the losses 9 and 0.627264, from before each update; no step gives none.

    All steps are taken, also where a rate of 0.1 makes the loss grow from 9 to 144, and then leaves
    every unit off, so that nothing moves any more.
    """
    for learning_rate, steps in ((0.01, 0), (0.01, 2), (0.1, 4), (1e-4, 6)):
        compare("train", *example(), learning_rate, steps, ignore_grad=True)
