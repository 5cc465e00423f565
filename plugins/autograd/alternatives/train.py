"""Right versions of `train` in other styles."""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from gradkata import alternative


def loss_of(data: Tensor, label: Tensor, w: Tensor) -> Tensor:
    return torch.sum((torch.sigmoid(data @ w) - label) ** 2)


@alternative(of="train")
def gradient_as_a_value(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[Tensor]:
    losses = []
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses.append(loss)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(learning_rate * gradient)
    return losses


@alternative(of="train")
def behind_its_back(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list[Tensor]:
    losses = []
    for _ in range(steps):
        w.grad = None
        loss = loss_of(data, label, w)
        loss.backward()
        w.data = w.data - learning_rate * w.grad
        losses.append(loss.detach())
    return losses


@alternative(of="train")
def switched_off_and_on(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> tuple[float, ...]:
    losses: tuple[float, ...] = ()
    for _ in range(steps):
        loss = loss_of(data, label, w)
        losses += (float(loss),)
        loss.backward()
        w.requires_grad_(False)
        w -= learning_rate * w.grad
        w.requires_grad_(True)
        w.grad.zero_()
    return losses


@alternative(of="train")
def on_a_copy(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> "np.ndarray[Any, Any]":
    losses = np.zeros(steps)
    mine = w.detach().clone()
    for step in range(steps):
        mine.requires_grad_()
        loss = loss_of(data, label, mine)
        losses[step] = loss.item()
        loss.backward()
        mine = mine.detach() - learning_rate * mine.grad
    with torch.no_grad():
        w.copy_(mine)
    return losses


@alternative(of="train")
def by_hand(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> list["np.floating[Any]"]:
    x, target, weights = data.numpy(), label.numpy(), w.detach().numpy()
    losses = []
    for _ in range(steps):
        output = 1 / (1 + np.exp(-(x @ weights)))
        error = output - target
        losses.append(np.sum(error**2))
        weights -= learning_rate * (x.T @ (2 * error * output * (1 - output)))
    return losses


@alternative(of="train")
def zeroed_before_the_next(
    data: Tensor, label: Tensor, w: Tensor, learning_rate: float, steps: int
) -> Tensor:
    losses = torch.zeros(steps, dtype=data.dtype)
    for step in range(steps):
        if w.grad is not None:
            w.grad.zero_()
        loss = sum((loss_of(data[[i]], label[[i]], w) for i in range(len(data))), torch.tensor(0.0))
        loss.backward()
        losses[step] = loss.detach()
        with torch.no_grad():
            w -= learning_rate * w.grad
    return losses
