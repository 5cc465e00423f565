"""Checks of `vectorised`, one for each gradient.

x and target of random rows come as columns of one table, as data usually do.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.checking import Compare

Array = np.ndarray[Any, np.dtype[np.float64]]
Arguments = tuple[Array, float, Array, Array]

W = np.array([1.0, 2.0])
X = np.array([[4.0, 5.0], [1.0, 0.0], [0.0, 1.0]])
TARGET = np.array([14.0, 3.0, 8.0])


def test_d_w(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's rows give [26, 24]; each row's error counts with its own inputs."""
    for arguments in (*small_tables(), *drawn(rng, 5, 23)):
        compare("gradients", *arguments, only=["d_w"])


def test_d_b(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's rows give 2; it is a sum over the rows, and a single number."""
    for arguments in (*small_tables(), *drawn(rng, 4, 23)):
        compare("gradients", *arguments, only=["d_b"])


def small_tables() -> Iterator[Arguments]:
    """The statement's three rows; a single one; one row twice; errors of 2, -2 and 0."""
    yield W, 3.0, X, TARGET
    yield W, 3.0, X[:1], np.array([20.0])
    yield W, 0.5, np.repeat(X[:1], 2, axis=0), np.repeat(TARGET[:1], 2)
    yield W, 0.5, X, X @ W + 0.5 - np.array([2.0, -2.0, 0.0])


def drawn(rng: np.random.Generator, *rows: int) -> Iterator[Arguments]:
    """Random weights and tables of so many rows."""
    for count in rows:
        table = rng.normal(size=(count, 3))
        yield rng.normal(size=2), float(rng.normal()), table[:, :2], table[:, 2]
