"""Small calls with round numbers, derived from the calls that checks made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from gradkata.judge.probing import Profile, flat, profiles
from gradkata.wall.values import Value, freeze, thaw
from gradkata.wall.wire import Call

Shape = tuple[int, ...]
Symbols = Mapping[tuple[int, int], Shape]
Numbers = np.ndarray[Any, np.dtype[np.float64]]

DRAWS = 8
LONGEST_NUMBER = 6
MOST_NUMBERS = 24


def is_small_and_round(call: Call) -> bool:
    """Whether a person can follow the call with a pencil."""
    found = flat(thaw(call.arguments))
    return found.size <= MOST_NUMBERS and all(len(f"{x:.12g}") <= LONGEST_NUMBER for x in found)


def small_calls(
    base: Call, calls: Sequence[Call], rng: np.random.Generator
) -> Iterator[Iterator[Call]]:
    """Calls like `base`, smallest first: for each choice of sizes, several draws of numbers.

    Sizes that were alike in all `calls` stay alike.
    """
    known, symbols = profiles(calls), _symbols(base, calls)
    varying = sorted({sizes for sizes in symbols.values() if len(set(sizes)) > 1})
    for count in (1, 2) if any(profile.is_count for profile in known) else (1,):
        for sizes in _assignments(varying):
            yield (_drawn_call(base, known, symbols, sizes, count, rng) for _ in range(DRAWS))


def _drawn_call(
    base: Call, known: Sequence[Profile], symbols: Symbols,
    sizes: Mapping[Shape, int], count: int, rng: np.random.Generator,
) -> Call:  # fmt: skip
    values = [
        _small(value, place, known[place], symbols, sizes, count, rng)
        for place, value in enumerate(thaw(base.arguments))
    ]
    return Call(base.function, freeze(values))


def _symbols(base: Call, calls: Sequence[Call]) -> Symbols:
    """For each axis of each argument, its sizes over all calls: one vector is one symbol."""
    shapes = [[_shape(value) for value in thaw(call.arguments)] for call in calls]
    mine = [_shape(value) for value in thaw(base.arguments)]
    return {
        (place, axis): tuple(row[place][axis] for row in shapes if len(row[place]) > axis)
        for place, shape in enumerate(mine)
        for axis in range(len(shape))
    }


def _shape(value: Value) -> Shape:
    if isinstance(value, list):
        return (len(value),)
    return tuple(getattr(value, "shape", ()))


def _assignments(symbols: Sequence[Shape]) -> Iterator[Mapping[Shape, int]]:
    """Sizes for the symbols: all 1, one of them 2, all 2, all different, all 3."""
    yield dict.fromkeys(symbols, 1)
    for one in symbols:
        yield {symbol: 2 if symbol == one else 1 for symbol in symbols}
    if symbols:
        yield dict.fromkeys(symbols, 2)
        yield {symbol: 2 + place for place, symbol in enumerate(symbols)}
        yield dict.fromkeys(symbols, 3)


def _small(
    value: Value, place: int, profile: Profile, symbols: Symbols,
    sizes: Mapping[Shape, int], count: int, rng: np.random.Generator,
) -> Value:  # fmt: skip
    if profile.is_count:
        return count
    if profile.is_fraction:
        return 0.5
    if isinstance(value, (int, float)):
        return float(_drawn((), profile, rng))
    own = _shape(value)
    shape = tuple(sizes.get(symbols[place, axis], own[axis]) for axis in range(len(own)))
    if isinstance(value, list):
        return [_row(value[0], profile, rng) for _ in range(shape[0])] if value else value
    return _like(value, _drawn(shape, profile, rng), rng)


def _row(row: Value, profile: Profile, rng: np.random.Generator) -> Value:
    if isinstance(row, list):
        return [_row(item, profile, rng) for item in row]
    return float(_drawn((), profile, rng))


def _drawn(shape: Shape, profile: Profile, rng: np.random.Generator) -> Numbers:
    if profile.is_binary and shape:
        return rng.integers(0, 2, shape).astype(np.float64)
    size = rng.integers(1, 4, shape)
    sign = rng.choice([-1, 1], shape) if profile.is_signed else 1
    return np.asarray(size * sign, dtype=np.float64)


def _like(value: Value, drawn: Numbers, rng: np.random.Generator) -> Value:
    if isinstance(value, np.ndarray):
        return drawn.astype(value.dtype)
    made = value.new_tensor(drawn.tolist())
    if value.requires_grad:
        made.requires_grad_(True)
    if value.is_leaf and value.grad is not None:
        signs = rng.choice([-2, -1, 1, 2], drawn.shape)
        made.grad = value.new_tensor(signs.tolist()).detach()
    return made
