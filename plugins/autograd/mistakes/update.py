"""Wrong versions of `update`."""

from collections.abc import Callable

import torch
from torch import Tensor

from gradkata import mistake


@mistake(of="update")
def forgets_no_grad(w: Tensor, learning_rate: float) -> None:
    """Autograd is still watching: it would have to record a change of w itself, and refuses. The
    step is no part of what is to be differentiated; take it under torch.no_grad()."""
    w -= learning_rate * w.grad
    w.grad.zero_()


@mistake(of="update")
def rebinds_w(w: Tensor, learning_rate: float) -> None:
    """Nothing has happened to the tensor that you were given: `w = w - ...` makes a new one and
    calls it w, inside of your function only. Whoever called you still holds the old one. Change
    what is in it."""
    with torch.no_grad():
        w = w - learning_rate * w.grad


@mistake(of="update")
def rebinds_w_and_zeroes(w: Tensor, learning_rate: float) -> None:
    """After `w = w - ...` the name w means a new tensor, which has no gradient: its `grad` is None,
    and None has no `zero_`. Change the tensor that you were given instead."""
    with torch.no_grad():
        w = w - learning_rate * w.grad
    w.grad.zero_()


@mistake(of="update", wraps=True)
def forgets_zeroing(inner: Callable[..., None], w: Tensor, learning_rate: float) -> None:
    """The step is right, but the gradient is still there. `backward` adds to it: the next step
    would go along this gradient and the next one together."""
    gradient = w.grad.clone()
    inner(w, learning_rate)
    w.grad = gradient


@mistake(of="update")
def gradient_gone_unused(w: Tensor, learning_rate: float) -> None:
    """The gradient is gone, and w has not moved: either it was zeroed before the step, so that the
    step was one of 0, or the step went into another tensor than w. First w itself, then the
    zeroing."""
    w.grad.zero_()
    with torch.no_grad():
        w -= learning_rate * w.grad


@mistake(of="update", wraps=True)
def uphill(inner: Callable[..., None], w: Tensor, learning_rate: float) -> None:
    """You add the gradient, which points uphill: the loss grows. Subtract it."""
    inner(w, -learning_rate)


@mistake(of="update", wraps=True)
def forgets_the_learning_rate(inner: Callable[..., None], w: Tensor, learning_rate: float) -> None:
    """You subtract the whole gradient. The learning rate says which part of it to go."""
    inner(w, 1.0)


@mistake(of="update")
def keeps_only_the_step(w: Tensor, learning_rate: float) -> None:
    """You put the step in the place of the weights. It starts from where they are: old weights
    minus learning rate times gradient."""
    with torch.no_grad():
        w.copy_(-learning_rate * w.grad)
    w.grad.zero_()


@mistake(of="update")
def one_step_for_all(w: Tensor, learning_rate: float) -> None:
    """You move all weights by the mean of the gradients. Each weight has a gradient of its own, in
    the same place of `grad`."""
    with torch.no_grad():
        w -= learning_rate * w.grad.mean()
    w.grad.zero_()


@mistake(of="update")
def only_two_weights(w: Tensor, learning_rate: float) -> None:
    """Only the first two weights move. There were two in `by_hand`; here there are as many as w has
    rows."""
    with torch.no_grad():
        w[:2] -= learning_rate * w.grad[:2]
    w.grad.zero_()


@mistake(of="update")
def clips_the_gradient(w: Tensor, learning_rate: float) -> None:
    """You hold large gradients back at 1. Here a step is as long as learning rate times gradient
    says, however large that is."""
    with torch.no_grad():
        w -= learning_rate * w.grad.clamp(-1, 1)
    w.grad.zero_()


@mistake(of="update")
def zeroes_the_weights(w: Tensor, learning_rate: float) -> None:
    """You zero w, and with it everything that was learned. It is the gradient, w.grad, that has to
    be zeroed."""
    with torch.no_grad():
        w -= learning_rate * w.grad
        w.zero_()


@mistake(of="update")
def leaves_requires_grad_off(w: Tensor, learning_rate: float) -> None:
    """w no longer requires a gradient: you switch that off for the step (or detach w) and never on
    again. From now on autograd ignores w. torch.no_grad() ends by itself."""
    w.requires_grad_(False)
    w -= learning_rate * w.grad
    w.grad.zero_()
