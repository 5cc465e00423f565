"""Gradients: which way is up?

A machine whose weights are wrong can be made better bit by bit, once we know for each weight
whether to turn it up or down. So take one row, x1 and x2, for which the right score is known, the
target, and measure how wrong the machine is:

    output = w1*x1 + w2*x2 + b
    error  = output - target
    loss   = error**2               (0 when it is right, large when it is far off)

A gradient says how fast the loss grows when one of w1, w2, b is turned up and the rest is left
alone. The loss depends on the error, and the error on the weight. The chain rule says that the
gradient is the product of the two rates:

    when the error grows by a little, the loss grows by 2*error times as much
    when w1 grows by a little, the error grows by x1 times as much
    when w2 grows by a little, the error grows by x2 times as much
    when b grows by a little, the error grows by just as much: 1 times

All arguments are plain numbers, and so are the three gradients d_w1, d_w2, d_b.

A worked number: w1 = 1, w2 = 2, b = 3, x1 = 4, x2 = 5, target = 14. The output is
1*4 + 2*5 + 3 = 17, the error 3, the loss 9. The gradients are d_w1 = 24, d_w2 = 30, d_b = 6. Try
it: turn w1 up by 0.001, and the loss becomes 3.004**2 = 9.024016. It grew by about 24 * 0.001.

The next kata, `update`, goes the other way: one step downhill.
"""


def gradients(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> tuple[float, float, float]:
    """How fast (w1*x1 + w2*x2 + b - target)**2 grows with w1, with w2, and with b."""
    raise NotImplementedError
