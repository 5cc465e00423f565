"""Update: one step downhill.

A gradient says how fast the loss grows when a weight is turned up. We want the loss to shrink, so
each weight goes against its gradient: down where the gradient is positive, up where it is negative.
The learning rate, a small positive number, says how far:

    new weight = old weight - learning rate * its gradient

The bias is treated like a weight. All arguments are plain numbers; the new w1, w2 and b come back
in this order.

A worked number, with the gradients of the kata before: w1 = 1, w2 = 2, b = 3, d_w1 = 24, d_w2 = 30,
d_b = 6, learning rate 0.01. The new weights are w1 = 1 - 0.01*24 = 0.76, w2 = 1.7, b = 2.94. For
x1 = 4, x2 = 5 and target 14 the output is now 0.76*4 + 1.7*5 + 2.94 = 14.48: the error has shrunk
from 3 to 0.48. With a learning rate of 0.1 the same step would go much too far, to -8.2.

One step is a beginning. The next kata, `train`, takes many of them.
"""


def update(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> tuple[float, float, float]:
    """The weights and the bias after one step against their gradients."""
    w1 = w1 - learning_rate * d_w1
    w2 = w2 - learning_rate * d_w2
    b = b - learning_rate * d_b
    return w1, w2, b
