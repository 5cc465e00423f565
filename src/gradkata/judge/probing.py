"""Asking further: calls like those that were made, with other numbers in them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradkata.judge.module import Answer, CheckFailed, Exchange, Terms
from gradkata.wall.values import Array, Leaves, Tensor, Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

LARGEST = 400
"""Calls with more numbers than this are not worth asking again."""
ROOM, LEAF_BYTES = 2**19, 100
"""Bytes: of an answer beyond four times what was to be expected; and of a leaf by itself."""


@dataclass(slots=True)
class Asker:
    """Asks a submission a few questions more: bounded in number and time, and never in anger.

    None in place of an answer: the submission is lost, or has been asked enough.
    """

    answer: Answer | None
    calls: int = 40
    seconds: float = 1.0

    def __call__(self, call: Call) -> Returned | Raised | None:
        if self.answer is None or self.calls <= 0 or self.seconds <= 0:
            return None
        start = time.monotonic()
        try:
            return self._in_proportion(self.answer(call), call)
        except CheckFailed:
            self.answer = None
            return None
        finally:
            self.calls -= 1
            self.seconds -= time.monotonic() - start

    def _in_proportion(self, reply: Returned | Raised, call: Call) -> Returned | Raised | None:
        if isinstance(reply, Returned) and is_out_of_proportion(reply, bulk(call.arguments)):
            self.answer = None
            return None
        return reply


def is_out_of_proportion(reply: Returned, expected: int) -> bool:
    """Whether an answer is too large to be explained: it is laid out for every mistake there is."""
    return bulk_of(reply) > 4 * expected + ROOM


def bulk_of(reply: Returned) -> int:
    return bulk(reply.result) + bulk(reply.arguments) + bulk(reply.gradients or [])


def bulk(leaves: Leaves) -> int:
    """The bytes that leaves take, about."""
    arrays = [leaf.array if isinstance(leaf, Tensor) else leaf for leaf in leaves]
    grads = [leaf.grad for leaf in leaves if isinstance(leaf, Tensor)]
    data = (len(one.data) for one in (*arrays, *grads) if isinstance(one, Array))
    return LEAF_BYTES * len(leaves) + sum(data)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the numbers of one parameter are like in all recorded calls.

    is_count:    a whole number each time, such as how many steps to take.
    is_signed:   some are negative.
    is_binary:   all are 0 or 1.
    is_fraction: one number each time, never negative, mostly small: it looks like a rate.
    """

    is_count: bool
    is_signed: bool
    is_binary: bool
    is_fraction: bool

    @classmethod
    def of(cls, values: Sequence[Value]) -> Profile:
        seen = [flat(value) for value in values]
        numbers = np.concatenate([np.zeros(0), *seen])
        is_count = all(type(value) is int for value in values)
        is_signed = bool((numbers < 0).any())
        is_small = bool(numbers.size) and float(np.median(numbers)) <= 1
        is_single = all(each.size == 1 for each in seen) and not is_signed and not is_count
        is_binary = bool(np.isin(numbers, (0, 1)).all())
        return cls(is_count, is_signed, is_binary, is_single and is_small)


ANY = Profile(is_count=False, is_signed=True, is_binary=False, is_fraction=False)


def flat(value: Value) -> np.ndarray[Any, Any]:
    """All numbers of a value, in reading order."""
    if isinstance(value, (list, tuple)):
        return np.concatenate([np.zeros(0), *(flat(item) for item in value)])
    if hasattr(value, "requires_grad"):
        value = value.detach().numpy()
    if isinstance(value, (bool, int, float, np.ndarray)):
        return np.asarray(value, dtype=np.float64).reshape(-1)
    return np.zeros(0)


def profiles(calls: Sequence[Call]) -> list[Profile]:
    """One profile for each position of the arguments."""
    rows = [thaw(call.arguments) for call in calls]
    most = max(map(len, rows), default=0)
    return [Profile.of([row[i] for row in rows if len(row) > i]) for i in range(most)]


def size(call: Call) -> int:
    return int(flat(thaw(call.arguments)).size)


