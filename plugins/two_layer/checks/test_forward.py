"""Whether `two_layer/forward` is right: the hidden scores, then the output, then the loss."""

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
# n, d, h, k: all different, a single sample, a single output, one of everything.
SIZES = [(6, 5, 4, 3), (1, 3, 4, 2), (5, 4, 3, 1), (1, 1, 1, 1)]


def network(
    rng: np.random.Generator, n: int, d: int, h: int, k: int, dtype: str = "float64"
) -> list[torch.Tensor]:
    return [tensor(rng, *shape, dtype=dtype) for shape in ((n, d), (d, h), (h, k))]


def extreme(rng: np.random.Generator) -> list[torch.Tensor]:
    """A network whose largest scores are as far out as scores go."""
    data, w1, w2 = network(rng, 9, 5, 7, 4)
    w1 *= 29 / (data @ w1).abs().max()
    w2 *= 29 / ((data @ w1).clamp(min=0) @ w2).abs().max()
    return [data, w1, w2]


def test_hidden_of_the_example(compare: Compare) -> None:
    """hidden is data @ w1, before relu: [[3, -1, 2]] for the numbers of the statement."""
    compare("forward", *EXAMPLE, only=["hidden"])


@pytest.mark.needs("test_hidden_of_the_example")
def test_output_of_the_example(compare: Compare) -> None:
    """output is relu(hidden) @ w2: [[4]] for the numbers of the statement."""
    compare("forward", *EXAMPLE)


def test_hidden_and_output_of_any_size(compare: Compare, rng: np.random.Generator) -> None:
    """Both are right for many samples and for one, for several outputs and for one."""
    for n, d, h, k in SIZES:
        compare("forward", *network(rng, n, d, h, k))
    compare("forward", *network(rng, 5, 4, 3, 2, dtype="float32"))
    compare("forward", *(tensor(rng, *s, contiguous=False) for s in ((4, 5), (5, 3), (3, 2))))


def test_hidden_and_output_of_large_scores(compare: Compare, rng: np.random.Generator) -> None:
    """relu has no upper end, and lets nothing through below 0: scores of all sizes up to 30."""
    compare("forward", *extreme(rng))
    compare("forward", *network(rng, 233, 10, 7, 10))


def test_loss_of_small_numbers(compare: Compare) -> None:
    """The loss is the sum of the squared errors 2, 0, -1 and 3: one number, 14."""
    output = torch.tensor([[3.0, 0.0], [-2.0, 4.0]], dtype=torch.float64)
    label = torch.tensor([[1.0, 0.0], [-1.0, 1.0]], dtype=torch.float64)
    compare("loss", output, label)


def test_loss_of_any_size(compare: Compare, rng: np.random.Generator) -> None:
    """The loss sums over all rows and all columns, however many there are."""
    for n, _, _, k in [*SIZES, (23, 0, 0, 10)]:
        compare("loss", tensor(rng, n, k, scale=5), tensor(rng, n, k))
    compare("loss", tensor(rng, 4, 3, dtype="float32"), tensor(rng, 4, 3, dtype="float32"))
    compare("loss", tensor(rng, 4, 3, contiguous=False), tensor(rng, 4, 3, contiguous=False))


def test_gradients_flow_back_through_both_layers(
    compare: Compare, rng: np.random.Generator
) -> None:
    """From hidden and output a gradient comes back to both weights, through relu's gate."""
    for n, d, h, k in SIZES[:2]:
        data, w1, w2 = network(rng, n, d, h, k)
        compare.vjp("forward", data, w1.requires_grad_(), w2.requires_grad_())


def test_gradients_flow_back_through_the_loss(compare: Compare, rng: np.random.Generator) -> None:
    """From the loss a gradient comes back to the output."""
    for n, _, _, k in SIZES[:2]:
        compare.vjp("loss", tensor(rng, n, k, requires_grad=True), tensor(rng, n, k))
