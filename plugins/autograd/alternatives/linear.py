"""Right versions of `predict` and `loss` in other styles."""

import torch
from torch import Tensor

from gradkata import alternative


@alternative(of="predict")
def products_summed_up(data: Tensor, w: Tensor) -> Tensor:
    return (data * w.T).sum(dim=1, keepdim=True)


@alternative(of="predict")
def einstein_sum(data: Tensor, w: Tensor) -> Tensor:
    return torch.einsum("nd,dk->nk", data, w)


@alternative(of="predict")
def row_by_row(data: Tensor, w: Tensor) -> Tensor:
    return torch.stack([torch.dot(row, w.flatten()) for row in data]).unsqueeze(1)


@alternative(of="predict")
def column_by_column(data: Tensor, w: Tensor) -> Tensor:
    score = torch.zeros(len(data), 1, dtype=data.dtype)
    for column in range(data.shape[1]):
        score = score + data[:, column : column + 1] * w[column]
    return score


@alternative(of="loss")
def error_times_error(output: Tensor, label: Tensor) -> Tensor:
    error = (label - output).flatten()
    return error @ error


@alternative(of="loss")
def length_squared(output: Tensor, label: Tensor) -> Tensor:
    return torch.linalg.vector_norm(output - label) ** 2


@alternative(of="loss")
def mean_times_rows(output: Tensor, label: Tensor) -> Tensor:
    return torch.mean((output - label).square()) * len(output)


@alternative(of="loss")
def python_sum(output: Tensor, label: Tensor) -> Tensor:
    total = torch.tensor(0.0, dtype=output.dtype)
    for one, wanted in zip(output, label, strict=True):
        total = total + (one[0] - wanted[0]) ** 2
    return total
