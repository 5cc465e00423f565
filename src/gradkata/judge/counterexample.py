"""The smallest call found on which a submission is wrong, as lines for a Python prompt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from gradkata.course.kata import Kata
from gradkata.judge.answers import parting, same
from gradkata.judge.difference import difference
from gradkata.judge.module import Exchange, Module, Terms
from gradkata.judge.paste import pasted
from gradkata.judge.probing import Asker, flat, merged, size
from gradkata.judge.records import Remark
from gradkata.judge.small_calls import is_small_and_round, small_calls
from gradkata.wall.values import Leaf, Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

MOST_CALLS, ASKED_OF_ONE_SIZE = 25, 2
SEED = 20
OF_THE_WALL = (
    "MemoryError",
    "PermissionError",
    "EOFError",
    "SystemExit",
    "RuntimeError: can't start",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A call on which the two sides part."""

    call: Call
    expected: Returned
    actual: Returned | Raised


def counterexample(
    kata: Kata,
    wrong: Sequence[Exchange],
    asked: Sequence[Exchange],
    reference: Module,
    ask: Asker,
) -> Remark | None:
    """A remark with the lines to paste; None where no small call shows the difference."""
    if kata.limits.files:
        # They lie in the folder of who is judged, and nowhere that a learner could paste this.
        return None
    terms = merged([exchange.terms for exchange in asked])
    found = _already_small(wrong, reference) or _smaller(wrong, asked, reference, ask, terms)
    if found is None or _is_of_the_wall(found.actual):
        return None
    text = pasted(kata, found.call, found.expected, found.actual, reference.form, terms)
    return Remark("counterexample", text) if text else None


def _is_of_the_wall(reply: Returned | Raised) -> bool:
    """What a plain Python would not raise; it would open the file, ask, or take all the memory."""
    return isinstance(reply, Raised) and reply.message.startswith(OF_THE_WALL)


def _already_small(wrong: Sequence[Exchange], reference: Module) -> Found | None:
    """A check's own call, such as the worked example of the statement."""
    for exchange in sorted(wrong, key=lambda e: size(e.call)):
        if exchange.call.upstream is not None:
            continue
        expected = reference.answer(exchange.call)
        if is_small_and_round(exchange.call) and isinstance(expected, Returned):
            return Found(exchange.call, expected, exchange.reply)
    return None


def _smaller(
    wrong: Sequence[Exchange], asked: Sequence[Exchange], reference: Module, ask: Asker,
    terms: Terms,
) -> Found | None:  # fmt: skip
    rng = np.random.default_rng(SEED)
    ask.calls = min(ask.calls, MOST_CALLS)
    base, calls = _base(wrong), [exchange.call for exchange in asked]
    for draws in small_calls(base, calls, rng):
        told = (c for call in draws if (c := _telling(call, base, reference, rng)))
        # Few of one size: what does not show in two draws shows in a larger call.
        for call, expected in islice(told, ASKED_OF_ONE_SIZE):
            actual = ask(call)
            if actual is None:
                return None
            if _part(call, expected, actual, reference, terms):
                return Found(call, expected, actual)
    return None


def _telling(
    call: Call, base: Call, reference: Module, rng: np.random.Generator
) -> tuple[Call, Returned] | None:
    """The call with its right answer, if that is steady; with the way back where `base` has it."""
    expected = reference.answer(call)
    if isinstance(expected, Raised) or not _is_steady(call, expected, reference):
        return None
    if base.upstream is not None:
        call = Call(call.function, call.arguments, _upstream(expected, rng))
        expected = reference.answer(call)
    return (call, expected) if isinstance(expected, Returned) else None


def _base(wrong: Sequence[Exchange]) -> Call:
    """What is wrong by its numbers; the way back counts where nothing else is wrong."""
    plain = [exchange.call for exchange in wrong if exchange.call.upstream is None]
    return (plain or [wrong[0].call])[0]


def _upstream(expected: Returned, rng: np.random.Generator) -> list[Leaf]:
    result = thaw(expected.result)
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    drawn = [rng.choice([-2, -1, 1, 2], tuple(output.shape)).tolist() for output in outputs]
    return freeze([output.new_tensor(d) for output, d in zip(outputs, drawn, strict=True)])


def _part(
    call: Call, expected: Returned, actual: Returned | Raised, reference: Module, terms: Terms
) -> bool:
    if isinstance(actual, Raised):
        return True
    return parting(call, expected, actual, reference.form, terms) is not None


def _is_steady(call: Call, expected: Returned, reference: Module) -> bool:
    """Whether the right answer hardly moves when the arguments do: no kink is near."""
    moved = [_moved(value) for value in thaw(call.arguments)]
    other = reference.answer(Call(call.function, freeze(moved)))
    if isinstance(other, Raised):
        return False
    one, two = thaw(expected.result), thaw(other.result)
    return difference(one, two, rtol=1e-2) is None and not _is_silent(expected, call)


def _is_silent(expected: Returned, call: Call) -> bool:
    """Whether the right answer is nothing but zeros, which many a wrong one is too."""
    result = thaw(expected.result)
    found = flat(list(result) if isinstance(result, tuple) else result)
    unchanged = same(thaw(call.arguments), thaw(expected.arguments))
    return unchanged and found.size > 1 and not found.any()


def _moved(value: Value) -> Value:
    if isinstance(value, float):
        return value + 1e-7
    if isinstance(value, list):
        return [_moved(item) for item in value]
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value + value.dtype.type(1e-5 if value.dtype.name == "float32" else 1e-7)
    if hasattr(value, "requires_grad") and value.is_floating_point():
        value.detach().add_(1e-5 if str(value.dtype).endswith("32") else 1e-7)
    return value
