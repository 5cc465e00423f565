"""Whether `two_layer/backward` is right: d_w2 first, then d_w1, which lies further back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.checking import Compare

Array = np.ndarray[Any, np.dtype[Any]]

EXAMPLE = [
    np.array([[1.0, 2.0]]),
    np.array([[1.0]]),
    np.array([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]]),
    np.array([[2.0], [5.0], [-1.0]]),
]
ONE_OF_EVERYTHING = [np.array([[number]]) for number in (2.0, 1.0, 3.0, -1.0)]


def network(rng: np.random.Generator, n: int, d: int, h: int, k: int) -> list[Array]:
    """data, label, w1, w2, no hidden score so near to 0 that rounding could carry it across."""
    data, w1 = rng.normal(size=(n, d)), rng.normal(size=(d, h))
    while np.abs(data @ w1).min() < 1e-4:
        data = rng.normal(size=(n, d))
    return [data, rng.normal(size=(n, k)), w1, rng.normal(size=(h, k))]


def far_out(rng: np.random.Generator) -> list[Array]:
    """Scores and errors as large as they come, and a hidden unit that is off for every sample."""
    data, label, w1, w2 = network(rng, 9, 5, 7, 1)
    data[:, 0] = np.abs(data[:, 0])
    w1[:, 2] = [-1, 0, 0, 0, 0]
    w1 *= 29 / np.abs(data @ w1).max()
    w2 *= 29 / np.abs(np.maximum(data @ w1, 0) @ w2).max()
    return [data, 30 * label, w1, w2]


def special(rng: np.random.Generator) -> Iterator[list[Array]]:
    """The statement's numbers, one of everything, one sample, float32 and views, one output."""
    yield EXAMPLE
    yield ONE_OF_EVERYTHING
    yield network(rng, 1, 4, 3, 2)
    yield [np.asfortranarray(array, dtype="float32") for array in network(rng, 6, 5, 4, 2)]
    yield far_out(rng)


def test_d_w2(compare: Compare, rng: np.random.Generator) -> None:
    """d_w2 is [[18], [0], [12]] for the numbers of the statement; it sums over the samples."""
    for arguments in (*special(rng), network(rng, 23, 10, 7, 9)):
        compare("backward", *arguments, only=["d_w2"])


def test_d_w1(compare: Compare, rng: np.random.Generator) -> None:
    """d_w1 is [[12, 0, -6], [24, 0, -12]] for the numbers of the statement."""
    for arguments in (*special(rng), network(rng, 31, 10, 7, 9)):
        compare("backward", *arguments, only=["d_w1"])
