"""Right solutions of `two_layer/train` in other styles."""

from __future__ import annotations

import torch
from torch import Tensor

from gradkata import alternative


@alternative(of="train")
def gradients_asked_for(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> tuple[float, ...]:
    losses = []
    for _ in range(steps):
        loss = torch.sum((data.mm(w1).clamp(min=0).mm(w2) - label) ** 2)
        d_w1, d_w2 = torch.autograd.grad(loss, (w1, w2))
        with torch.no_grad():
            w1.sub_(learning_rate * d_w1)
            w2.sub_(learning_rate * d_w2)
        losses.append(float(loss))
    return tuple(losses)


@alternative(of="train")
def cleared_before_backward(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[Tensor]:
    losses = []
    for _ in range(steps):
        for w in (w1, w2):
            if w.grad is not None:
                w.grad.zero_()
        error = torch.relu(data @ w1) @ w2 - label
        loss = error.pow(2).sum(dim=1).sum()
        losses.append(loss.detach())
        loss.backward()
        for w in (w2, w1):
            assert w.grad is not None
            w.data = w.data - learning_rate * w.grad
    return losses


@alternative(of="train")
def by_hand_under_no_grad(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> Tensor:
    losses = []
    with torch.no_grad():
        for _ in range(steps):
            active = (data @ w1).clamp(min=0)
            error = active @ w2 - label
            d_w1 = 2 * data.T @ (error @ w2.T * (active > 0))
            w2 -= learning_rate * (2 * active.T @ error)
            w1 -= learning_rate * d_w1
            losses.append((error * error).sum())
    return torch.stack(losses) if losses else torch.zeros(0)


@alternative(of="train")
def requires_grad_toggled(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    losses = [0.0] * steps
    for step in range(steps):
        loss = ((torch.einsum("nh,hk->nk", torch.relu(data @ w1), w2) - label) ** 2).sum()
        losses[step] = loss.item()
        loss.backward()
        for w in (w1, w2):
            assert w.grad is not None
            w.requires_grad_(False)
            w.copy_(w - w.grad * learning_rate)
            w.requires_grad_(True)
            w.grad.zero_()
    return losses


@alternative(of="train")
def step_by_step_on_copies(
    data: Tensor, label: Tensor, w1: Tensor, w2: Tensor, learning_rate: float, steps: int
) -> list[float]:
    losses = []
    for _ in range(steps):
        a, b = w1.detach().clone().requires_grad_(), w2.detach().clone().requires_grad_()
        loss = (label - (data @ a).relu() @ b).square().sum()
        loss.backward()
        losses.append(loss.tolist())
        with torch.no_grad():
            for w, copy in ((w1, a), (w2, b)):
                assert copy.grad is not None
                w[:] = copy - learning_rate * copy.grad
    return losses
