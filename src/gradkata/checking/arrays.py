"""Holding one value against another so that nothing but an equal one passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gradkata.judge.difference import difference
from gradkata.judge.module import CheckFailed

Value = Any


def assert_same(
    actual: Value, expected: Value, *, rtol: float | None = None, name: str = "the result"
) -> None:
    """Raise `CheckFailed` at the first thing that is off: kind, shape, dtype kind, finite, values.

    Nothing is broadcast, no subclass of an array passes for one, and NaN is equal to nothing.

    rtol: relative to the largest expected entry; by default what the dtype of `expected` allows.

    >>> assert_same(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    >>> assert_same(np.array([[1.0], [1.0]]), np.array([1.0, 1.0]))
    Traceback (most recent call last):
    gradkata.judge.module.CheckFailed: the result is an array of shape (2, 1), float64, expected ...
      expected np.array([1.0, 1.0])
      actual   np.array([[1.0], [1.0]])
    """
    __tracebackhide__ = True
    found = difference(expected, actual, rtol=rtol, names=(name,))
    if found:
        raise CheckFailed(found.message, expected=found.expected, actual=found.actual)


def assert_same_in_torch(
    in_numpy: Callable[..., Value],
    in_torch: Callable[..., Value],
    *arguments: Value,
    rtol: float | None = None,
) -> None:
    """Raise `CheckFailed` where two versions of a function, numpy's and torch's, part.

    `arguments` are numbers and numpy arrays; the torch version gets a tensor for each array.

    >>> import torch
    >>> x = np.array([[1.0, -2.0]])
    >>> assert_same_in_torch(lambda x: np.maximum(x, 0), torch.relu, x)
    >>> assert_same_in_torch(lambda x: np.abs(x), torch.relu, x)
    Traceback (most recent call last):
    gradkata.judge.module.CheckFailed: the result in torch, of shape (1, 2), is off in 1 of 2 ...
      expected np.array([[1.0, 2.0]])
      actual   np.array([[1.0, 0.0]])
    """
    __tracebackhide__ = True
    expected = in_numpy(*arguments)
    actual = to_numpy(in_torch(*(to_torch(argument) for argument in arguments)))
    assert_same(actual, expected, rtol=rtol, name="the result in torch")


def to_torch(value: Value) -> Value:
    """A tensor that shares no memory, for each array in `value`.

    >>> to_torch([np.array([1.0]), 2])
    [tensor([1.], dtype=torch.float64), 2]
    """
    if isinstance(value, (list, tuple)):
        return type(value)(to_torch(item) for item in value)
    if not isinstance(value, np.ndarray):
        return value
    import torch

    return torch.tensor(value)


def to_numpy(value: Value) -> Value:
    """An array for each tensor in `value`; of a tensor without dimensions its number.

    >>> import torch
    >>> to_numpy((torch.ones(2), torch.tensor(3.0), "text"))
    (array([1., 1.], dtype=float32), 3.0, 'text')
    """
    if isinstance(value, (list, tuple)):
        return type(value)(to_numpy(item) for item in value)
    if not hasattr(value, "requires_grad"):
        return value
    return value.detach().numpy().copy() if value.ndim else value.item()