def work(call: Call) -> int:
    """How much work a call is, about: a step more is as much as all its numbers once more."""
    values = thaw(call.arguments)
    rounds = max([value for value in values if type(value) is int], default=1)
    return int(flat(values).size) * max(rounds, 1)


def is_worth_asking(call: Call) -> bool:
    """Whether a call is small enough to be asked again in other words."""
    # Told by the bytes, so that nothing is laid out where nothing is asked in the end.
    numbers = 0
    for leaf in call.arguments:
        array = leaf.array if isinstance(leaf, Tensor) else leaf
        numbers += len(array.data) // 4 if isinstance(array, Array) else 1
    return numbers <= 2 * LARGEST


def merged(terms: Sequence[Terms]) -> Terms:
    """What all comparisons of a function together ask."""
    only = [set(t.only) for t in terms]
    return Terms(
        rtol=max((t.rtol for t in terms if t.rtol is not None), default=None),
        ignore_result=all(t.ignore_result for t in terms),
        ignore_grad=all(t.ignore_grad for t in terms),
        only=() if not all(only) else tuple(sorted(set().union(*only))),
    )


def variations(exchanges: Sequence[Exchange], count: int, seed: int) -> Iterator[Call]:
    """Calls of the recorded shapes with other numbers, small and large ones in turn."""
    sized = sorted(((size(e.call), e.call) for e in exchanges), key=lambda pair: pair[0])
    calls = [call for numbers, call in sized if numbers <= LARGEST] or [sized[0][1]]
    known, rng = profiles([e.call for e in exchanges]), np.random.default_rng(seed)
    for turn in range(count):
        # From the largest downwards: the more numbers, the less is left to chance.
        call = calls[-1 - turn % len(calls)]
        values = thaw(call.arguments)
        varied = [vary(value, known[i], rng) for i, value in enumerate(values)]
        yield Call(call.function, freeze(varied), call.upstream)


def single_steps(exchanges: Sequence[Exchange], count: int, seed: int) -> Iterator[Call]:
    """Variations cut down to a single step, for functions that take as many as they are told."""
    known = profiles([exchange.call for exchange in exchanges])
    if any(profile.is_count for profile in known):
        for call in variations(exchanges, count, seed + 1):
            values = thaw(call.arguments)
            cut = [
                1 if known[i].is_count else value[:1] if isinstance(value, list) else value
                for i, value in enumerate(values)
            ]
            yield Call(call.function, freeze(cut), call.upstream)


def vary(value: Value, profile: Profile, rng: np.random.Generator) -> Value:
    """The same kind of value, with other numbers of the same sort and scale."""
    if profile.is_count or isinstance(value, bool):
        return value
    if isinstance(value, list):
        return [vary(item, profile, rng) for item in value]
    if isinstance(value, (int, float)):
        return float(_drawn(np.array([float(value)]), profile, rng)[0])
    if isinstance(value, np.ndarray):
        _fill(value, profile, rng)
    elif hasattr(value, "requires_grad"):
        _fill(value.detach().numpy(), profile, rng)
        if value.is_leaf and value.grad is not None:
            _fill(value.grad.numpy(), ANY, rng)
    return value


def _fill(array: np.ndarray[Any, Any], profile: Profile, rng: np.random.Generator) -> None:
    if array.dtype.kind == "f":
        array[...] = _drawn(array.astype(np.float64), profile, rng)


def _drawn(
    numbers: np.ndarray[Any, Any], profile: Profile, rng: np.random.Generator
) -> np.ndarray[Any, Any]:
    if profile.is_binary and numbers.size > 1:
        return np.asarray(rng.integers(0, 2, numbers.shape), dtype=np.float64)
    if profile.is_fraction:
        start = np.where(numbers == 0, 0.1, numbers)
        return np.asarray(start * rng.uniform(0.6, 1.4, numbers.shape))
    scale = float(np.sqrt(np.mean(numbers**2))) if numbers.size else 1.0
    drawn = (scale or 1.0) * rng.normal(size=numbers.shape)
    return np.asarray(drawn if profile.is_signed else np.abs(drawn))
