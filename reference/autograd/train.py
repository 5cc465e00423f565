"""Train: predict, compare, differentiate, step; and again.

All that you have written in this pack, put together. One step of training is

    output = 1 / (1 + exp(-data @ w))       data (n, d), w (d, 1), output (n, 1)
    loss   = sum((output - label)²)         label (n, 1)
    loss.backward()                         fills w.grad
    w      ← w - learning_rate * w.grad     in place, unrecorded; then the gradient is zeroed

and it is repeated `steps` times over all rows together. The losses that you return are those that
each step begins with, before its update: one for every step, and none for 0 steps.

Worked: the rows [1, 2], [3, -1] and [0, 1] with the labels 1, 0 and 1, and w = [0, 0]. Every output
is 0.5, and so is every error, up to its sign: the loss is 3 * 0.25 = 0.75. The gradient is
[0.5, -1]; with the learning rate 0.5, w becomes [-0.25, 0.5].

The losses tell you how training goes. With 23 rows of 10 numbers and a learning rate of 1e-4 they
fall slowly; make it larger and see. In the pack `two_layer`, two such layers stand one on another.
"""

import torch


def train(
    data: torch.Tensor, label: torch.Tensor, w: torch.Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Change `w` in place, `steps` times; return the loss before each update."""
    losses = []
    for _ in range(steps):
        output = 1 / (1 + torch.exp(-data @ w))
        loss = ((output - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
        w.grad.zero_()
    return losses
