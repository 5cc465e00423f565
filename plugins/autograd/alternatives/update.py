"""Right versions of `update` in other styles."""

import torch
from torch import Tensor

from gradkata import alternative


@alternative(of="update")
@torch.no_grad()  # type: ignore[untyped-decorator]
def decorated(w: Tensor, learning_rate: float) -> Tensor:
    w.sub_(w.grad, alpha=learning_rate)
    w.grad = None
    return w


@alternative(of="update")
def behind_its_back(w: Tensor, learning_rate: float) -> None:
    w.data -= learning_rate * w.grad.data
    w.grad.data.zero_()


@alternative(of="update")
def new_data(w: Tensor, learning_rate: float) -> None:
    w.data = w.data - learning_rate * w.grad
    w.grad = torch.zeros_like(w)


@alternative(of="update")
def copied_over(w: Tensor, learning_rate: float) -> None:
    with torch.no_grad():
        w.copy_(w - learning_rate * w.grad)
        w.grad.mul_(0)


@alternative(of="update")
def switched_off_and_on(w: Tensor, learning_rate: float) -> None:
    w.requires_grad = False
    w += -learning_rate * w.grad
    w.requires_grad = True
    w.grad.zero_()


@alternative(of="update")
def weight_by_weight(w: Tensor, learning_rate: float) -> None:
    with torch.inference_mode():
        for row in range(len(w)):
            w[row] -= learning_rate * w.grad[row]
            w.grad[row] = 0


@alternative(of="update")
def through_numpy(w: Tensor, learning_rate: float) -> None:
    shared = w.detach().numpy()
    shared -= learning_rate * w.grad.numpy()
    w.grad = None
