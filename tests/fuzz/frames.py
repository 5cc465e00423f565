"""Frames that a hostile player might send: mutated from valid ones, or grown from MessagePack."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from gradkata.wall.values import Array, Open, Tensor, freeze
from gradkata.wall.wire import Call, Load, Loaded, Raised, Ready, Returned, frame

pack = msgspec.msgpack.encode
Mutation = Callable[[random.Random, bytearray], None]

FLOATS = Array("float64", (2, 1), (1, 2), bytes(16))
VALUE = [1.5, None, True, -(2**63), "text", np.eye(3)[:, ::2], (np.float32(1), {"a": np.zeros(0)})]
SEEDS = [
    frame(message)
    for message in (
        Ready([]),
        Ready(["fork", "read /etc/passwd"]),
        Loaded(),
        Returned([1.5], freeze([])),
        Returned(freeze(VALUE), freeze([np.arange(6.0).reshape(2, 3).T, 3])),
        Returned([Tensor(FLOATS, True, False, FLOATS)], [Open("list", 1), FLOATS], [None], "all"),
        Raised("exception", "ValueError: no", 7),
        Raised("not_implemented", "NotImplementedError"),
        Load("def f(x): return x", "katas/by_hand/f.py"),
        Call("f", freeze([1, 2.0, np.ones(3)]), freeze([np.ones(3)])),
    )
]
LARGE = [
    pack(["returned", [[]] * 250_000, []]),
    pack(["returned", [0] * 250_000, []]),
    pack(["returned", [["open", "list", 1]] * 65_536, []]),
    pack(["returned", [["array", "int8", [2], [2**22], b"xx"]] * 60_000, []]),
    pack(["returned", [["array", "int8", [1], None, bytes(16 * 2**20)]], []]),
    pack(["raised", "exception", "x" * 2**20, 1]),
    b"\x91" * 2**20,
    b"\x81\xa1x" * 2**18,
]
HEADS = [
    b"\xdd\xff\xff\xff\xff",
    b"\xdf\xff\xff\xff\xff",
    b"\xc6\xff\xff\xff\xff",
    b"\xdb\x7f\xff\xff\xff",
    b"\xdc\xff\xff",
    b"\xc7\x0c\xff",
    b"\xd6\xff\0\0\0\0",
    b"\xc0",
    b"\xc1",
    b"\x90",
    b"\x80",
    b"\xcf" + b"\xff" * 8,
    b"\xd3\x80" + bytes(7),
    b"\xcb\x7f\xf8" + bytes(6),
]
TAGS = ["returned", "raised", "ready", "loaded", "load", "call"]
WORDS = [*TAGS, "array", "tensor", "open", "list", "tuple", "dict", "float64"]


def framed(payload: bytes) -> bytes:
    return struct.pack("!I", len(payload)) + payload


def some_frame(rng: random.Random) -> bytes:
    """One frame: mostly a mutated valid one, often grown, now and then a large one."""
    kind = rng.random()
    if kind < 0.0005:
        return framed(rng.choice(LARGE))
    if kind < 0.35:
        return framed(pack(_message(rng)))
    data = bytearray(rng.choice(SEEDS))
    for _ in range(rng.randint(1, 3)):
        rng.choice(MUTATIONS)(rng, data)
    # A length that does not fit is soon refused, so most are put right again.
    return framed(bytes(data[4:])) if rng.random() < 0.9 else bytes(data)


def _message(rng: random.Random) -> list[Any]:
    tag = rng.choice(["returned", "raised", "ready", "call", rng.choice(WORDS)])
    if rng.random() < 0.5:
        return ["returned", _leaves(rng), _leaves(rng), *([_leaves(rng)] * rng.randint(0, 1))]
    return [tag, *(_grown(rng, 3) for _ in range(rng.randint(0, 4)))]


def _leaves(rng: random.Random) -> list[Any]:
    return [_leaf(rng) for _ in range(rng.randint(0, 6))]


def _leaf(rng: random.Random) -> Any:
    choice = rng.randint(0, 5)
    if choice == 0:
        return ["open", rng.choice(["list", "tuple", "dict"]), rng.randint(0, 4)]
    if choice == 1:
        return _array(rng)
    if choice == 2:
        grad = rng.choice([None, _array(rng)])
        return ["tensor", _array(rng), rng.random() < 0.5, rng.random() < 0.5, grad]
    return _grown(rng, 0)


def _array(rng: random.Random) -> list[Any]:
    shape = [rng.choice([0, 1, 2, 3, 2**31]) for _ in range(rng.randint(0, 3))]
    strides = [rng.choice([0, 1, 2, 6, 2**20, 2**31]) for _ in shape]
    dtype = rng.choice(["bool", "int8", "int64", "float16", "float64", "object"])
    return [
        "array",
        dtype,
        shape,
        rng.choice([None, strides]),
        bytes(rng.choice([0, 1, 8, 16, 48])),
    ]


def _grown(rng: random.Random, depth: int) -> Any:
    """Any MessagePack, down to `depth` levels."""
    choice = rng.randint(0, 9 if depth else 6)
    if choice >= 8:
        return {rng.choice(WORDS): _grown(rng, depth - 1)}
    if choice == 7:
        return [_grown(rng, depth - 1) for _ in range(rng.randint(0, 4))]
    atoms: list[Any] = [
        None, rng.random() < 0.5, rng.choice([0, -1, 2**31, 2**63, -(2**63), 2**64 - 1]),
        rng.choice([0.5, float("nan"), float("inf")]), rng.choice(WORDS), rng.randbytes(3),
        msgspec.msgpack.Ext(rng.randint(-128, 127), rng.randbytes(rng.choice([0, 4, 8, 12]))),
    ]  # fmt: skip
    return atoms[choice]


def _flip(rng: random.Random, data: bytearray) -> None:
    if data:
        data[rng.randrange(len(data))] = rng.randrange(256)


def _cut(rng: random.Random, data: bytearray) -> None:
    start = rng.randint(0, len(data))
    del data[start : start + rng.randint(1, 8)]


def _insert(rng: random.Random, data: bytearray) -> None:
    place = rng.randint(0, len(data))
    data[place:place] = rng.choice([rng.choice(HEADS), rng.randbytes(rng.randint(1, 6))])


def _repeat(rng: random.Random, data: bytearray) -> None:
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.randint(1, 24)]
    data[start:start] = piece * rng.randint(1, 20)


def _splice(rng: random.Random, data: bytearray) -> None:
    other = rng.choice(SEEDS)
    start = rng.randint(0, len(other))
    place = rng.randint(0, len(data))
    data[place : place + rng.randint(0, 12)] = other[start : start + rng.randint(1, 40)]


MUTATIONS: list[Mutation] = [_flip, _flip, _cut, _insert, _repeat, _splice]
