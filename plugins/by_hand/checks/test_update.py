"""Checks of `update`."""

import numpy as np

from gradkata.checking import Compare


def test_worked_example(compare: Compare) -> None:
    """The statement's numbers: 1, 2 and 3 become 0.76, 1.7 and 2.94."""
    compare("update", 1.0, 2.0, 3.0, 24.0, 30.0, 6.0, 0.01)


def test_negative_gradients_turn_weights_up(compare: Compare) -> None:
    """Against the gradient is upwards where the gradient is negative."""
    compare("update", 1.0, 2.0, 3.0, -4.0, 2.0, -8.0, 0.5)


def test_learning_rate_scales_the_step(compare: Compare) -> None:
    """Twice the rate, twice as far; a rate of 1 takes the whole gradient, a rate of 0 nothing."""
    for learning_rate in (0.25, 0.5, 1.0, 0.0):
        compare("update", 4.0, -2.0, 1.0, 8.0, 4.0, -2.0, learning_rate)


def test_gradients_of_zero_change_nothing(compare: Compare) -> None:
    """At the bottom of the valley every step is 0, and the weights stay as they are."""
    compare("update", 1.5, -2.5, 0.5, 0.0, 0.0, 0.0, 0.1)


def test_any_weights_and_gradients(compare: Compare, rng: np.random.Generator) -> None:
    """Random numbers, with learning rates from large to small."""
    for learning_rate in (0.3, 0.01, 1e-4):
        compare("update", *rng.normal(scale=2.0, size=6).tolist(), learning_rate)
