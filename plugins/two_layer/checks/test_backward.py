"""Whether `two_layer/backward` is right: d_w2 first, then d_w1, which lies further back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gradkata.checking import Compare

Array = np.ndarray[Any, np.dtype[Any]]

EXAMPLE = (
    np.array([[1.0, 2.0]]),
    np.array([[1.0]]),
    np.array([[1.0, 3.0, 2.0], [1.0, -2.0, 0.0]]),
    np.array([[2.0], [5.0], [-1.0]]),
)
# n, d, h, k: all different, and with a single output.
SIZES = [(6, 5, 4, 3), (5, 4, 3, 1)]


def network(rng: np.random.Generator, n: int, d: int, h: int, k: int) -> list[Array]:
    """data, label, w1, w2, no hidden score so near to 0 that rounding could carry it across."""
    data, w1 = rng.normal(size=(n, d)), rng.normal(size=(d, h))
    while np.abs(data @ w1).min() < 1e-4:
        data = rng.normal(size=(n, d))
    return [data, rng.normal(size=(n, k)), w1, rng.normal(size=(h, k))]


def test_d_w2_of_the_example(compare: Compare) -> None:
    """d_w2 is [[18], [0], [12]] for the numbers of the statement."""
    compare("backward", *EXAMPLE, only=["d_w2"])


@pytest.mark.needs("test_d_w2_of_the_example")
def test_d_w1_of_the_example(compare: Compare) -> None:
    """d_w1 is [[12, 0, -6], [24, 0, -12]] for the numbers of the statement."""
    compare("backward", *EXAMPLE, only=["d_w1"])


def test_d_w2_of_several_samples(compare: Compare, rng: np.random.Generator) -> None:
    """d_w2 sums over the samples, for several outputs and for one."""
    for sizes in SIZES:
        compare("backward", *network(rng, *sizes), only=["d_w2"])


@pytest.mark.needs("test_d_w2_of_several_samples")
def test_d_w1_of_several_samples(compare: Compare, rng: np.random.Generator) -> None:
    """d_w1 sums over the samples, for several outputs and for one."""
    for sizes in SIZES:
        compare("backward", *network(rng, *sizes), only=["d_w1"])


def test_a_unit_that_is_off_gets_no_gradient(compare: Compare, rng: np.random.Generator) -> None:
    """A unit that is negative for every sample leaves 0 in its column of d_w1 and row of d_w2."""
    data, label, w1, w2 = network(rng, 5, 4, 3, 2)
    data, w1 = np.abs(data), np.abs(w1)
    w1[:, 1] *= -1
    compare("backward", data, label, w1, w2)


def test_large_scores_and_large_errors(compare: Compare, rng: np.random.Generator) -> None:
    """No gradient is cut off or worn out on its way, however far the scores are out."""
    data, label, w1, w2 = network(rng, 9, 5, 7, 4)
    w1 *= 29 / np.abs(data @ w1).max()
    w2 *= 29 / np.abs(np.maximum(data @ w1, 0) @ w2).max()
    compare("backward", data, 30 * label, w1, w2)
    compare("backward", *network(rng, 233, 10, 7, 10))


def test_one_sample_float32_and_views(compare: Compare, rng: np.random.Generator) -> None:
    """One sample is enough; so are float32, and arrays that do not lie in one piece."""
    compare("backward", *network(rng, 1, 4, 3, 2))
    compare("backward", *network(rng, 1, 1, 1, 1))
    compare("backward", *(array.astype("float32") for array in network(rng, 6, 4, 3, 2)))
    compare("backward", *(np.asfortranarray(array) for array in network(rng, 6, 4, 3, 2)))
