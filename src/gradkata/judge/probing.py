"""Asking further: calls like those that were made, with other numbers in them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gradkata.judge.module import Answer, CheckFailed, Exchange, Terms
from gradkata.wall.values import Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

LARGEST = 400
"""Calls with more numbers than this are not worth asking again."""


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
            return self.answer(call)
        except CheckFailed:
            self.answer = None
            return None
        finally:
            self.calls -= 1
            self.seconds -= time.monotonic() - start


@dataclass(slots=True)
class Profile:
    """What the numbers of one parameter are like in all recorded calls."""

    seen: list[np.ndarray[Any, Any]] = field(default_factory=list)
    is_count: bool = True

    def add(self, value: Value) -> None:
        self.is_count = self.is_count and isinstance(value, int) and not isinstance(value, bool)
        self.seen.append(flat(value))

    @property
    def is_signed(self) -> bool:
        return any(bool((numbers < 0).any()) for numbers in self.seen)

    @property
    def is_binary(self) -> bool:
        return all(bool(np.isin(numbers, (0, 1)).all()) for numbers in self.seen)

    @property
    def is_fraction(self) -> bool:
        """Whether it looks like a rate: one number in each call, never negative, mostly small."""
        single = all(numbers.size == 1 for numbers in self.seen)
        return single and not self.is_signed and not self.is_count and self._median() <= 1

    def _median(self) -> float:
        return float(np.median(np.concatenate(self.seen))) if self.seen else 0.0


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
    found: list[Profile] = []
    for call in calls:
        for position, value in enumerate(thaw(call.arguments)):
            if position == len(found):
                found.append(Profile())
            found[position].add(value)
    return found


def size(call: Call) -> int:
    return int(flat(thaw(call.arguments)).size)


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
    calls = sorted((e.call for e in exchanges), key=size)
    calls = [call for call in calls if size(call) <= LARGEST] or calls[:1]
    known, rng = profiles([e.call for e in exchanges]), np.random.default_rng(seed)
    for turn in range(count):
        # From the largest downwards: the more numbers, the less is left to chance.
        call = calls[-1 - turn % len(calls)]
        values = thaw(call.arguments)
        varied = [vary(value, known[i], rng) for i, value in enumerate(values)]
        yield Call(call.function, freeze(varied), call.upstream)


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
            _fill(value.grad.numpy(), Profile([np.array([-1.0])]), rng)
    return value


def _fill(array: np.ndarray[Any, Any], profile: Profile, rng: np.random.Generator) -> None:
    if array.dtype.kind == "f":
        array[...] = _drawn(array.astype(np.float64), profile, rng)


def _drawn(
    numbers: np.ndarray[Any, Any], profile: Profile, rng: np.random.Generator
) -> np.ndarray[Any, Any]:
    if profile.is_binary and numbers.size > 1:
        return rng.integers(0, 2, numbers.shape).astype(np.float64)
    if profile.is_fraction:
        start = np.where(numbers == 0, 0.1, numbers)
        return np.asarray(start * rng.uniform(0.6, 1.4, numbers.shape))
    scale = float(np.sqrt(np.mean(numbers**2))) if numbers.size else 1.0
    drawn = (scale or 1.0) * rng.normal(size=numbers.shape)
    return drawn if profile.is_signed else np.abs(drawn)
