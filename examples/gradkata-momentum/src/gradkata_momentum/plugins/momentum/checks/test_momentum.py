"""Checks of `momentum`."""

import numpy as np

from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    """The statement's numbers: w becomes [0.775, 1.65], velocity [2.25, 3.5]."""
    w, velocity, gradient = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 4.0]])
    compare("momentum", w, velocity, gradient, 0.1, 0.5)


def test_ball_rolls_on_where_the_ground_is_flat(compare: Compare) -> None:
    """With a gradient of 0 the old velocity still moves w, and friction slows it."""
    w, velocity = np.array([4.0, -2.0, 1.0]), np.array([8.0, -4.0, 2.0])
    compare("momentum", w, velocity, np.zeros(3), 0.5, 0.9)


def test_any_shape(compare: Compare, rng: np.random.Generator) -> None:
    """Random arrays of one, two and three dimensions."""
    for shape in ((5,), (3, 4), (2, 3, 5)):
        w, velocity, gradient = rng.normal(size=(3, *shape))
        compare("momentum", w, velocity, gradient, 0.03, 0.9)
