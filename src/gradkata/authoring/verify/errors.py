"""How far one answer is from another, as a number and not only as a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradkata.judge.answers import same
from gradkata.judge.difference import RELATIVE, SMALLEST
from gradkata.judge.module import Form, Terms
from gradkata.wall.values import thaw
from gradkata.wall.wire import Call, Returned

Value = Any
Pair = tuple[Value, Value]


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """margin: in units of what is tolerated; relative: to the largest entry that was expected."""

    margin: float = 0.0
    relative: float = 0.0


NONE = Error()
NO_NUMBER = Error(float("inf"), float("inf"))


def largest_error(
    call: Call, expected: Returned, actual: Returned, form: Form, terms: Terms
) -> Error:
    """The largest that the comparison would have to tolerate; infinite where forms differ."""
    found = (
        _error(want, have, terms.rtol) for want, have in _pairs(call, expected, actual, form, terms)
    )
    return max(found, default=NONE)


def _pairs(
    call: Call, expected: Returned, actual: Returned, form: Form, terms: Terms
) -> Iterator[Pair]:
    if not terms.ignore_result:
        yield from _parts(call, thaw(expected.result), thaw(actual.result), form, terms)
    if expected.gradients is not None and actual.gradients is not None:
        yield from zip(thaw(expected.gradients), thaw(actual.gradients), strict=False)
    before, want, have = (thaw(v) for v in (call.arguments, expected.arguments, actual.arguments))
    for was, wanted, got in zip(before, want, have, strict=False):
        if not same(was, wanted):
            yield wanted, got
        elif not same(was, got):
            yield 0.0, float("inf")


def _parts(call: Call, want: Value, have: Value, form: Form, terms: Terms) -> Iterator[Pair]:
    if not terms.only or not _are_as_many(want, have):
        yield want, have
        return
    names = form.results.get(call.function, ())
    for name, wanted, got in zip(names, want, have, strict=False):
        if name in terms.only:
            yield wanted, got


def _are_as_many(want: Value, have: Value) -> bool:
    """Whether several values are expected and as many have come."""
    has_parts = isinstance(have, (list, tuple)) or (isinstance(have, np.ndarray) and have.ndim > 0)
    return isinstance(want, (list, tuple)) and has_parts and len(want) == len(have)


def _error(want: Value, have: Value, rtol: float | None) -> Error:
    if isinstance(want, (list, tuple)):
        if not _are_as_many(want, have):
            return NO_NUMBER
        pairs = zip(want, have, strict=True)
        return max((_error(a, b, rtol) for a, b in pairs), default=NONE)
    if want is None or isinstance(want, str):
        return NONE if want == have or want is have else NO_NUMBER
    return _in_numbers(want, have, rtol)


def _in_numbers(want: Value, have: Value, rtol: float | None) -> Error:
    try:
        wanted, got = _numbers(want), _numbers(have)
    except (TypeError, ValueError):
        return NO_NUMBER
    if wanted.shape != got.shape or not np.isfinite(got).all():
        return NO_NUMBER
    if not wanted.size:
        return NONE
    error, scale = float(np.abs(wanted - got).max()), float(np.abs(wanted).max())
    dtype = str(getattr(want, "dtype", "float64")).removeprefix("torch.")
    dtype = dtype if dtype in RELATIVE else "float64"
    allowed = max((RELATIVE[dtype] if rtol is None else rtol) * scale, SMALLEST[dtype])
    # What is expected to be zero may be rounding noise, and says nothing of how large an error is.
    return Error(error / allowed, error / scale if scale > SMALLEST[dtype] else error)


def _numbers(value: Value) -> np.ndarray[Any, np.dtype[np.float64]]:
    if hasattr(value, "requires_grad"):
        value = value.detach().numpy()
    return np.asarray(value, dtype=np.float64)
