"""Checks of `adam`: the step, and the means that the next step goes on from.

eps is large in most, since a small one would hide where it was put.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.checking import Compare

Arguments = tuple[Any, ...]


def test_w(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's w becomes [0.925, 2.08]; the correction fades, from step 2 to step 500."""
    for arguments in (*small_steps(), *drawn(rng, (2, (5,)), (7, (3, 4)), (500, (2, 3, 5)))):
        compare("adam", *arguments, only=["w"])


def test_means(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's m becomes [0.3, -0.4] and v [0.09, 0.16]: without the correction."""
    for arguments in (*small_steps(), *drawn(rng, (2, (3, 4)), (7, (2, 3, 5)))):
        compare("adam", *arguments, only=["m", "v"])


def small_steps() -> Iterator[Arguments]:
    """The statement's first, and one with gradients of 0: where v is 0 too, eps is needed."""
    w, gradient = np.array([[1.0, 2.0], [3.0, -4.0]])
    yield w, np.zeros(2), np.zeros(2), gradient, 1, 0.1, 0.9, 0.99, 1.0
    w, m, v = np.array([[1.5, -2.0, 3.0], [0.0, 0.5, -1.0], [0.0, 0.25, 4.0]])
    yield w, m, v, np.zeros(3), 3, 0.1, 0.5, 0.75, 1e-8


def drawn(rng: np.random.Generator, *steps: tuple[int, tuple[int, ...]]) -> Iterator[Arguments]:
    """Later steps, with random means from before."""
    for step, shape in steps:
        w, m, gradient = rng.normal(size=(3, *shape))
        v = rng.uniform(0.1, 2.0, size=shape)
        yield w, m, v, gradient, step, 0.03, 0.8, 0.95, 0.1
