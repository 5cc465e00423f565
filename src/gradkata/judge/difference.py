"""Where an answer parts from what was expected: kind and shape first, then finite, then values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradkata.judge.show import show, show_number

# An error of rounding grows with the terms that are summed, not with their sum: so a difference is
# measured against the largest entry of the array, and these leave room for some thousand roundings.
RELATIVE = {"float16": 1e-2, "float32": 1e-4, "float64": 1e-9}
# Where everything expected is zero, there is nothing to measure against but the scale of one.
SMALLEST = {"float16": 1e-4, "float32": 1e-6, "float64": 1e-12}

Value = Any


@dataclass(frozen=True, slots=True)
class Difference:
    """The first quantity that is off. `error` is relative to the largest entry, or infinite."""

    name: str
    message: str
    expected: str
    actual: str
    error: float = float("inf")


def difference(
    expected: Value,
    actual: Value,
    *,
    rtol: float | None = None,
    names: Sequence[str] = ("",),
    only: Sequence[str] = (),
) -> Difference | None:
    """Compare an answer with what was expected; None where they agree.

    names: what to call the answer, or its parts where several values are expected.
    rtol:  relative to the largest expected entry; by default what the dtype of `expected` allows.
    only:  the names of the parts that count; by default all. Their number counts in any case.
    """
    if isinstance(expected, (list, tuple)):
        return _many(expected, actual, rtol, names, only)
    name = names[0] if len(names) == 1 else ""
    if isinstance(expected, dict):
        return _dict(expected, actual, rtol)
    return _one(expected, actual, rtol, name)


def _many(
    expected: Sequence[Value],
    actual: Value,
    rtol: float | None,
    names: Sequence[str],
    only: Sequence[str] = (),
) -> Difference | None:
    parts = _parts(expected, actual)
    if parts is None or len(parts) != len(expected):
        count = "" if parts is None else f", {len(parts)} of them"
        message = f"expected {_count(expected, names)}, got {kind_of(actual)}{count}"
        return Difference("", message, show(expected), show(actual))
    for label, wanted, got in zip(_labels(names, len(expected)), expected, parts, strict=True):
        if only and label not in only:
            continue
        found = difference(wanted, got, rtol=rtol, names=(label,))
        if found is not None:
            return found
    return None


def _count(expected: Sequence[Value], names: Sequence[str]) -> str:
    if not expected:
        return "an empty list"
    named = f" ({', '.join(names)})" if len(names) > 1 else ""
    return f"{len(expected)} values{named} as a tuple or a list"


def _labels(names: Sequence[str], count: int) -> Sequence[str]:
    """`d_w1`, `d_w2` for a tuple whose parts have names; `losses[0]`, … for a list with one."""
    if len(names) == 1 and names[0]:
        return [f"{names[0]}[{i}]" for i in range(count)]
    return names if len(names) == count else [f"value {i}" for i in range(count)]


def _parts(
    expected: Sequence[Value], actual: Value
) -> Sequence[Value] | np.ndarray[Any, Any] | None:
    if isinstance(actual, (list, tuple)):
        return actual
    scalars = all(_is_scalar(value) for value in expected)
    if scalars and getattr(actual, "ndim", 0) == 1:
        # As it is: a list of sixteen million numbers would take half a gigabyte.
        return _numbers(actual)
    return None


def _dict(expected: dict[str, Value], actual: Value, rtol: float | None) -> Difference | None:
    if not isinstance(actual, dict) or sorted(actual) != sorted(expected):
        got = f"the keys {_keys(actual)}" if isinstance(actual, dict) else kind_of(actual)
        message = f"expected a dict with the keys {_keys(expected)}, got {got}"
        return Difference("", message, show(expected), show(actual))
    parts = (difference(expected[k], actual[k], rtol=rtol, names=(k,)) for k in expected)
    return next((part for part in parts if part), None)


def _keys(values: dict[str, Value]) -> str:
    return show(sorted(values))


def _one(expected: Value, actual: Value, rtol: float | None, name: str) -> Difference | None:
    wrong_form = _form(expected, actual)
    if wrong_form:
        label = f"{name} is" if name else "got"
        message = f"{label} {wrong_form[1]}, expected {wrong_form[0]}"
        return Difference(name, message, show(expected), show(actual))
    if expected is None or isinstance(expected, str):
        same = type(expected) is type(actual) and expected == actual
        message = f"{name or 'the result'} differs"
        return None if same else Difference(name, message, show(expected), show(actual))
    return _values(expected, actual, rtol, name)


def _form(expected: Value, actual: Value) -> tuple[str, str] | None:
    """What was expected and what came, as words, where they are not even of one form."""
    if expected is None or isinstance(expected, str):
        return None
    if _is_scalar(expected):
        whole = _dtype_kind(expected) == "integer"
        if not _is_scalar(actual) and not _is_scalar_tensor(actual):
            return ("an int" if whole else "a number"), kind_of(actual)
        if whole and _dtype_kind(actual) != "integer":
            return "an int", kind_of(actual)
        return None
    fits = type(actual) is type(expected) and tuple(actual.shape) == tuple(expected.shape)
    if fits and _dtype_kind(actual) == _dtype_kind(expected):
        return None
    return kind_of(expected), kind_of(actual)


def _values(expected: Value, actual: Value, rtol: float | None, name: str) -> Difference | None:
    wanted, got = np.atleast_1d(_numbers(expected)), np.atleast_1d(_numbers(actual))
    bad = ~np.isfinite(got) & np.isfinite(wanted)
    if bad.any():
        return _off(
            name, expected, actual, wanted, got, int(np.argmax(bad)), int(bad.sum()), np.inf
        )
    with np.errstate(invalid="ignore"):
        distance = np.where(wanted == got, 0.0, np.abs(got - wanted))
    scale = float(np.max(np.abs(wanted), initial=0.0, where=np.isfinite(wanted)))
    off = ~(distance <= _allowed(expected, scale, rtol))
    if not off.any():
        return None
    worst = int(np.nanargmax(distance)) if np.isfinite(distance).any() else 0
    error = float(distance.max()) / scale if scale else np.inf
    return _off(name, expected, actual, wanted, got, worst, int(off.sum()), error)


def _allowed(expected: Value, scale: float, rtol: float | None) -> float:
    if rtol is None and _dtype_kind(expected) == "integer":
        return 0.0
    dtype = _float_name(expected)
    return max((RELATIVE[dtype] if rtol is None else rtol) * scale, SMALLEST[dtype])


def _off(
    name: str, expected: Value, actual: Value,
    wanted: np.ndarray[Any, Any], got: np.ndarray[Any, Any], worst: int, count: int, error: float,
) -> Difference:  # fmt: skip
    a, b = float(wanted.flat[worst]), float(got.flat[worst])
    label = name or "the result"
    if _is_scalar(expected) or wanted.size == 1:
        message = (
            f"{label} is {show_number(b)}, expected {show_number(a)}{_ratio(wanted, got, worst)}"
        )
    else:
        index = [int(i) for i in np.unravel_index(worst, wanted.shape)]
        message = (
            f"{label}, of shape {wanted.shape}, is off in {count} of {wanted.size} entries; the "
            f"worst is {index}: {show_number(b)}, expected {show_number(a)}"
            f"{_ratio(wanted, got, worst)}"
        )
    return Difference(name, message, show(expected), show(actual), error)


def _ratio(wanted: np.ndarray[Any, Any], got: np.ndarray[Any, Any], worst: int) -> str:
    a, b = float(wanted.flat[worst]), float(got.flat[worst])
    if not np.isfinite(b):
        return ""
    if a == 0 or b == 0:
        return f" (off by {show_number(b - a)})"
    ratio = b / a
    everywhere = wanted.size > 1 and np.allclose(got, ratio * wanted, rtol=1e-6, atol=0)
    times = "every entry is" if everywhere else ""
    return (
        f" ({times + ' ' if times else ''}{show_number(ratio)} times, off by {show_number(b - a)})"
    )


def kind_of(value: Value) -> str:
    """A value's kind in words, as far as a learner needs it: `an array of shape (3,), float64`."""
    if value is None:
        return "None"
    if hasattr(value, "requires_grad"):
        dtype = str(value.dtype).removeprefix("torch.")
        return f"a tensor of shape {tuple(value.shape)}, {dtype}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}, {value.dtype}"
    if isinstance(value, str):
        return "a text"
    name = type(value).__name__
    article = "an" if name[0] in "aeiou" else "a"
    shown = f" ({value})" if isinstance(value, (bool, int, float)) else ""
    return f"{article} {name}{shown}"


def _is_scalar(value: Value) -> bool:
    if isinstance(value, (bool, int, float, np.number, np.bool_)):
        return True
    return isinstance(value, np.ndarray) and value.ndim == 0


def _is_scalar_tensor(value: Value) -> bool:
    return hasattr(value, "requires_grad") and value.ndim == 0


def _numbers(value: Value) -> np.ndarray[Any, Any]:
    if hasattr(value, "requires_grad"):
        value = value.detach().numpy()
    return np.asarray(value, dtype=np.float64)


def _dtype_kind(value: Value) -> str:
    if hasattr(value, "requires_grad"):
        return "float" if value.is_floating_point() else "integer"
    return "float" if np.asarray(value).dtype.kind == "f" else "integer"


def _float_name(value: Value) -> str:
    name = str(getattr(value, "dtype", "float64")).removeprefix("torch.")
    return name if name in RELATIVE else "float64"
