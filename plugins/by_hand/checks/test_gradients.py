"""Checks of `gradients`, one for each derivative. Weights are floats, so that gradients are too."""

from collections.abc import Iterator

import numpy as np

from gradkata.checking import Compare

Row = tuple[float, ...]

WORKED = (1.0, 2.0, 3.0, 4.0, 5.0, 14.0)
NO_ERROR = (1.0, 2.0, 3.0, 4.0, 5.0, 17.0)
WEIGHTS_OF_ZERO = (0.0, 0.0, 0.0, 0.3, 0.7, 1.0)
START = (0.666, 0.333, 0.233)


def test_d_w1(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's numbers give 24; a weight of 0 can learn, from an input of 0 it cannot."""
    for row in (WORKED, WEIGHTS_OF_ZERO, (*START, 0, 1, -1), *drawn(rng, -12.5, 0.75)):
        compare("gradients", *row, only=["d_w1"])


def test_d_w2(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's numbers give 30; here it is x2 that counts, and that can be 0."""
    for row in (WORKED, WEIGHTS_OF_ZERO, (*START, 1, 0, -1), *drawn(rng, -12.5, 0.75)):
        compare("gradients", *row, only=["d_w2"])


def test_d_b(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's numbers give 6; inputs of 0 leave a gradient, an error of 0 leaves none."""
    for row in (WORKED, WEIGHTS_OF_ZERO, (*START, 0, 0, -1), NO_ERROR, *drawn(rng, 12.5)):
        compare("gradients", *row, only=["d_b"])


def drawn(rng: np.random.Generator, *errors: float) -> Iterator[Row]:
    """Random weights and inputs, each with the target that makes this error."""
    for error in errors:
        w1, w2, b, x1, x2 = rng.normal(size=5).tolist()
        yield w1, w2, b, x1, x2, w1 * x1 + w2 * x2 + b - error
