"""Checks of `update`, one for each number that comes back."""

from collections.abc import Iterator

import numpy as np

from gradkata.checking import Compare

Arguments = tuple[float, ...]

GRADIENTS_OF_ZERO = (1.5, -2.5, 0.5, 0.0, 0.0, 0.0, 0.25)
RATE_OF_ZERO = (4.0, -2.0, 1.0, 8.0, 4.0, -2.0, 0.0)


def test_w1(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's 1 becomes 0.76; w1 goes against d_w1, and stays where that is 0."""
    for arguments in (*small_steps(), GRADIENTS_OF_ZERO, *drawn(rng, 0.3, 0.01)):
        compare("update", *arguments, only=["w1"])


def test_w2(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's 2 becomes 1.7; w2 goes against d_w2, and stays at a rate of 0."""
    for arguments in (*small_steps(), RATE_OF_ZERO, *drawn(rng, 0.3, 0.01)):
        compare("update", *arguments, only=["w2"])


def test_b(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's 3 becomes 2.94; the bias is treated like a weight."""
    for arguments in (*small_steps(), GRADIENTS_OF_ZERO, *drawn(rng, 0.3, 1e-4)):
        compare("update", *arguments, only=["b"])


def small_steps() -> Iterator[Arguments]:
    """The statement's, and one by whole gradients that turn the weights up."""
    yield 1.0, 2.0, 3.0, 24.0, 30.0, 6.0, 0.01
    yield -5.0, -6.0, -9.0, -4.0, -2.0, -8.0, 1.0


def drawn(rng: np.random.Generator, *learning_rates: float) -> Iterator[Arguments]:
    """Random weights and gradients."""
    for learning_rate in learning_rates:
        yield *rng.normal(scale=2.0, size=6).tolist(), learning_rate
