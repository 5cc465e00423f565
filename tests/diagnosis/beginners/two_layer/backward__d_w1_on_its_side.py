# Teacher: d_w1 is transposed.
# Accepts: transposed
# mypy: ignore-errors

import numpy as np


def backward(data, label, w1, w2):
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    d_hidden = d_output @ w2.T * (hidden > 0)
    return d_hidden.T @ data, active.T @ d_output
