"""Right solutions of `train` in other styles."""

from functools import reduce
from itertools import chain, repeat

import numpy as np

from gradkata import alternative

Three = tuple[float, float, float]
Data = list[list[float]]


@alternative(of="train")
def with_arrays(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> np.ndarray:
    """The bias as a weight of an input that is always 1, moved in place."""
    w = np.array([w1, w2, b], dtype=float)
    table = np.array(data, dtype=float)
    for _ in range(epochs):
        for row in table:
            x = np.append(row[:2], 1.0)
            w -= learning_rate * 2 * (w @ x - row[2]) * x
    return w


@alternative(of="train")
def with_a_while_loop(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> list[float]:
    """Counting by hand, with one factor for all steps of a row."""
    epoch = 0
    while epoch < epochs:
        for row in data:
            factor = learning_rate * -2 * (row[0] * w1 + row[1] * w2 + b - row[2])
            w1, w2, b = w1 + factor * row[0], w2 + factor * row[1], b + factor
        epoch += 1
    return [w1, w2, b]


@alternative(of="train")
def as_a_fold(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """No loops: all rows of all epochs, folded into the weights."""

    def step(weights: Three, row: list[float]) -> Three:
        x = (row[0], row[1], 1)
        error = sum(w * i for w, i in zip(weights, x, strict=True)) - row[2]
        moved = (w - learning_rate * 2 * error * i for w, i in zip(weights, x, strict=True))
        return next(moved), next(moved), next(moved)

    return reduce(step, chain.from_iterable(repeat(data, epochs)), (w1, w2, b))


@alternative(of="train")
def by_recursion(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """An epoch is one pass, and then the rest of the epochs."""
    if epochs == 0:
        return w1, w2, b
    for i in range(len(data)):
        x1, x2, target = data[i]
        error = target - (w1 * x1 + w2 * x2 + b)
        w1 += 2 * learning_rate * error * x1
        w2 += 2 * learning_rate * error * x2
        b += 2 * learning_rate * error
    return by_recursion(w1, w2, b, data, epochs - 1, learning_rate)
