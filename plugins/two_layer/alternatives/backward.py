"""Right solutions of `two_layer/backward` in other styles."""

from __future__ import annotations

import numpy as np

from gradkata import alternative

Array = np.ndarray


@alternative(of="backward")
def einsum_and_where(data: Array, label: Array, w1: Array, w2: Array) -> list[Array]:
    hidden = np.einsum("nd,dh->nh", data, w1)
    active = np.where(hidden >= 0, hidden, 0)
    error = np.einsum("nh,hk->nk", active, w2) - label
    d_hidden = np.where(hidden >= 0, np.einsum("nk,hk->nh", error, w2), 0)
    return [2 * np.einsum("nd,nh->dh", data, d_hidden), 2 * np.einsum("nh,nk->hk", active, error)]


@alternative(of="backward")
def sample_by_sample(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    d_w1, d_w2 = np.zeros_like(w1), np.zeros_like(w2)
    for x, y in zip(data, label, strict=True):
        hidden = x @ w1
        active = hidden.clip(0)
        d_output = 2 * (active @ w2 - y)
        d_hidden = w2 @ d_output
        d_hidden[hidden < 0] = 0
        d_w1 += np.outer(x, d_hidden)
        d_w2 += np.outer(active, d_output)
    return d_w1, d_w2


@alternative(of="backward")
def number_by_number(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    (n, d), (h, k) = data.shape, w2.shape
    d_w1, d_w2 = np.zeros((d, h)), np.zeros((h, k))
    for row in range(n):
        hidden = [sum(data[row, i] * w1[i, j] for i in range(d)) for j in range(h)]
        for m in range(k):
            output = sum(max(hidden[j], 0) * w2[j, m] for j in range(h))
            slope = 2 * (output - label[row, m])
            for j in range(h):
                if hidden[j] > 0:
                    d_w2[j, m] += slope * hidden[j]
                    d_w1[:, j] += slope * w2[j, m] * data[row]
    return d_w1, d_w2


@alternative(of="backward")
def everything_on_its_side(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    x, y = data.T, label.T
    hidden = np.dot(w1.T, x)
    gate = np.sign(np.maximum(hidden, 0))
    d_output = 2 * np.dot(w2.T, hidden * gate) - 2 * y
    d_hidden = np.dot(w2, d_output) * gate
    return np.dot(d_hidden, x.T).T, np.dot(d_output, (hidden * gate).T).T
