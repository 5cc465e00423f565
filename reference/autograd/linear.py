"""Linear: a layer and its loss, with autograd keeping the books.

The score `w1*x1 + w2*x2 + ...` of every row at once is one matrix product, and the loss is the
squared error, summed over all rows:

    output = data @ w                  data (n, d), w (d, 1), output (n, 1)
    loss   = sum((output - label)²)    label (n, 1), loss without dimensions

Worked: the rows [1, 2] and [3, 4] with the weights [2, -1] score 2*1 - 1*2 = 0 and 2*3 - 1*4 = 2.
With the labels 1 and 0 the errors are -1 and 2, and the loss is 1 + 4 = 5.

You write no derivative any more. While these lines run, autograd writes down every operation on a
tensor that requires a gradient, and `loss.backward()` walks the record back to `w`. It can do so
only while everything stays a tensor: `.item()`, `.numpy()`, `.detach()`, `.data` leave the record.

Next, in `logistic`, the score is bent into a number between 0 and 1.
"""

import torch


def predict(data: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """The score of every row, of shape (n, 1)."""
    output = data @ w
    return output


def loss(output: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    """The squared error, summed over all rows, as a tensor without dimensions."""
    error = output - label
    total = (error**2).sum()
    return total
