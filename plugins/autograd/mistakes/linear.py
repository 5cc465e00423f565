"""Wrong versions of `predict` and `loss`."""

from collections.abc import Callable

import torch
from torch import Tensor

from gradkata import mistake


@mistake(of="predict")
def forgets_to_sum(data: Tensor, w: Tensor) -> Tensor:
    """`*` multiplies entry by entry and leaves the products side by side. A score is their sum over
    the row: one number for each row, which is what a matrix product gives."""
    return data * w.T


@mistake(of="predict")
def averages_the_products(data: Tensor, w: Tensor) -> Tensor:
    """A score is the sum of a row's products. Yours is their mean: too small by the number of
    columns."""
    return (data * w.T).mean(dim=1, keepdim=True)


@mistake(of="predict")
def flat_scores(data: Tensor, w: Tensor) -> Tensor:
    """Your scores have the shape (n,). Minus a label of (n, 1), that spreads out to (n, n): every
    row against every label, without any complaint. Keep the column, (n, 1)."""
    return (data @ w).squeeze(1)


@mistake(of="predict")
def lying_scores(data: Tensor, w: Tensor) -> Tensor:
    """Your scores lie in a row, (1, n). Minus a label of (n, 1), that spreads out to (n, n). Each
    row of the data gives one row of the scores: (n, 1)."""
    return w.T @ data.T


@mistake(of="predict")
def only_two_features(data: Tensor, w: Tensor) -> Tensor:
    """Only the first two columns count in your score. There were two weights in `by_hand`; here
    there are as many as `data` has columns."""
    return data[:, :1] * w[0] + data[:, 1:2] * w[1]


@mistake(of="predict")
def bends_the_score(data: Tensor, w: Tensor) -> Tensor:
    """You apply the logistic function to the score. Here the score itself is asked; the bend comes
    in the next kata."""
    return torch.sigmoid(data @ w)


@mistake(of="predict")
def detached_scores(data: Tensor, w: Tensor) -> Tensor:
    """The scores are right, but autograd has lost sight of w: `.detach()`, `.data`, `.numpy()` and
    `no_grad` all leave its record, and no gradient finds its way back. Use w as it is."""
    return data @ w.detach()


@mistake(of="loss", wraps=True)
def mean_loss(inner: Callable[..., Tensor], output: Tensor, label: Tensor) -> Tensor:
    """Your loss is the mean over the rows. Asked is the sum: otherwise the gradient, and with it
    the step, is smaller by the number of rows."""
    return inner(output, label) / len(output)


@mistake(of="loss", wraps=True)
def half_loss(inner: Callable[..., Tensor], output: Tensor, label: Tensor) -> Tensor:
    """Some books put a ½ before the squares, so that the 2 of the derivative cancels. Here there is
    none: yours is exactly half of the loss."""
    return inner(output, label) / 2


@mistake(of="loss")
def unsquared_errors(output: Tensor, label: Tensor) -> Tensor:
    """You sum the errors as they are, so that one too high makes up for one too low. Squared first,
    they cannot cancel."""
    return (output - label).sum()


@mistake(of="loss")
def absolute_errors(output: Tensor, label: Tensor) -> Tensor:
    """You sum the errors' absolute values. Squares are asked: they weigh a large error more, and
    their slope fades out towards 0."""
    return (output - label).abs().sum()


@mistake(of="loss")
def square_of_the_sum(output: Tensor, label: Tensor) -> Tensor:
    """You sum first and square afterwards, so that errors of different signs cancel. Square every
    error, then sum."""
    return (output - label).sum() ** 2


@mistake(of="loss")
def root_of_the_sum(output: Tensor, label: Tensor) -> Tensor:
    """Yours is the length of the error, with a square root around the sum of squares. The loss is
    the sum itself."""
    return torch.dist(output, label)


@mistake(of="loss")
def every_row_against_every_label(output: Tensor, label: Tensor) -> Tensor:
    """One of the two has lost its column: (n, 1) minus (n,) spreads out to (n, n), every row
    against every label. Leave both as they are, (n, 1)."""
    return ((output - label.flatten()) ** 2).sum()


@mistake(of="loss")
def one_loss_per_row(output: Tensor, label: Tensor) -> Tensor:
    """You give one squared error for each row. The loss is one number, their sum; `backward` can
    only start from one number."""
    return (output - label) ** 2


@mistake(of="loss")
def loss_in_brackets(output: Tensor, label: Tensor) -> Tensor:
    """The number is right, but it sits in a tensor of shape (1, 1), as a matrix product leaves it.
    The loss has no dimensions: its shape is ()."""
    error = output - label
    return error.T @ error


@mistake(of="loss", wraps=True)
def detached_loss(inner: Callable[..., Tensor], output: Tensor, label: Tensor) -> Tensor:
    """The loss is right, but cut off from the output: `.detach()`, `.data`, `.numpy()`, `no_grad`
    or a new torch.tensor(...) leave autograd's record. Use the output as it is."""
    return inner(output.detach(), label)


@mistake(of="loss")
def loss_as_float(output: Tensor, label: Tensor) -> float:
    """`.item()` gives a plain Python number, which knows nothing of how it came about. Return the
    tensor, so that `backward` can be called on it."""
    return float(((output - label) ** 2).sum())


@mistake(of="loss")
def overwrites_the_output(output: Tensor, label: Tensor) -> Tensor:
    """`-=` writes the errors into the output that you were given, and whoever called you has lost
    it. Give the difference a name of its own."""
    output -= label
    return (output**2).sum()


@mistake(of="loss")
def switches_requires_grad_on(output: Tensor, label: Tensor) -> Tensor:
    """The loss is right, but you switch `requires_grad` on in the output that you were given.
    Whoever calls decides what is to be differentiated. If `backward` found no way to go, look for
    what was cut off: switching this on makes the error go away, not its cause."""
    output.requires_grad_()
    return ((output - label) ** 2).sum()


@mistake(of="loss")
def walks_back_already(output: Tensor, label: Tensor) -> Tensor:
    """You call `backward` inside of `loss`. It is for the caller to do, once: by calling it you
    fill `grad`, and use up autograd's record."""
    total = ((output - label) ** 2).sum()
    if total.requires_grad:
        total.backward()
    return total


EQUIVALENT = {
    "error = output - label  ->  error = -(output - label)": "the sign is lost in the square",
}
