"""Holding two answers to one call side by side: results, arguments afterwards, gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from gradkata.judge.difference import Difference, difference, kind_of
from gradkata.judge.module import Form, Terms
from gradkata.judge.show import show
from gradkata.wall.values import Value, thaw
from gradkata.wall.wire import Call, Returned


def parting(
    call: Call, expected: Returned, actual: Returned, form: Form, terms: Terms
) -> Difference | None:
    """Where `actual` first parts from `expected`; None where they agree."""
    if _are_identical(expected, actual):
        return None
    if not terms.ignore_result:
        names = form.results.get(call.function, ("",))
        want, have = thaw(expected.result), thaw(actual.result)
        found = difference(want, have, rtol=terms.rtol, names=names, only=terms.only)
        if found:
            return found
    parameters = form.parameters[call.function]
    return _gradients(expected, actual, parameters, terms) or _arguments(
        call, expected, actual, parameters, terms
    )


def _are_identical(expected: object, actual: object) -> bool:
    """Whether two of the wire's records are the same to the last byte, as most right answers are.

    Compared as messages, since Python holds 1, 1.0 and True to be equal.
    """
    return msgspec.msgpack.encode(expected) == msgspec.msgpack.encode(actual)


def _gradients(
    expected: Returned, actual: Returned, parameters: Sequence[str], terms: Terms
) -> Difference | None:
    if expected.gradients is None:
        # With gradients asked for, only a known mistake is off the graph: other answers are on it.
        on_graph = Difference("graph", "the result is on autograd's graph", "off it", "on it")
        return None if actual.gradients is None else on_graph
    if actual.gradients is None:
        what = actual.off_graph or "the result"
        message = f"{what} is cut off from autograd's graph: no gradient can flow back through it"
        return Difference("graph", message, "a result with a grad_fn", "a result without one")
    wanted, got = thaw(expected.gradients), thaw(actual.gradients)
    for name, want, have in zip(parameters, wanted, got, strict=False):
        found = _gradient(f"the gradient of {name}", want, have, terms)
        if found:
            return found
    return None


def _gradient(name: str, want: Value, have: Value, terms: Terms) -> Difference | None:
    if want is None:
        came = have is not None and bool(have.any())
        return Difference(name, f"{name} comes through", "None", show(have)) if came else None
    if have is None:
        return Difference(
            name, f"{name} does not come through: no path leads back to it", show(want), "None"
        )
    return difference(want, have, rtol=terms.rtol, names=(name,))


def _arguments(
    call: Call, expected: Returned, actual: Returned, parameters: Sequence[str], terms: Terms
) -> Difference | None:
    if _are_identical(expected.arguments, actual.arguments):
        return None
    before, wanted, got = (thaw(v) for v in (call.arguments, expected.arguments, actual.arguments))
    for name, was, want, have in zip(parameters, before, wanted, got, strict=False):
        found = _argument(name, was, want, have, terms)
        if found:
            return found
    return None


def _argument(name: str, was: Value, want: Value, have: Value, terms: Terms) -> Difference | None:
    if same(was, want):
        if not same(was, have):
            message = f"{name} was changed; it has to be left as it was given"
            return Difference(f"argument {name}", message, show(was), show(have))
    elif same(was, have):
        message = f"{name} is as it was before the call; it has to be changed in place"
        return Difference(f"argument {name}", message, show(want), show(have))
    else:
        found = difference(want, have, rtol=terms.rtol, names=(f"{name} afterwards",))
        if found:
            return found
    return _autograd_state(name, want, have, terms) if hasattr(want, "requires_grad") else None


def _autograd_state(name: str, want: Any, have: Any, terms: Terms) -> Difference | None:
    if want.is_leaf and not have.is_leaf:
        message = f"{name} is no longer a leaf: the update became a part of autograd's graph"
        return Difference(f"argument {name}", message, "a leaf", "a result of an operation")
    if want.requires_grad != have.requires_grad:
        message = f"{name}.requires_grad is {have.requires_grad} afterwards"
        wanted, got = str(want.requires_grad), str(have.requires_grad)
        return Difference(f"argument {name}", message, wanted, got)
    if terms.ignore_grad or not want.is_leaf:
        return None
    label = f"{name}.grad afterwards"
    return difference(_grad(want), _grad(have), rtol=terms.rtol, names=(label,))


def _grad(tensor: Any) -> Any:
    """A gradient of zeros and no gradient are the same to the next `backward`."""
    return tensor.new_zeros(tensor.shape) if tensor.grad is None else tensor.grad


def same(a: Value, b: Value) -> bool:
    """Whether two values are equal to the last bit, in kind as in content."""
    if isinstance(a, (list, tuple)) and type(a) is type(b):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if hasattr(a, "requires_grad") and hasattr(b, "requires_grad"):
        a, b = a.detach().numpy(), b.detach().numpy()
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.dtype == b.dtype and bool(np.array_equal(a, b, equal_nan=True))
    return kind_of(a) == kind_of(b) and (a == b or (a != a and b != b))
