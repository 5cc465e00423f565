"""Values as text: short enough to read, exact enough to paste into a Python prompt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from gradkata.judge.words import LONGEST

FEW = 12


def show_number(number: float) -> str:
    """Six significant digits, which is what a person compares by eye."""
    return f"{number:.6g}"


def show(value: Any) -> str:
    """One line for a value: in full where it is small, by shape and range where it is not."""
    text = _shown(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _shown(value: Any) -> str:
    if hasattr(value, "requires_grad"):
        return _show_tensor(value)
    if isinstance(value, np.ndarray):
        return _show_array(value)
    if isinstance(value, (list, tuple)):
        return _show_many(value)
    if isinstance(value, dict):
        return _show_dict(value)
    if isinstance(value, str):
        return repr(value[:200])
    return repr(value.item() if isinstance(value, np.generic) else value)


def _show_many(values: Sequence[Any]) -> str:
    shown = [show(value) for value in values[:FEW]]
    if len(values) > FEW:
        shown.append(f"… {len(values) - FEW} more")
    inner = ", ".join(shown)
    if isinstance(values, list):
        return f"[{inner}]"
    return f"({inner},)" if len(values) == 1 else f"({inner})"


def _show_dict(values: Mapping[str, Any]) -> str:
    shown = [f"{key[:200]!r}: {show(item)}" for key, item in islice(values.items(), FEW)]
    if len(values) > FEW:
        shown.append(f"… {len(values) - FEW} more")
    return "{" + ", ".join(shown) + "}"


def _show_array(array: np.ndarray[Any, Any]) -> str:
    if _is_small(array):
        return f"np.array({array.tolist()})"
    return f"array of shape {array.shape}, {array.dtype}, {_range(array)}"


def _is_small(array: np.ndarray[Any, Any]) -> bool:
    # An array without any element can still have two thousand million empty rows.
    return array.size <= FEW and max(array.shape, default=0) <= FEW


def _range(array: np.ndarray[Any, Any]) -> str:
    if not array.size:
        return "empty"
    return f"from {float(array.min()):.4g} to {float(array.max()):.4g}"


def _show_tensor(tensor: Any) -> str:
    numbers = tensor.detach().numpy()
    needs = ", requires_grad=True" if tensor.requires_grad else ""
    dtype = f", dtype={tensor.dtype}" if str(tensor.dtype) != "torch.float32" else ""
    if _is_small(numbers):
        return f"torch.tensor({numbers.tolist()}{dtype}{needs})"
    shape, kind = tuple(tensor.shape), str(tensor.dtype).removeprefix("torch.")
    return f"tensor of shape {shape}, {kind}, {_range(numbers)}"


def show_call(function: str, parameters: Sequence[str], arguments: Sequence[Any]) -> str:
    """A call as it would be typed: `update(w1=0.5, …)`."""
    names = list(parameters) + [""] * (len(arguments) - len(parameters))
    shown = [
        f"{name}={show(value)}" if name else show(value)
        for name, value in zip(names, arguments, strict=False)
    ]
    return f"{function}({', '.join(shown)})"
