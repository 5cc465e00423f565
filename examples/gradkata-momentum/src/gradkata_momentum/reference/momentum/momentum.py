"""Momentum: a step that remembers the steps before.

Gradient descent forgets: each step follows the gradient of the moment, and in a narrow valley it
goes to and fro between the walls. A heavy ball does better. It has a velocity, to which every
gradient adds, and of which friction leaves a share beta in each step. What goes to and fro cancels;
what always points the same way adds up.

    new velocity = beta * old velocity + gradient
    new w        = old w - learning_rate * new velocity

w, velocity and gradient are arrays of one shape, whichever it is; learning_rate and beta are plain
numbers, beta from 0 (no memory: gradient descent) to less than 1. The new w and the new velocity
come back in this order. Leave the arguments as they are.

A worked number: w = [1, 2], velocity = [0.5, -1], gradient = [2, 4], learning_rate = 0.1,
beta = 0.5. The new velocity is [0.5*0.5 + 2, 0.5*-1 + 4] = [2.25, 3.5], and the new w is
[1 - 0.1*2.25, 2 - 0.1*3.5] = [0.775, 1.65].
"""

import numpy as np


def momentum(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> tuple[np.ndarray, np.ndarray]:
    """The weights and the velocity after one step, both of the shape of w."""
    velocity = beta * velocity + gradient
    w = w - learning_rate * velocity
    return w, velocity
