"""What people write in `two_layer/train` that is not right."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from gradkata import mistake


def _loss(data: Tensor, label: Tensor, w1: Tensor, w2: Tensor) -> Tensor:
    return ((torch.relu(data @ w1) @ w2 - label) ** 2).sum()


def _move(learning_rate: float, *weights: Tensor) -> None:
    with torch.no_grad():
        for w in weights:
            assert w.grad is not None
            w -= learning_rate * w.grad
            w.grad = None


@mistake(of="train", wraps=True)
def loss_after_the_update(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w1: Tensor,
    w2: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """The weights are right, but you note each loss after the update: your first is the second.
    Asked is the loss before each update."""
    losses = inner(data, label, w1, w2, learning_rate, steps)
    fresh = [w.detach().clone().requires_grad_() for w in (w1, w2)]
    after = inner(data, label, *fresh, learning_rate, 1)
    return [*losses, *after][1:] if steps else []


@mistake(of="train")
def one_loss_too_many(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You return the loss after the last update as well. Asked is the loss before each update: as
    many as there are steps."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1, w2)
    return [*losses, _loss(data, label, w1, w2).item()]


@mistake(of="train")
def only_the_last_loss(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> float:
    """You return one loss. Asked is a list, with the loss before each update."""
    last = 0.0
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        last = loss.item()
        loss.backward()
        _move(learning_rate, w1, w2)
    return last


@mistake(of="train")
def gradients_never_cleared(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """backward adds to grad. Yours are never cleared, so every step moves by the sum of all
    gradients so far."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for w in (w1, w2):
                w -= learning_rate * w.grad
    return losses


