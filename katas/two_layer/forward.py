"""A network of two layers, forward.

One layer can only lay a straight line through its data. With a bend between two layers the line
may turn corners. Here the bend is `relu`: it keeps what is positive and makes all else 0.

    hidden = data @ w1               (n, h)   the scores of the hidden layer, before relu
    output = relu(hidden) @ w2       (n, k)
    loss   = the sum of (output - label)**2 over all rows and columns

`data` is (n, d), one sample in each row; `w1` is (d, h), `w2` is (h, k), `label` is (n, k). There
is no bias, and nothing is bent after the second layer.

By hand, for one row of two numbers, three hidden units and one output:

    data = [[1, 2]]    w1 = [[1,  3, 2],    w2 = [[ 2],    label = [[1]]
                             [1, -2, 0]]          [ 5],
                                                  [-1]]

    hidden       = [[3, -1, 2]]    1*1 + 2*1,  1*3 - 2*2,  1*2 + 2*0
    relu(hidden) = [[3,  0, 2]]
    output       = [[4]]           3*2 + 0*5 - 2*1
    loss         = 9               (4 - 1)**2

Both functions stay on autograd's graph, so that gradients can flow from the loss back into both
weights; `two_layer/train` lives on that. `hidden` is returned as it is *before* relu because
`two_layer/backward` will ask which units were on, and only the sign of `hidden` tells.
"""

import torch


def forward(
    data: torch.Tensor, w1: torch.Tensor, w2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """The hidden scores before relu, (n, h), and the output, (n, k)."""
    raise NotImplementedError


def loss(output: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    """The squared error, summed over rows and columns: a tensor without dimensions."""
    raise NotImplementedError
