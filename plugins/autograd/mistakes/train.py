"""Wrong versions of `train`."""

from collections.abc import Callable

import torch
from torch import Tensor

from gradkata import mistake


def loss_of(data: Tensor, label: Tensor, w: Tensor) -> Tensor:
    return ((torch.sigmoid(data @ w) - label) ** 2).sum()


def descend(w: Tensor, loss: Tensor, rate: float) -> None:
    """One right step along the gradient of `loss`."""
    (gradient,) = torch.autograd.grad(loss, w)
    with torch.no_grad():
        w -= rate * gradient


@mistake(of="train")
def forgets_zeroing(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """The first step is right, the second goes along two gradients at once: `backward` adds to
    `grad`. Zero it after every step."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
    return losses


@mistake(of="train")
def forgets_no_grad(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Autograd is still watching: it would have to record a change of w itself, and refuses. The
    step is no part of what is to be differentiated; take it under torch.no_grad()."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        loss.backward()
        w -= learning_rate * w.grad
        w.grad.zero_()
    return losses


@mistake(of="train")
def rebinds_w(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """The losses are right, but the weights that you trained are a tensor of your own: `w = ...`
    and `.clone()` make a new one. Whoever called you still holds the old one, unchanged."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        (gradient,) = torch.autograd.grad(loss, w)
        w = (w - learning_rate * gradient).detach().requires_grad_()
    return losses


@mistake(of="train")
def rebinds_w_and_zeroes(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """After `w = w - ...` the name w means a new tensor, which has no gradient: its `grad` is None,
    and None has no `zero_`. Change the tensor that you were given instead."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w = w - learning_rate * w.grad
        w.grad.zero_()
    return losses


@mistake(of="train")
def detached_weights(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """The loss is cut off from w: `.detach()`, `.data`, `.numpy()` or `no_grad` around the output
    leave autograd's record, so that `backward` has no way to go. Only the update is unwatched."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w.detach())
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
        w.grad.zero_()
    return losses


@mistake(of="train")
def leaves_requires_grad_off(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """w no longer requires a gradient: you switch that off for the update (or detach w), and in the
    end it is still off, so that autograd ignores w from now on. torch.no_grad() ends by itself."""
    losses = []
    for _ in range(steps):
        w.requires_grad_(True)
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        (gradient,) = torch.autograd.grad(loss, w)
        w.requires_grad_(False)
        w -= learning_rate * gradient
    return losses


@mistake(of="train", wraps=True)
def loss_after_the_update(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Your losses are one step ahead: each is taken after its update. Keep the one that the step
    began with."""
    losses = inner(data, label, w, learning_rate, steps)
    after = inner(data, label, w.detach().clone().requires_grad_(), learning_rate, 1)
    return [*losses, *after][1:] if steps else []


@mistake(of="train")
def one_loss_too_many(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You return one loss more than there are steps: the last one, after the last update, is not
    asked. For 0 steps the list is empty."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    losses.append(loss_of(data, label, w).item())
    return losses


@mistake(of="train")
def one_step_too_many(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You take one step more than asked. For 0 steps nothing at all should happen."""
    losses = []
    for _ in range(steps + 1):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def one_step_too_few(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You take one step less than asked: range(1, steps) has steps - 1 numbers."""
    losses = []
    for _ in range(1, steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def only_the_last_loss(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> float:
    """You return a single loss. Asked is a list with the loss of every step."""
    loss = loss_of(data, label, w)
    for _ in range(steps):
        loss = loss_of(data, label, w)
        descend(w, loss, learning_rate)
    return float(loss)


@mistake(of="train", wraps=True)
def mean_loss(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Your loss is the mean over the rows. Asked is the sum: with the mean, every step is shorter
    by the number of rows."""
    losses = inner(data, label, w, learning_rate / len(data), steps)
    return [loss / len(data) for loss in losses]


@mistake(of="train", wraps=True)
def half_loss(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Some books put a ½ before the squares, so that the 2 of the derivative cancels. Here there is
    none: your loss and your steps are half of what they should be."""
    return [loss / 2 for loss in inner(data, label, w, learning_rate / 2, steps)]


@mistake(of="train", wraps=True)
def uphill(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """You add the gradient, which points uphill: the loss grows. Subtract it."""
    return inner(data, label, w, -learning_rate, steps)


@mistake(of="train")
def forgets_the_learning_rate(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You subtract the whole gradient. The learning rate says which part of it to go."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        descend(w, loss, 1.0)
    return losses


@mistake(of="train")
def only_two_weights(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Only the first two weights move. There were two in `by_hand`; here there are as many as w has
    rows, and one step moves them all."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w[:2] -= learning_rate * w.grad[:2]
        w.grad.zero_()
    return losses


@mistake(of="train")
def bare_score(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You train with the bare score, data @ w, as the output. Here the output is the logistic
    function of it."""
    losses = []
    for _ in range(steps):
        loss = ((data @ w - label) ** 2).sum()
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def every_row_against_every_label(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Output or label has lost its column: (n, 1) minus (n,) spreads out to (n, n), every row
    against every label. Leave both as they are, (n, 1)."""
    losses = []
    for _ in range(steps):
        loss = ((torch.sigmoid(data @ w) - label.flatten()) ** 2).sum()
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def cross_entropy(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You train with the cross-entropy, which goes well with the logistic function, but is another
    loss. Here it is the squared error, summed."""
    losses = []
    for _ in range(steps):
        output = torch.sigmoid(data @ w)
        loss = -(label * output.log() + (1 - label) * (1 - output).log()).sum()
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def slope_left_out(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Your gradient leaves out the slope of the logistic function, output * (1 - output). Let
    `loss.backward()` find the gradient: it forgets no factor."""
    losses = []
    with torch.no_grad():
        for _ in range(steps):
            error = torch.sigmoid(data @ w) - label
            losses.append((error**2).sum().item())
            w -= learning_rate * 2 * data.T @ error
    return losses


@mistake(of="train")
def one_update_per_row(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You update after every row, as in `by_hand/train`. Here all rows share one loss and one
    update in each step."""
    losses = []
    for _ in range(steps):
        losses.append(loss_of(data, label, w).item())
        for row in range(len(data)):
            one = slice(row, row + 1)
            descend(w, loss_of(data[one], label[one], w), learning_rate)
    return losses


@mistake(of="train")
def clips_the_output(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You hold the output away from 0 and 1. That is of use before a logarithm; here it bends the
    loss, and takes the slope from rows that are badly wrong."""
    losses = []
    for _ in range(steps):
        output = torch.sigmoid(data @ w).clamp(1e-4, 1 - 1e-4)
        loss = ((output - label) ** 2).sum()
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def stops_when_it_gets_worse(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You stop as soon as the loss grows. Take all the steps that are asked for: whoever set the
    learning rate wants to see what it does."""
    losses: list[float] = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        if losses and loss.item() > losses[-1]:
            break
        losses.append(loss.item())
        descend(w, loss, learning_rate)
    return losses


@mistake(of="train")
def stacks_the_losses(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """`torch.stack` needs at least one tensor, and for 0 steps there is none. A list may be empty:
    append `loss.item()` to one, and return it as it is."""
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss.detach())
        descend(w, loss, learning_rate)
    return list(torch.stack(losses).tolist())
