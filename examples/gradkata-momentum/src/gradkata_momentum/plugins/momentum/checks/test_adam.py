"""Checks of `adam`. eps is large in most, since a small one would hide where it was put."""

import numpy as np

from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    """The statement's first step: w becomes [0.925, 2.08], m [0.3, -0.4], v [0.09, 0.16]."""
    w, gradient = np.array([1.0, 2.0]), np.array([3.0, -4.0])
    compare("adam", w, np.zeros(2), np.zeros(2), gradient, 1, 0.1, 0.9, 0.99, 1.0)


def test_gradient_of_zero(compare: Compare) -> None:
    """Where nothing was ever felt, nothing moves, and nothing is divided by 0: eps sees to it."""
    w, m, v = np.array([[1.5, -2.0, 3.0], [0.0, 0.5, -1.0], [0.0, 0.25, 4.0]])
    compare("adam", w, m, v, np.zeros(3), 3, 0.1, 0.5, 0.75, 1e-8)


def test_later_steps(compare: Compare, rng: np.random.Generator) -> None:
    """With means from before, at step 2, 7 and 500, in arrays of one to three dimensions."""
    for step, shape in ((2, (5,)), (7, (3, 4)), (500, (2, 3, 5))):
        w, m, gradient = rng.normal(size=(3, *shape))
        v = rng.uniform(0.1, 2.0, size=shape)
        compare("adam", w, m, v, gradient, step, 0.03, 0.8, 0.95, 0.1)
