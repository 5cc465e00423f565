"""A first go at what katas do, in the zygote: what it imports and allocates, players then share.

It touches no files, seeds or data of anybody's. Left out, since a second and a half would be paid
at every start: `torch.optim`, `torch.func.grad` and `torch.compile`, which import `torch._dynamo`.
In a confined player they end in a `ModuleNotFoundError`; `autograd.grad` and `torch.func.vjp` work.
An upstream gradient for `backward` works too, and the first one takes the time to import sympy.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import Tensor


def rehearse_numpy() -> None:
    import numpy as np

    for kind in ("float32", "float64"):
        square: Any = np.eye(3).astype(kind)
        repr(np.linalg.inv(square) @ square[0] + np.fft.fft(square).real)
        np.linalg.svd(square), np.linalg.eigh(square), np.einsum("ij,jk->ik", square, square)
    np.random.default_rng(0).normal(size=3)
    with contextlib.suppress(ValueError):
        np.ones(2) @ np.ones(3)


def rehearse_torch() -> None:
    import torch

    torch.set_num_threads(1)
    for kind in (torch.float32, torch.float64):
        _train(torch.ones(3, 2, dtype=kind), torch.ones(2, 2, dtype=kind).requires_grad_())
    _print_and_convert(torch.ones(2, 2).requires_grad_())
    _differentiate_otherwise(torch.ones(2))
    _fail(torch.ones(2).requires_grad_())


def _train(data: Tensor, weights: Tensor) -> None:
    import torch

    hidden = torch.nn.functional.relu(data @ weights)
    output = 1 / (1 + torch.exp(-hidden)) + torch.sigmoid(torch.relu(hidden.clamp(min=0)))
    torch.autograd.grad(output.sum(), weights, retain_graph=True)
    ((output - 1) ** 2).sum().backward()
    with torch.no_grad():
        weights -= 0.1 * weights.grad
        weights.grad.zero_()
    torch.einsum("ij,jk->ik", data, weights), torch.linalg.inv(torch.eye(2, dtype=data.dtype))


def _print_and_convert(weights: Tensor) -> None:
    import torch

    repr(weights), repr(weights * 2), f"{weights.sum():.3f}", weights.tolist(), weights.sum().item()
    torch.from_numpy(weights.detach().numpy()), torch.tensor([1.0]), torch.Generator()
    weights.detach().clone().T.contiguous()


def _differentiate_otherwise(values: Tensor) -> None:
    import torch

    class Double(torch.autograd.Function):  # type: ignore[misc]
        @staticmethod
        def forward(context: object, value: Tensor) -> Tensor:
            return value * 2

        @staticmethod
        def backward(context: object, upstream: Tensor) -> Tensor:
            return upstream * 2

    Double.apply(values.clone().requires_grad_()).sum().backward()
    torch.func.vmap(torch.sin)(values), torch.func.vjp(torch.sin, values)
    torch.autograd.functional.jacobian(torch.sin, values)


def _fail(leaf: Tensor) -> None:
    import torch

    mistakes: tuple[Callable[[], Any], ...] = (
        lambda: leaf.add_(1),
        lambda: leaf.numpy(),
        lambda: leaf @ torch.ones(3, 3),
        lambda: leaf.backward(),
    )
    for mistake in mistakes:
        with contextlib.suppress(RuntimeError):
            mistake()
