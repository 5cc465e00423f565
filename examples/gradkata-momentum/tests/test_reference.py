"""What the references are worth: facts that hold whatever the checks say."""

import numpy as np
from gradkata_momentum.reference.momentum.adam import adam
from gradkata_momentum.reference.momentum.momentum import momentum

VALLEY = np.array([100.0, 1.0])
"""Steep in one direction, gentle in the other: the gradient at w is VALLEY * w."""


def test_momentum_without_memory_is_gradient_descent() -> None:
    w, velocity, gradient = np.random.default_rng(0).normal(size=(3, 4))
    found, _ = momentum(w, velocity, gradient, 0.1, 0.0)
    np.testing.assert_allclose(found, w - 0.1 * gradient)


def test_momentum_goes_down_a_narrow_valley_faster_than_gradient_descent() -> None:
    left = {}
    for beta in (0.0, 0.8):
        w, velocity = np.ones(2), np.zeros(2)
        for _ in range(100):
            w, velocity = momentum(w, velocity, VALLEY * w, 0.01, beta)
        left[beta] = np.abs(w).max()
    assert left[0.8] < left[0.0] / 100


def test_first_step_of_adam_is_as_long_as_the_learning_rate() -> None:
    gradient = np.array([1000.0, -0.001, 3.0])
    w, _, _ = adam(np.zeros(3), np.zeros(3), np.zeros(3), gradient, 1, 0.1, 0.9, 0.999, 0.0)
    np.testing.assert_allclose(w, [-0.1, 0.1, -0.1])


def test_adam_goes_down_a_narrow_valley() -> None:
    w, m, v = np.ones(2), np.zeros(2), np.zeros(2)
    for step in range(1, 501):
        w, m, v = adam(w, m, v, VALLEY * w, step, 0.05, 0.9, 0.999, 1e-8)
    np.testing.assert_allclose(w, 0.0, atol=1e-3)