@mistake(of="train")
def gradient_of_w1_never_cleared(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You clear the gradient of w2, but not that of w1: it adds up from step to step."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w1 -= learning_rate * w1.grad
        _move(learning_rate, w2)
    return losses


@mistake(of="train")
def gradient_of_w2_never_cleared(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You clear the gradient of w1, but not that of w2: it adds up from step to step."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w2 -= learning_rate * w2.grad
        _move(learning_rate, w1)
    return losses


@mistake(of="train")
def w1_never_moves(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Only w2 is trained: either w1 is not updated, or hidden was cut off from autograd's graph
    (detach, no_grad, a new tensor), so that no gradient reaches w1."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1.detach(), w2)
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w2)
    return losses


@mistake(of="train")
def w2_never_moves(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Only w1 is trained: w2 has a gradient as well and has to move by it."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2.detach())
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1)
    return losses


@mistake(of="train")
def neither_weight_changed_in_place(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Your losses are right, but the caller's weights are as they were: `w1 = w1 - ...` gives the
    name to a new tensor. Change the tensor itself, in place."""
    losses = []
    for _ in range(steps):
        w1, w2 = w1.detach().requires_grad_(), w2.detach().requires_grad_()
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        w1, w2 = w1 - learning_rate * _gradient(w1), w2 - learning_rate * _gradient(w2)
    return losses


def _gradient(w: Tensor) -> Tensor:
    assert w.grad is not None
    return w.grad


@mistake(of="train")
def w1_from_the_new_w2(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You move w2 first and then take the gradient of w1 at the new w2. Both gradients belong to
    the same point: one backward, then both updates."""
    losses = []
    for _ in range(steps):
        losses.append(_loss(data, label, w1, w2).item())
        for w in (w2, w1):
            _loss(data, label, *[v if v is w else v.detach() for v in (w1, w2)]).backward()
            _move(learning_rate, w)
    return losses


@mistake(of="train")
def w2_from_the_new_w1(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You move w1 first and then take the gradient of w2 at the new w1. Both gradients belong to
    the same point: one backward, then both updates."""
    losses = []
    for _ in range(steps):
        losses.append(_loss(data, label, w1, w2).item())
        for w in (w1, w2):
            _loss(data, label, *[v if v is w else v.detach() for v in (w1, w2)]).backward()
            _move(learning_rate, w)
    return losses


@mistake(of="train")
def w2_moved_before_d_w1(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """By hand: you move w2 by its gradient, and then take the error back to w1 through the new w2.
    It has to go back through the w2 that made the output: both gradients first, then both
    updates."""
    losses = []
    with torch.no_grad():
        for _ in range(steps):
            hidden = data @ w1
            error = torch.relu(hidden) @ w2 - label
            losses.append((error**2).sum().item())
            w2 -= learning_rate * 2 * torch.relu(hidden).T @ error
            w1 -= learning_rate * 2 * data.T @ (error @ w2.T * (hidden > 0))
    return losses


@mistake(of="train", wraps=True)
def uphill(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w1: Tensor,
    w2: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Your weights move uphill: the gradient points where the loss grows. Subtract it."""
    return inner(data, label, w1, w2, -learning_rate, steps)


@mistake(of="train")
def mean_of_all_entries(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Your loss is the mean over all entries. Asked is their sum, over rows and columns."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2) / label.numel()
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1, w2)
    return losses


@mistake(of="train", wraps=True)
def mean_over_the_rows(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w1: Tensor,
    w2: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Your loss is divided by the number of samples. Asked is the sum over them."""
    losses = inner(data, label, w1, w2, learning_rate / len(data), steps)
    return [loss / len(data) for loss in losses]


@mistake(of="train", wraps=True)
def half_the_loss(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w1: Tensor,
    w2: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """Your loss is half of what is asked, and so are your steps: no 1/2 stands before this sum."""
    return [loss / 2 for loss in inner(data, label, w1, w2, learning_rate / 2, steps)]


@mistake(of="train")
def rate_divided_by_the_rows(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """Your loss is right, but the steps are too short by the number of samples: the gradient of the
    sum is not to be averaged."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate / len(data), w1, w2)
    return losses


@mistake(of="train")
def an_update_for_each_row(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You update after each row, as in `by_hand/train`. Here all rows go through the network at
    once, and one step is one update."""
    losses = []
    for _ in range(steps):
        losses.append(_loss(data, label, w1, w2).item())
        for row in range(len(data)):
            _loss(data[row : row + 1], label[row : row + 1], w1, w2).backward()
            _move(learning_rate, w1, w2)
    return losses


@mistake(of="train")
def no_relu(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You train a network without relu between its layers. See `two_layer/forward`."""
    losses = []
    for _ in range(steps):
        loss = ((data @ w1 @ w2 - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1, w2)
    return losses


@mistake(of="train")
def relu_after_both_layers(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You train a network with relu behind its output as well. See `two_layer/forward`: the output
    may be negative."""
    losses = []
    for _ in range(steps):
        loss = ((torch.relu(torch.relu(data @ w1) @ w2) - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        if w1.grad is not None:
            _move(learning_rate, w1, w2)
    return losses


@mistake(of="train")
def squeezed_output(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """With a single output column your output loses its second dimension. (n,) minus (n, 1) is
    broadcast to (n, n): every output minus every label. Leave both as (n, k)."""
    losses = []
    for _ in range(steps):
        loss = (((torch.relu(data @ w1) @ w2).squeeze() - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1, w2)
    return losses


@mistake(of="train")
def update_on_the_graph(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """autograd watches a leaf that requires a gradient and does not let you change it in place. An
    update is no part of the network: do it where autograd does not look."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        w1 -= learning_rate * _gradient(w1)
        w2 -= learning_rate * _gradient(w2)
    return losses


@mistake(of="train")
def requires_grad_left_off(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You switch requires_grad off for the update and not on again: the next backward finds nothing
    to compute a gradient for. torch.no_grad() needs no switching back."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        for w in (w1, w2):
            w.requires_grad = False
            w -= learning_rate * _gradient(w)
            w.grad = None
    return losses


@mistake(of="train")
def updates_a_flat_copy(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You update a weight through `reshape` or `flatten`. Where its numbers lie in one piece, that
    is a view and changes the weight; of a weight that does not, such as a transpose, it is a copy,
    and the weight stays as it was. Change the weight itself: w1 -= ..."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for w in (w1, w2):
                flat = w.reshape(-1)
                flat -= learning_rate * _gradient(w).reshape(-1)
                w.grad = None
    return losses


@mistake(of="train", wraps=True)
def records_the_mean(
    inner: Callable[..., list[float]],
    data: Tensor,
    label: Tensor,
    w1: Tensor,
    w2: Tensor,
    learning_rate: float,
    steps: int,
) -> list[float]:
    """The weights are right, but the losses that you note are divided by the number of samples.
    Asked is the loss itself, as `backward` starts from it."""
    return [loss / len(data) for loss in inner(data, label, w1, w2, learning_rate, steps)]


@mistake(of="train")
def stacks_the_losses(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """`torch.stack` needs at least one tensor, and for 0 steps there is none. A list may be empty:
    append `loss.item()` to one, and return it as it is."""
    losses = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        losses.append(loss.detach())
        loss.backward()
        _move(learning_rate, w1, w2)
    return list(torch.stack(losses).tolist())


@mistake(of="train")
def stops_when_it_gets_worse(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    """You stop as soon as the loss grows. Take all the steps that are asked for: whoever set the
    learning rate wants to see what it does."""
    losses: list[float] = []
    for _ in range(steps):
        loss = _loss(data, label, w1, w2)
        if losses and loss.item() > losses[-1]:
            break
        losses.append(loss.item())
        loss.backward()
        _move(learning_rate, w1, w2)
    return losses
