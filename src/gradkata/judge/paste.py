"""A call, what it gives and what it should give, as lines to paste into a Python prompt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.course.kata import Kata
from gradkata.judge.answers import parting, same
from gradkata.judge.difference import difference
from gradkata.judge.module import Form, Terms
from gradkata.judge.show import show
from gradkata.wall.values import Value, thaw
from gradkata.wall.wire import Call, Raised, Returned


def pasted(
    kata: Kata, call: Call, expected: Returned, actual: Returned | Raised, form: Form, terms: Terms
) -> str:
    """The lines; nothing where the difference does not show in what can be printed."""
    parameters, given = form.parameters[call.function], thaw(call.arguments)
    bound = [name for name, _, _ in _changed(parameters, call, expected, actual)]
    lines = [*_imports(given), *_function(kata, call.function)]
    for name, value in zip(parameters, given, strict=False):
        lines += _bindings(name, value) if _is_named(name, value, bound, call) else []
    inline = [
        name if _is_named(name, value, bound, call) else code(value)
        for name, value in zip(parameters, given, strict=False)
    ]
    typed = f"{call.function}({', '.join(inline)})"
    if call.upstream is not None:
        return "\n".join([*lines, *_way_back(typed, parameters, call, expected, actual)])
    shown = list(_shown(typed, parameters, call, expected, actual, form, terms))
    return "\n".join([*lines, *shown]) if shown else ""


def _is_named(name: str, value: Value, bound: list[str], call: Call) -> bool:
    """Whether an argument is looked at after the call, and so needs a name."""
    needed = call.upstream is not None and getattr(value, "requires_grad", False)
    return name in bound or _has_grad(value) or needed


def _way_back(
    typed: str, parameters: Any, call: Call, expected: Returned, actual: Returned | Raised
) -> Iterator[str]:
    """The gradients that come back through a result, or that it is cut off."""
    yield f"result = {typed}"
    if isinstance(actual, Returned) and actual.off_graph:
        place = int(actual.off_graph.split()[1]) - 1
        several = isinstance(thaw(actual.result), (list, tuple))
        yield from _row(f"result{f'[{place}]' if several else ''}.requires_grad", False, True)
        return
    upstream = ", ".join(code(value) for value in thaw(call.upstream or []))
    yield f"torch.autograd.backward(result, [{upstream}])"
    if isinstance(actual, Raised) or actual.gradients is None:
        why = _one_line(actual.message) if isinstance(actual, Raised) else "an error"
        yield f"# raises   {why}"
        yield f"# expected {show(thaw(expected.gradients or []))}"
        return
    rows = zip(parameters, thaw(expected.gradients or []), thaw(actual.gradients), strict=False)
    for name, wanted, got in rows:
        if (wanted is None) != (got is None) or (wanted is not None and not _alike(wanted, got)):
            yield from _row(f"{name}.grad", show(got), show(wanted))


def _imports(given: list[Value]) -> list[str]:
    lines = ["from runpy import run_path"]
    if any(isinstance(value, np.ndarray) for value in given):
        lines.append("import numpy as np")
    if any(hasattr(value, "requires_grad") for value in given):
        lines.append("import torch")
    return lines


def _function(kata: Kata, function: str) -> list[str]:
    return [f'{function} = run_path("katas/{kata.file.as_posix()}")["{function}"]']


def _bindings(name: str, value: Value) -> list[str]:
    lines = [f"{name} = {code(value)}"]
    if _has_grad(value):
        lines.append(f"{name}.grad = {code(value.grad)}")
    return lines


def _has_grad(value: Value) -> bool:
    return hasattr(value, "requires_grad") and value.is_leaf and value.grad is not None


def _changed(
    parameters: Any, call: Call, expected: Returned, actual: Returned | Raised
) -> Iterator[tuple[str, Value, Value]]:
    """Arguments that either side changes: name, as it should be afterwards, as it is."""
    was, want = thaw(call.arguments), thaw(expected.arguments)
    have = thaw(actual.arguments) if isinstance(actual, Returned) else was
    for name, before, wanted, got in zip(parameters, was, want, have, strict=False):
        if not same(before, wanted) or not same(before, got) or _state(wanted) != _state(got):
            yield name, wanted, got


def _state(value: Value) -> object:
    if not hasattr(value, "requires_grad"):
        return None
    grad = value.grad.tolist() if value.is_leaf and value.grad is not None else None
    return value.requires_grad, value.is_leaf, grad


def _shown(
    typed: str, parameters: Any, call: Call, expected: Returned, actual: Returned | Raised,
    form: Form, terms: Terms,
) -> Iterator[str]:  # fmt: skip
    if isinstance(actual, Raised):
        yield f"{typed}"
        yield f"# raises   {_one_line(actual.message)}"
        yield f"# expected {_result(expected)}"
        return
    alike = Terms(terms.rtol, terms.ignore_result, ignore_grad=True, only=terms.only)
    result_alone = Returned(actual.result, expected.arguments)
    plain = Returned(expected.result, expected.arguments)
    if terms.ignore_result or not parting(call, plain, result_alone, form, alike):
        yield typed if terms.ignore_result else f"result = {typed}"
    else:
        yield f"print({typed})"
        yield f"# gives    {_result(actual)}"
        yield f"# expected {_result(expected)}"
        if not any(_differ(row) for row in _changed(parameters, call, expected, actual)):
            return
    changes = list(_afterwards(parameters, call, expected, actual, terms))
    yield from changes


def _differ(row: tuple[str, Value, Value]) -> bool:
    _, wanted, got = row
    return not _alike(wanted, got)


def _alike(wanted: Value, got: Value) -> bool:
    return difference(wanted, got) is None


def _afterwards(
    parameters: Any, call: Call, expected: Returned, actual: Returned, terms: Terms
) -> Iterator[str]:
    for name, wanted, got in _changed(parameters, call, expected, actual):
        if not _alike(wanted, got):
            # What came back can be a million numbers, where two were given.
            yield from _row(name, show(got), code(wanted))
        elif hasattr(wanted, "requires_grad"):
            if wanted.requires_grad != got.requires_grad:
                yield from _row(f"{name}.requires_grad", got.requires_grad, wanted.requires_grad)
            elif wanted.is_leaf != got.is_leaf:
                yield from _row(f"{name}.is_leaf", got.is_leaf, wanted.is_leaf)
            elif not terms.ignore_grad and _state(wanted) != _state(got):
                yield from _row(f"{name}.grad", show(got.grad), show(wanted.grad))


def _row(name: str, gives: object, expected: object) -> Iterator[str]:
    yield f"print({name})"
    yield f"# gives    {gives}"
    yield f"# expected {expected}"


def _result(answer: Returned) -> str:
    return show(thaw(answer.result))


def code(value: Value) -> str:
    """A value as the expression that makes it."""
    if hasattr(value, "requires_grad"):
        return _tensor(value)
    if isinstance(value, np.ndarray):
        dtype = "" if value.dtype.name == "float64" else f", dtype=np.{value.dtype.name}"
        return f"np.array({value.tolist()}{dtype})"
    if isinstance(value, list):
        return f"[{', '.join(code(item) for item in value)}]"
    return repr(value)


def _tensor(value: Value) -> str:
    dtype = "" if str(value.dtype) == "torch.float32" else f", dtype={value.dtype}"
    needs = ", requires_grad=True" if value.requires_grad else ""
    return f"torch.tensor({value.detach().tolist()}{dtype}{needs})"


def _one_line(message: str) -> str:
    """What follows a `#` must not end the comment."""
    return " ".join(message.split())[:200]
