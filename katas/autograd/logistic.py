"""Logistic: a score of any size becomes a number between 0 and 1.

A step from 0 to 1 has no slope to descend. The logistic function is the step made smooth:

    score  = data @ w                   data (n, d), w (d, 1), score (n, 1)
    output = 1 / (1 + exp(-score))      output (n, 1)

Worked: a score of 0 gives 1 / (1 + 1) = 0.5, undecided. A score of 3 gives 1 / (1 + 0.0498) =
0.9526, and a score of -3 gives 0.0474: the two add up to 1. A score of 30 comes so close to 1 that
only the fourteenth digit tells.

As in `linear`, every step has to stay a tensor, so that the gradient finds its way back to `w`.
In `train` this is the output that the weights are trained with; before that, in `update`, you write
what is done with a gradient.
"""

import torch


def predict(data: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """The logistic function of every row's score, of shape (n, 1)."""
    raise NotImplementedError
