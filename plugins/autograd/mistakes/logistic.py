"""Wrong versions of the logistic `predict`."""

import torch
from torch import Tensor

from gradkata import mistake


@mistake(of="predict")
def minus_lost(data: Tensor, w: Tensor) -> Tensor:
    """Without the minus before the score, the function falls instead of rising: yours says 1 minus
    what it should."""
    return 1 / (1 + torch.exp(data @ w))


@mistake(of="predict")
def one_lost(data: Tensor, w: Tensor) -> Tensor:
    """1 / exp(-score) is exp(score), which grows beyond all bounds. It is the 1 that is added below
    the line that keeps the output under 1."""
    return 1 / torch.exp(-data @ w)


@mistake(of="predict")
def parentheses_lost(data: Tensor, w: Tensor) -> Tensor:
    """`1 / 1 + exp(-score)` divides first and adds afterwards. The whole sum stands below the line,
    so it needs parentheses."""
    return 1 / 1 + torch.exp(-data @ w)


@mistake(of="predict")
def bare_score(data: Tensor, w: Tensor) -> Tensor:
    """You return the score as `linear` does. Here it still has to go through 1 / (1 +
    exp(-score))."""
    return data @ w


@mistake(of="predict")
def hyperbolic_tangent(data: Tensor, w: Tensor) -> Tensor:
    """tanh is bent in the same way, but runs from -1 to 1. The logistic function runs from 0 to 1
    and is 0.5 at 0."""
    return torch.tanh(data @ w)


@mistake(of="predict")
def rows_share_one(data: Tensor, w: Tensor) -> Tensor:
    """A softmax over the rows makes them share a sum of 1, so that every row changes with the
    others. Here each row answers for itself."""
    return torch.softmax(data @ w, dim=0)


@mistake(of="predict")
def always_one(data: Tensor, w: Tensor) -> Tensor:
    """A softmax over a single column has nothing to share with: it is 1 whatever the score. Asked
    is 1 / (1 + exp(-score))."""
    return torch.softmax(data @ w, dim=1)


@mistake(of="predict")
def bent_twice(data: Tensor, w: Tensor) -> Tensor:
    """The logistic function is applied twice, so that all outputs lie between 0.5 and 0.74. Once is
    enough."""
    return torch.sigmoid(torch.sigmoid(data @ w))


@mistake(of="predict")
def yes_or_no(data: Tensor, w: Tensor) -> Tensor:
    """You decide already: 0 or 1, a step. Return the number in between: a step has no slope to
    descend."""
    return (data @ w > 0).to(data.dtype)


@mistake(of="predict")
def flat_output(data: Tensor, w: Tensor) -> Tensor:
    """Your output has the shape (n,). Minus a label of (n, 1), that spreads out to (n, n): every
    row against every label, without any complaint. Keep the column, (n, 1)."""
    return torch.sigmoid(data @ w).squeeze(1)


@mistake(of="predict")
def only_two_features(data: Tensor, w: Tensor) -> Tensor:
    """Only the first two columns count in your score. There were two weights in `by_hand`; here
    there are as many as `data` has columns."""
    return torch.sigmoid(data[:, :1] * w[0] + data[:, 1:2] * w[1])


@mistake(of="predict")
def clipped_scores(data: Tensor, w: Tensor) -> Tensor:
    """You hold the score back between two bounds. Beyond them the slope is gone, and a row that is
    badly wrong no longer pulls at the weights. exp can take any score that comes here."""
    return torch.sigmoid((data @ w).clamp(-10, 10))


@mistake(of="predict")
def detached_output(data: Tensor, w: Tensor) -> Tensor:
    """The output is right, but autograd has lost sight of w: numpy's or math's exp, `.detach()`,
    `.data` and `no_grad` all leave its record, and no gradient finds its way back."""
    return torch.sigmoid(data @ w.detach())
