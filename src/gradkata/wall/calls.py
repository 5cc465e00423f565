"""Performing one call: the same code in the player, for references, and for mistakes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gradkata.wall.values import Unsendable, Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

if TYPE_CHECKING:
    import torch

Function = Callable[..., Value]


def perform(function: Function, call: Call, filename: str = "") -> Returned | Raised:
    """Call `function`; what it raises comes back as `Raised`.

    `filename` is the submission's file: the line that is reported is the last one in it.
    """
    try:
        return answer(function, call)
    except Unsendable as error:
        return Raised("unsendable", _fit(str(error)))
    except (Exception, SystemExit) as error:
        return raised(error, filename)


def answer(function: Function, call: Call) -> Returned:
    """Call `function` on fresh copies of the arguments; its exceptions pass through."""
    arguments = thaw(call.arguments)
    result = function(*arguments)
    if call.upstream is None:
        return Returned(freeze(result), freeze(arguments))
    gradients, off_graph = _pull_back(result, arguments, thaw(call.upstream))
    sent = None if gradients is None else freeze(gradients)
    return Returned(freeze(result), freeze(arguments), sent, off_graph)


def raised(error: BaseException, filename: str) -> Raised:
    """Describe an exception of the submission's, whatever its own `__str__` does."""
    kind = "not_implemented" if isinstance(error, NotImplementedError) else "exception"
    try:
        # Where a syntax error stands is told by the line, once.
        text = error.msg if isinstance(error, SyntaxError) and error.msg else str(error)
    except Exception:
        text = "(its message cannot be shown)"
    message = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return Raised(kind, _fit(message), line_in(error, filename))  # type: ignore[arg-type]


def _fit(message: str) -> str:
    return message[:2000].encode("utf-8", "replace").decode()


def line_in(error: BaseException, filename: str) -> int:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return max(error.lineno or 0, 0)
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _pull_back(
    result: Value, arguments: list[Value], upstream: list[Value]
) -> tuple[list[Value] | None, str | None]:
    """The vector-Jacobian products of the results with `upstream`, one per argument.

    An argument that needs no gradient gets None; so does one that the results do not depend on.
    """
    torch: Any = sys.modules["torch"]
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    if [_shape(output) for output in outputs] != [_shape(weight) for weight in upstream]:
        return None, None
    for position, output in enumerate(outputs):
        if not output.requires_grad:
            return None, f"output {position + 1} of {len(outputs)}"
    wanted = [a for a in arguments if isinstance(a, torch.Tensor) and a.requires_grad]
    # A weighted sum has the same gradients; `grad` with `upstream` would import sympy first.
    first, *rest = map(_weighted, outputs, upstream)
    total = sum(rest, start=first)
    found = iter(torch.autograd.grad(total, wanted, allow_unused=True))
    return [
        next(found) if isinstance(a, torch.Tensor) and a.requires_grad else None for a in arguments
    ], None


def _weighted(output: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    return (output * weight).sum()


def _shape(value: Value) -> object:
    torch: Any = sys.modules["torch"]
    return tuple(value.shape) if isinstance(value, torch.Tensor) else None


def restore(value: Value, after: Value) -> None:
    """Make `value`, which is in the check's hands, what the function left of its copy.

    Raises `Unsendable` when a function reshaped an argument in place, which no copy can follow.
    """
    if isinstance(value, list) and isinstance(after, list):
        value[:] = after
    elif hasattr(value, "requires_grad") and hasattr(after, "requires_grad"):
        _restore_tensor(value, after)
    elif hasattr(value, "shape") and hasattr(after, "shape"):
        _same_form(value, after)
        value[...] = after


def _restore_tensor(value: torch.Tensor, after: torch.Tensor) -> None:
    torch: Any = sys.modules["torch"]
    _same_form(value, after)
    with torch.no_grad():
        value.data.copy_(after.data)
        grad = after.grad if after.is_leaf else None
        value.grad = None if grad is None else grad.clone()
    if value.requires_grad != after.requires_grad or value.is_leaf != after.is_leaf:
        value.requires_grad_(after.is_leaf and after.requires_grad)
        if not after.is_leaf:
            value.add_(torch.zeros((), dtype=value.dtype, requires_grad=True))


def _same_form(value: Any, after: Any) -> None:
    if value.shape != after.shape or value.dtype != after.dtype:
        raise Unsendable(
            f"an argument of shape {tuple(value.shape)} turned into {tuple(after.shape)}"
        )
