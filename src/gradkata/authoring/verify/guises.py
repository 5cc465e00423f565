"""The reference in disguise: answers that are off in a known way, and consistently so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from gradkata.judge.difference import SMALLEST
from gradkata.judge.module import Answer
from gradkata.wall.values import Array, Leaf, Tensor
from gradkata.wall.wire import Call, Raised, Returned

Numbers = np.ndarray[Any, Any]

WRONG = 1.5
SLIGHTLY_OFF = 1.001


def off_by(factor: float, answer: Answer, function: str | None = None) -> Answer:
    """`answer` with every float that it gives or changes times `factor`, and integers moved.

    The same factor everywhere: a check that holds the learner's answers against one another, and
    not against anything of its own, has no way to notice.
    """

    def altered(call: Call) -> Returned | Raised:
        reply = answer(call)
        if isinstance(reply, Raised) or function not in (None, call.function):
            return reply
        return altered_reply(call, reply, factor)

    return altered


def altered_reply(call: Call, reply: Returned, factor: float) -> Returned:
    gradients = reply.gradients
    return Returned(
        [_off(leaf, factor) for leaf in reply.result],
        _changed(call.arguments, reply.arguments, factor),
        None if gradients is None else [_off(leaf, factor) for leaf in gradients],
        reply.off_graph,
    )


def _changed(before: Sequence[Leaf], after: list[Leaf], factor: float) -> list[Leaf]:
    """What the function left alone stays as it is."""
    if len(before) != len(after):
        return after
    pairs = zip(before, after, strict=True)
    return [new if _content(old) == _content(new) else _off(new, factor) for old, new in pairs]


def _content(leaf: Leaf) -> Any:
    return leaf.array.data if isinstance(leaf, Tensor) else leaf


def _off(leaf: Leaf, factor: float) -> Leaf:
    if isinstance(leaf, Tensor):
        return msgspec.structs.replace(leaf, array=_off_array(leaf.array, factor))
    if isinstance(leaf, Array):
        return _off_array(leaf, factor)
    if isinstance(leaf, bool):
        return not leaf if factor == WRONG else leaf
    if isinstance(leaf, int):
        return _other_integer(leaf) if factor == WRONG else leaf
    return float(_off_numbers(np.array(leaf), factor)) if isinstance(leaf, float) else leaf


def _other_integer(number: int) -> int:
    return 1 - number if number in (0, 1) else number + 1


def _off_array(array: Array, factor: float) -> Array:
    numbers = np.frombuffer(array.data, dtype=array.dtype)
    if numbers.dtype.kind != "f":
        return array
    moved = _off_numbers(numbers, factor)
    return msgspec.structs.replace(array, data=moved.astype(array.dtype).tobytes())


def _off_numbers(numbers: Numbers, factor: float) -> Numbers:
    """Zeros times anything are zeros, so an answer of nothing else, noise aside, is moved."""
    noise = SMALLEST[numbers.dtype.name]
    return numbers + (factor - 1) if (np.abs(numbers) <= noise).all() else numbers * factor
