"""A network of two layers, trained.

Now everything comes together: the network of `two_layer/forward`, autograd in place of
`two_layer/backward`, and the update of `autograd/update`, for two weights at once.

    hidden = data @ w1               (n, h)
    output = relu(hidden) @ w2       (n, k)
    loss   = the sum of (output - label)**2 over all rows and columns

One step goes forward with the weights as they are, notes the loss, asks autograd for both
gradients, and only then moves both weights downhill by `learning_rate` times their gradient. Both
gradients belong to the same point: neither weight may move before both are known.

`w1` and `w2` are leaves that require a gradient. They are changed in place and stay what they are:
whoever called `train` holds the same two tensors and finds them trained. `backward` *adds* to
`grad`, so each step has to begin with a clean one. Returned is a list of `steps` floats, the loss
before each update; no steps, no losses, and nothing changes.

By hand, the row of `two_layer/backward` with a learning rate of 0.01:

    loss before = 9
    d_w1 = [[12, 0,  -6],      w1 = [[1,  3, 2],    becomes    [[0.88,  3, 2.06],
            [24, 0, -12]]            [1, -2, 0]]                [0.76, -2, 0.12]]
    d_w2 = [[18], [0], [12]]   w2 = [[2], [5], [-1]]   becomes   [[1.82], [5], [-1.12]]
    loss after  = 0.627264     hidden = [[2.4, -1, 2.3]], output = [[1.792]]

That is a neural network, complete: the large ones have more layers, other bends between them, and a
step that is cleverer about its length, and are trained by this very loop.
"""

import torch


def train(
    data: torch.Tensor,
    label: torch.Tensor,
    w1: torch.Tensor,
    w2: torch.Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Update `w1` and `w2` in place, `steps` times; the loss before each update."""
    raise NotImplementedError
