"""A network of two layers, backward, by hand.

The network and its loss are those of `two_layer/forward`, in numpy:

    hidden = data @ w1               (n, h)
    output = relu(hidden) @ w2       (n, k)
    loss   = the sum of (output - label)**2 over all rows and columns

Asked are the gradients of the loss: `d_w1`, of the shape of `w1`, and `d_w2`, of the shape of `w2`.
Start at the loss and walk back through one step after the other. What each step needs is the
gradient of what it made; `d_x` is short for the derivative of the loss by `x`.

    a square      y = e**2       d_e = 2 * e * d_y
    a product     y = a @ w      d_w = a.T @ d_y        d_a = d_y @ w.T
    relu          y = relu(z)    d_z = d_y where z is positive, 0 where it is negative

So relu is a gate: where it was shut on the way forward, nothing passes on the way back, and where
it was open, the gradient passes as it is, of whatever sign.

By hand, for the row of `two_layer/forward`:

    data = [[1, 2]]    hidden = [[3, -1, 2]]    output = [[4]]    label = [[1]]
    w2 = [[2], [5], [-1]]

    the gradient at output        [[6]]                2 * (4 - 1)
    d_w2                          [[18], [0], [12]]    3*6, 0*6, 2*6
    the gradient at relu(hidden)  [[12, 30, -6]]       6*2, 6*5, 6*-1
    the gradient at hidden        [[12,  0, -6]]       the gate in the middle is shut
    d_w1                          [[12,  0,  -6],      that row times 1
                                   [24,  0, -12]]      that row times 2

Leave all arguments as they are.

This is what autograd does for you in `two_layer/train`.
"""

import numpy as np


def backward(
    data: np.ndarray, label: np.ndarray, w1: np.ndarray, w2: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The gradients of the summed squared error: d_w1 (d, h) and d_w2 (h, k)."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    output = active @ w2

    d_output = 2 * (output - label)
    d_w2 = active.T @ d_output
    d_active = d_output @ w2.T
    d_hidden = d_active * (hidden > 0)
    d_w1 = data.T @ d_hidden
    return d_w1, d_w2
