"""Train: many small steps, until the machine is right.

The data is a list of rows [x1, x2, target]. To `decide` a score below 0 is a no and a score above 0
is a yes, so the AND gate takes -1 as the target of a no, and 1 as the target of a yes:

    data = [[1, 0, -1], [0, 1, -1], [0, 0, -1], [1, 1, 1]]

One pass over all rows, in their order, is called an epoch. For each row: compute the output and the
error, from them the gradients, and take one step downhill at once, so that the next row already
meets the new weights. Within a row all three gradients are measured before anything moves. After
the given number of epochs w1, w2 and b come back; 0 epochs change nothing. Leave the data as it is.

Write the gradients and the update here once more, or copy your lines: each kata stands alone.

A worked number: w1 = 0.666, w2 = 0.333, b = 0.233, learning rate 0.01. The first row is [1, 0, -1]:
the output is 0.666 + 0.233 = 0.899, the error 0.899 - (-1) = 1.899, the gradients are 3.798, 0 and
3.798. So w1 becomes 0.666 - 0.03798 = 0.62802, w2 stays, and b becomes 0.19502. After 20 epochs
w1 = 0.4514..., w2 = 0.2369... and b = -0.6116...; put them into `decide`, and it is an AND gate.

Row after row is slow in Python. The next kata, `vectorised`, does all rows in one line.
"""


def train(
    w1: float, w2: float, b: float, data: list[list[float]], epochs: int, learning_rate: float
) -> tuple[float, float, float]:
    """The weights and the bias after `epochs` passes over `data`, with one update for each row."""
    raise NotImplementedError
