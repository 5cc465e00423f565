"""Gradients against central differences: every entry, in float64, under a random upstream.

A vector-Jacobian product is what a backward pass computes: the gradient by x of
`(upstream * f(x)).sum()`. Upstream gradients are random: under ones wrong products can look right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gradkata.checking.arrays import assert_same, to_numpy, to_torch

Value = Any
Array = np.ndarray[Any, np.dtype[np.float64]]
Function = Callable[..., Value]

WIDTH = 1e-5
"""Of a step, relative to the entry or to 1: truncation and rounding are both small there."""
NUMERIC_RTOL = 1e-6
"""What central differences of this width can promise."""
BEND = 1e-2
"""How far the slopes to both sides may part, relative to the largest, before it is a kink."""


class NearKink(ValueError):
    """A difference was asked for where the function bends: draw other arguments."""


def random_upstream(outputs: Value, rng: np.random.Generator) -> list[Array]:
    """A normal number for every entry of every output.

    >>> upstream = random_upstream((np.zeros((2, 3)), 1.0), np.random.default_rng(0))
    >>> [gradient.shape for gradient in upstream]
    [(2, 3), ()]
    """
    return [np.asarray(rng.normal(size=output.shape)) for output in _outputs(outputs)]


def numeric_vjp(function: Function, arguments: Sequence[Value], upstream: Value) -> list[Value]:
    """The vector-Jacobian product by central differences: one per argument, every entry.

    Arguments that are neither a float nor an array of floats get None. Raises `NearKink` where the
    slopes to the left and to the right of an entry part.

    >>> numeric_vjp(lambda w, x: w * x, [np.array([1.0, 2.0]), 3.0], [np.array([1.0, -1.0])])
    [array([ 3., -3.]), array(-1.)]
    >>> numeric_vjp(abs, [0.0], 1.0)
    Traceback (most recent call last):
    gradkata.checking.gradients.NearKink: argument 0 is at a kink: its slope is -1 to the left...
    """
    weights = [np.asarray(one, dtype=np.float64) for one in _several(upstream)]
    given = [_widened(argument) for argument in arguments]

    def total(place: int, value: Array) -> float:
        moved = [_like(old, value if at == place else old) for at, old in enumerate(given)]
        outputs = _outputs(function(*moved))
        pairs = zip(weights, outputs, strict=True)
        return float(sum(np.sum(weight * output) for weight, output in pairs))

    return [
        _slopes(lambda value, place=place: total(place, value), argument, f"argument {place}")  # type: ignore[misc]
        if _is_float(argument)
        else None
        for place, argument in enumerate(given)
    ]


def assert_vjp(
    forward: Function,
    backward: Callable[..., Value],
    arguments: Sequence[Value],
    rng: np.random.Generator,
    *,
    wrt: Sequence[int] | None = None,
    rtol: float = NUMERIC_RTOL,
) -> None:
    """Raise `CheckFailed` where `backward(upstream, *arguments)` is not forward's gradient.

    wrt: which arguments `backward` gives gradients of, in its order; by default every float one.

    A backward pass that ignores its upstream gradient does not pass, though under ones it would:

    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=(3, 2))
    >>> assert_vjp(np.square, lambda upstream, x: upstream * 2 * x, [x], rng)
    >>> assert_vjp(np.square, lambda upstream, x: 2 * x, [x], rng)
    Traceback (most recent call last):
    gradkata.judge.module.CheckFailed: the gradient of argument 0, of shape (3, 2), is off in 6 ...
    """
    __tracebackhide__ = True
    upstream = random_upstream(forward(*arguments), rng)
    expected = numeric_vjp(forward, arguments, upstream)
    given = upstream[0] if len(upstream) == 1 else tuple(upstream)
    found = _several(backward(given, *arguments))
    places = [place for place, slope in enumerate(expected) if slope is not None]
    for place, actual in zip(places if wrt is None else wrt, found, strict=True):
        assert_same(
            _as(actual), expected[place], rtol=rtol, name=f"the gradient of argument {place}"
        )


def autograd_vjp(function: Function, arguments: Sequence[Value], upstream: Value) -> list[Value]:
    """The vector-Jacobian product as torch's autograd finds it, for a function of tensors.

    Arguments and results are numpy's, so that it can be held against `numeric_vjp`.

    >>> autograd_vjp(lambda x: x**2, [np.array([1.0, 2.0])], [np.array([1.0, 10.0])])
    [array([ 2., 40.])]
    """
    import torch

    given = [to_torch(_array(a) if _is_float(a) else a) for a in arguments]
    leaves = [tensor.requires_grad_() for tensor in given if _is_float_tensor(tensor)]
    result = function(*given)
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    weights = [torch.as_tensor(one, dtype=torch.float64) for one in _several(upstream)]
    found = iter(torch.autograd.grad(outputs, leaves, weights, materialize_grads=True))
    return [next(found).numpy() if _is_float_tensor(tensor) else None for tensor in given]


def assert_autograd_matches(
    function: Function,
    arguments: Sequence[Value],
    rng: np.random.Generator,
    *,
    rtol: float = NUMERIC_RTOL,
) -> None:
    """Raise `CheckFailed` where autograd's gradients of a torch function are not its slopes.

    That happens where something was detached, or a backward pass of one's own is wrong.

    >>> import torch
    >>> x = np.array([0.5, -1.5])
    >>> assert_autograd_matches(torch.tanh, [x], np.random.default_rng(0))
    >>> assert_autograd_matches(lambda x: x * x.detach(), [x], np.random.default_rng(0))
    Traceback (most recent call last):
    gradkata.judge.module.CheckFailed: the gradient of argument 0, of shape (2,), is off in 2 of ...
    """
    __tracebackhide__ = True

    def in_numpy(*given: Value) -> Value:
        return to_numpy(function(*(to_torch(_array(a)) if _is_float(a) else a for a in given)))

    upstream = random_upstream(in_numpy(*arguments), rng)
    expected = numeric_vjp(in_numpy, arguments, upstream)
    found = autograd_vjp(function, arguments, upstream)
    for place, (want, have) in enumerate(zip(expected, found, strict=True)):
        if want is not None:
            assert_same(have, want, rtol=rtol, name=f"the gradient of argument {place}")


def away_from_kinks(
    draw: Callable[[], Value],
    scores: Callable[[Value], Value],
    distance: float = 1e-3,
    tries: int = 1000,
) -> Value:
    """The first draw of which no score lies within `distance` of 0, where relu and others bend.

    >>> rng = np.random.default_rng(0)
    >>> x = away_from_kinks(lambda: rng.normal(size=4), lambda x: x, distance=0.1)
    >>> bool(np.abs(x).min() > 0.1)
    True
    """
    for _ in range(tries):
        drawn = draw()
        if np.abs(to_numpy(scores(drawn))).min() > distance:
            return drawn
    raise NearKink(f"none of {tries} draws keeps {distance} away from the kink: ask for less")


def _slopes(total: Callable[[Array], float], at: Value, name: str) -> Array:
    here = np.array(at, dtype=np.float64)
    left, right = np.zeros_like(here), np.zeros_like(here)
    middle = total(here)
    for index in np.ndindex(*here.shape):
        step = np.zeros_like(here)
        step[index] = WIDTH * max(1.0, abs(float(here[index])))
        left[index] = (middle - total(here - step)) / step[index]
        right[index] = (total(here + step) - middle) / step[index]
    _refuse_kink(left, right, name)
    slopes: Array = np.asarray((left + right) / 2)
    return slopes


def _refuse_kink(left: Array, right: Array, name: str) -> None:
    scale = max(np.abs(left).max(initial=0), np.abs(right).max(initial=0))
    bent = np.abs(left - right) > BEND * max(scale, WIDTH)
    if bent.any():
        index = np.unravel_index(int(np.argmax(bent)), bent.shape)
        place = f"{name}[{', '.join(map(str, index))}]" if index else name
        raise NearKink(
            f"{place} is at a kink: its slope is {left[index]:.3g} to the left, "
            f"{right[index]:.3g} to the right; draw arguments away from it"
        )


def _several(values: Value) -> list[Value]:
    return list(values) if isinstance(values, (list, tuple)) else [values]


def _outputs(result: Value) -> list[Array]:
    return [_array(output) for output in _several(result)]


def _array(value: Value) -> Array:
    return np.asarray(value, dtype=np.float64)


def _is_float(value: Value) -> bool:
    return isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")


def _is_float_tensor(value: Value) -> bool:
    return hasattr(value, "requires_grad") and value.is_floating_point()


def _widened(value: Value) -> Value:
    return value.astype(np.float64) if isinstance(value, np.ndarray) and _is_float(value) else value


def _like(original: Value, value: Value) -> Value:
    # A copy, since a function that writes into its arguments would move the point it is asked at.
    if isinstance(original, np.ndarray):
        return np.array(value)
    return float(value) if isinstance(original, float) else value


def _as(value: Value) -> Array:
    """A backward pass may return numbers for what has no dimensions."""
    return _array(value) if isinstance(value, (int, float, np.number)) else value
