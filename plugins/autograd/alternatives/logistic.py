"""Right versions of the logistic `predict` in other styles."""

import torch
from torch import Tensor

from gradkata import alternative


@alternative(of="predict")
def built_in(data: Tensor, w: Tensor) -> Tensor:
    return torch.sigmoid(torch.mm(data, w))


@alternative(of="predict")
def exp_above_and_below(data: Tensor, w: Tensor) -> Tensor:
    grown = (data @ w).exp()
    return grown / (grown + 1)


@alternative(of="predict")
def tangent_shifted(data: Tensor, w: Tensor) -> Tensor:
    return 0.5 * (1 + torch.tanh(data @ w / 2))


@alternative(of="predict")
def one_minus_the_rest(data: Tensor, w: Tensor) -> Tensor:
    return 1 - 1 / (1 + torch.exp(data.matmul(w)))


@alternative(of="predict")
def case_by_case(data: Tensor, w: Tensor) -> Tensor:
    score = torch.einsum("nd,dk->nk", data, w)
    return torch.where(score >= 0, 1 / (1 + torch.exp(-score)), 1 - 1 / (1 + torch.exp(score)))


@alternative(of="predict")
def row_by_row(data: Tensor, w: Tensor) -> Tensor:
    return torch.stack([1 / (1 + torch.e ** -(row @ w)) for row in data])
