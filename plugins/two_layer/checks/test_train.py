"""Whether `two_layer/train` is right: its losses first, then what became of both weights."""

from __future__ import annotations

import numpy as np
import torch

from gradkata.checking import Compare, tensor


def example() -> list[torch.Tensor]:
    data = torch.tensor([[1.0, 2.0]], dtype=torch.float64)
    label = torch.tensor([[1.0]], dtype=torch.float64)
    w1 = torch.tensor([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]], dtype=torch.float64)
    w2 = torch.tensor([[2.0], [5.0], [-1.0]], dtype=torch.float64)
    return [data, label, w1.requires_grad_(), w2.requires_grad_()]


def network(
    rng: np.random.Generator, n: int, d: int, h: int, k: int,
    dtype: str = "float64", contiguous: bool = True,
) -> list[torch.Tensor]:  # fmt: skip
    """data, label, w1, w2, no hidden score so near to 0 that rounding could carry it across."""

    def draw(rows: int, columns: int, scale: float = 1.0) -> torch.Tensor:
        return tensor(rng, rows, columns, scale=scale, dtype=dtype, contiguous=contiguous)

    data, w1 = draw(n, d), draw(d, h, scale=0.5)
    while (data @ w1).abs().min() < 1e-4:
        data = draw(n, d)
    w2 = draw(h, k, scale=0.5)
    return [data, draw(n, k), w1.requires_grad_(), w2.requires_grad_()]


def test_one_step_of_the_example(compare: Compare) -> None:
    """One step on the numbers of the statement: the loss before it is 9, and both weights move."""
    compare("train", *example(), 0.01, 1, ignore_grad=True)


def test_two_steps_of_the_example(compare: Compare) -> None:
    """The second step starts from the new weights, loss 0.627264, and from clean gradients."""
    compare("train", *example(), 0.01, 2, ignore_grad=True)


def test_no_steps_change_nothing(compare: Compare, rng: np.random.Generator) -> None:
    """Without a step there is no loss to return, and both weights stay as they are."""
    compare("train", *network(rng, 4, 3, 5, 2), 0.01, 0, ignore_grad=True)


def test_several_steps_on_several_samples(compare: Compare, rng: np.random.Generator) -> None:
    """All samples count in every step, for several outputs and for one."""
    compare("train", *network(rng, 6, 5, 4, 3), 0.01, 5, ignore_grad=True)
    compare("train", *network(rng, 5, 4, 3, 1), 0.02, 3, ignore_grad=True)


def test_float32_and_views(compare: Compare, rng: np.random.Generator) -> None:
    """float32 is enough; weights that do not lie in one piece are changed in place as well."""
    # A loss is a Python float, which does not show that it was computed in float32: hence rtol.
    compare("train", *network(rng, 5, 4, 3, 2, "float32"), 0.01, 1, rtol=1e-4, ignore_grad=True)
    compare("train", *network(rng, 5, 4, 3, 2, contiguous=False), 0.01, 2, ignore_grad=True)


def test_a_net_of_real_size(compare: Compare, rng: np.random.Generator) -> None:
    """233 samples of 10 numbers, 7 hidden units, 10 outputs, at the rate used in teaching."""
    compare("train", *network(rng, 233, 10, 7, 10), 1e-4, 10, ignore_grad=True)
