"""Vectorised: all rows at once.

Write the two weights as one array w of shape (2,), and n rows of data as an array x of shape
(n, 2) with an array target of shape (n,). numpy then does every row in one go:

    output = x @ w + b           shape (n,): one output for each row
    error  = output - target     shape (n,)
    loss   = (error**2).sum()    one number: the errors of all rows, squared and summed

The loss is a sum over the rows, so its gradient is the sum of the gradients of the rows, which you
know from `gradients`. It is a sum, not a mean. d_w has the shape of w, (2,), with one gradient for
each weight, and d_b is one number, as b is. A matrix product multiplies and sums in one step: look
for the one that turns x and the error into shape (2,).

A worked number: w = [1, 2], b = 3, and three rows:

    x        target   output   error   2*error*x     2*error
    [4, 5]     14       17       3     [24, 30]         6
    [1, 0]      3        4       1     [ 2,  0]         2
    [0, 1]      8        5      -3     [ 0, -6]        -6
                                 sum:  [26, 24]         2

So d_w = [26, 24] and d_b = 2. Leave all arguments as they are.

The same product x @ w, with one column of weights, is where the pack `autograd` begins: there torch
finds the gradients, and you know what it does.
"""

import numpy as np


def gradients(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, float]:
    """How fast the squared error, summed over all rows, grows with each weight and with b."""
    raise NotImplementedError
