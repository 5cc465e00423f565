"""Checks of `adam`."""

import numpy as np

from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    """FILL IN: the statement's numbers, and what they give."""
    compare("adam", 2.0)


def test_any_numbers(compare: Compare, rng: np.random.Generator) -> None:
    """FILL IN: random numbers: several samples, all sizes different, a random upstream gradient."""
    for x in rng.normal(size=5).tolist():
        compare("adam", x)
