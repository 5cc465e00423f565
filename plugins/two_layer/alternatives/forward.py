"""Right solutions of `two_layer/forward` in other styles."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import relu

from gradkata import alternative


@alternative(of="forward")
def clamped(data: Tensor, w1: Tensor, w2: Tensor) -> list[Tensor]:
    hidden = data.matmul(w1)
    return [hidden, torch.matmul(hidden.clamp(min=0), w2)]


@alternative(of="forward")
def masked_einsum(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = torch.einsum("nd,dh->nh", data, w1)
    return hidden, torch.einsum("nh,hk->nk", hidden * (hidden > 0), w2)


@alternative(of="forward")
def half_of_value_and_size(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = torch.mm(data, w1)
    return hidden, (hidden + hidden.abs()) / 2 @ w2


@alternative(of="forward")
def in_place_on_a_copy(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = data @ w1
    bent = hidden.clone()
    bent[bent < 0] = 0
    return hidden, bent @ w2


@alternative(of="forward")
def row_by_row(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = torch.stack([w1.T @ row for row in data])
    output = torch.stack([w2.T @ relu(row) for row in hidden])
    return hidden, output


@alternative(of="forward")
def larger_of_it_and_zero(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = (w1.T @ data.T).T
    return hidden, torch.maximum(hidden, torch.tensor(0.0)) @ w2


@alternative(of="loss")
def row_sums_first(output: Tensor, label: Tensor) -> Tensor:
    return torch.square(label - output).sum(dim=1).sum()


@alternative(of="loss")
def product_with_itself(output: Tensor, label: Tensor) -> Tensor:
    error = (output - label).flatten()
    return error @ error


@alternative(of="loss")
def mean_times_count(output: Tensor, label: Tensor) -> Tensor:
    return (output - label).pow(2).mean() * label.numel()


@alternative(of="loss")
def entry_by_entry(output: Tensor, label: Tensor) -> Tensor:
    total = output.new_zeros(())
    for row, wanted in zip(output, label, strict=True):
        for value, goal in zip(row, wanted, strict=True):
            total = total + (value - goal) ** 2
    return total
