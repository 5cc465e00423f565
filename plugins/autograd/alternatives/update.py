"""Right versions of `update` in other styles."""

import torch
from torch import Tensor

from gradkata import alternative


def gradient_of(w: Tensor) -> Tensor:
    assert w.grad is not None
    return w.grad


@alternative(of="update")
@torch.no_grad()
def decorated(w: Tensor, learning_rate: float) -> Tensor:
    w.sub_(gradient_of(w), alpha=learning_rate)
    w.grad = None
    return w


@alternative(of="update")
def behind_its_back(w: Tensor, learning_rate: float) -> None:
    w.data -= learning_rate * gradient_of(w).data
    gradient_of(w).data.zero_()


@alternative(of="update")
def new_data(w: Tensor, learning_rate: float) -> None:
    w.data = w.data - learning_rate * gradient_of(w)
    w.grad = torch.zeros_like(w)


@alternative(of="update")
def copied_over(w: Tensor, learning_rate: float) -> None:
    with torch.no_grad():
        w.copy_(w - learning_rate * gradient_of(w))
        gradient_of(w).mul_(0)


@alternative(of="update")
def switched_off_and_on(w: Tensor, learning_rate: float) -> None:
    w.requires_grad = False
    w += -learning_rate * gradient_of(w)
    w.requires_grad = True
    gradient_of(w).zero_()


@alternative(of="update")
def weight_by_weight(w: Tensor, learning_rate: float) -> None:
    with torch.inference_mode():
        for row in range(len(w)):
            w[row] -= learning_rate * gradient_of(w)[row]
            gradient_of(w)[row] = 0


@alternative(of="update")
def through_numpy(w: Tensor, learning_rate: float) -> None:
    shared = w.detach().numpy()
    shared -= learning_rate * gradient_of(w).numpy()
    w.grad = None
