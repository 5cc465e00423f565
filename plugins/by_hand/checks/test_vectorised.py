"""Checks of `vectorised`. x and target come as columns of one table, as data usually do."""

import numpy as np

from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    """The statement's three rows, summed: d_w is [26, 24], d_b is 2."""
    x = np.array([[4.0, 5.0], [1.0, 0.0], [0.0, 1.0]])
    compare("gradients", np.array([1.0, 2.0]), 3.0, x, np.array([14.0, 3.0, 8.0]))


def test_one_row_is_what_gradients_gives(compare: Compare) -> None:
    """With n = 1 the shapes stay as they are: d_w is (2,), d_b a number."""
    x, target = np.array([[4.0, 5.0]]), np.array([14.0])
    compare("gradients", np.array([1.0, 2.0]), 3.0, x, target)


def test_row_twice_counts_twice(compare: Compare) -> None:
    """The gradients are a sum over the rows: neither a mean, nor one row's."""
    x, target = np.array([[1.0, -2.0]]), np.array([1.0])
    for times in (2, 4):
        rows = np.repeat(x, times, axis=0), np.repeat(target, times)
        compare("gradients", np.array([2.0, 1.0]), 0.5, *rows)


def test_errors_that_cancel_still_turn_the_weights(compare: Compare) -> None:
    """Errors of 2, -2 and 0 sum to a d_b of 0; each still pulls at w by its own inputs."""
    x = np.array([[1.0, 3.0], [2.0, -1.0], [5.0, 4.0]])
    error = np.array([2.0, -2.0, 0.0])
    w = np.array([1.0, -2.0])
    compare("gradients", w, 0.5, x, x @ w + 0.5 - error)


def test_many_rows(compare: Compare, rng: np.random.Generator) -> None:
    """Random tables of 5 and of 23 rows, with errors to both sides."""
    for rows in (5, 23):
        table = rng.normal(size=(rows, 3))
        compare("gradients", rng.normal(size=2), float(rng.normal()), table[:, :2], table[:, 2])
