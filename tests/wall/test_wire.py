"""Every message crosses the wire whole; everything else is a WireError, and soon."""

from __future__ import annotations

import os
import struct
import threading
import time
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gradkata.wall.values import MAX_LEAVES, MAX_TEXT, Array, Open, Tensor, freeze
from gradkata.wall.wire import (
    MAX_FRAME,
    MAX_SOURCE,
    Call,
    Closed,
    Load,
    Loaded,
    Raised,
    Ready,
    Reply,
    Request,
    Returned,
    WireError,
    announced_length,
    decode_reply,
    decode_request,
    frame,
    receive,
    send,
)

pack = msgspec.msgpack.encode
TEXT = st.text(max_size=30)
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "float16", "float32", "float64"]
SHAPE = st.lists(st.integers(0, 2**31), max_size=8).map(tuple)
ARRAY = st.builds(
    Array,
    st.sampled_from(DTYPES),
    SHAPE,
    st.none() | SHAPE,
    st.binary(max_size=40),
)
LEAF = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | ARRAY
    | st.builds(Tensor, ARRAY, st.booleans(), st.booleans(), st.none() | ARRAY)
    | st.builds(Open, st.sampled_from(["list", "tuple", "dict"]), st.integers(0, MAX_LEAVES))
)
LEAVES = st.lists(LEAF, max_size=8)
REQUESTS = st.builds(Load, TEXT, TEXT) | st.builds(Call, TEXT, LEAVES, st.none() | LEAVES)
KINDS = st.sampled_from(["exception", "not_implemented", "missing", "unsendable"])
REPLIES = (
    st.builds(Ready, st.lists(TEXT, max_size=4))
    | st.just(Loaded())
    | st.builds(Returned, LEAVES, LEAVES, st.none() | LEAVES, st.none() | TEXT)
    | st.builds(Raised, KINDS, TEXT, st.integers(0, 2**31))
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=16)
    | st.sampled_from(["load", "call", "returned", "raised", "ready", "array", "tensor", "open"])
    | st.builds(msgspec.msgpack.Ext, st.integers(-128, 127), st.binary(max_size=12)),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(max_size=4) | st.integers(0, 9), inner, max_size=3)
    ),
    max_leaves=25,
)


def _is_reply_or_refused(payload: bytes) -> None:
    try:
        reply = decode_reply(payload)
    except WireError:
        return
    assert isinstance(reply, (Ready, Loaded, Returned, Raised))


def _refused(payload: bytes) -> str:
    with pytest.raises(WireError) as caught:
        decode_reply(payload)
    return str(caught.value)


@given(REQUESTS)
def test_every_request_arrives_as_it_left(request: Request) -> None:
    data = frame(request)
    assert (announced_length(data[:4]), decode_request(data[4:])) == (len(data) - 4, request)


@given(REPLIES)
def test_every_reply_arrives_as_it_left(reply: Reply) -> None:
    data = frame(reply)
    assert (announced_length(data[:4]), decode_reply(data[4:])) == (len(data) - 4, reply)


@given(st.binary(max_size=200))
@example(b"\x91" * 100_000)
def test_any_bytes_are_a_reply_or_a_wire_error(payload: bytes) -> None:
    _is_reply_or_refused(payload)


@given(REPLIES, st.data())
def test_a_mutated_reply_is_a_reply_or_a_wire_error(reply: Reply, data: st.DataObject) -> None:
    payload = bytearray(frame(reply)[4:])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(payload) - 1))
        payload[place] = data.draw(st.integers(0, 255))
    _is_reply_or_refused(bytes(payload))


@given(REPLIES, st.data())
def test_a_reply_cut_short_is_a_wire_error(reply: Reply, data: st.DataObject) -> None:
    payload = frame(reply)[4:]
    _refused(payload[: data.draw(st.integers(0, len(payload) - 1))])


@given(ANYTHING)
def test_any_messagepack_is_a_reply_or_a_wire_error(value: Any) -> None:
    _is_reply_or_refused(pack(value))


@given(st.sampled_from(["ready", "loaded", "returned", "raised"]), st.lists(ANYTHING, max_size=5))
def test_anything_under_a_replys_tag_is_a_reply_or_a_wire_error(
    tag: str, fields: list[Any]
) -> None:
    _is_reply_or_refused(pack([tag, *fields]))


@given(st.lists(ANYTHING, max_size=5))
def test_anything_as_a_request_is_a_request_or_a_wire_error(fields: list[Any]) -> None:
    for tag in ("load", "call"):
        try:
            decoded = decode_request(pack([tag, *fields]))
        except WireError:
            continue
        assert isinstance(decoded, (Load, Call))


@given(REPLIES)
def test_something_after_a_reply_is_a_wire_error(reply: Reply) -> None:
    _refused(frame(reply)[4:] + b"\xc0")


def _returned(leaf: Any) -> bytes:
    return pack(["returned", [leaf], []])


REFUSED = {
    "nothing": b"",
    "a request": frame(Call("f", []))[4:],
    "an unknown tag": pack(["pickled", b"cos\nsystem\n"]),
    "a timestamp": _returned(msgspec.msgpack.Ext(-1, b"\0\0\0\0")),
    "an extension type": _returned(msgspec.msgpack.Ext(1, b"x")),
    "bytes as a value": _returned(b"x"),
    "a bare list as a value": _returned([]),
    "a map as a value": _returned({}),
    "a text that is too long": _returned("x" * (MAX_TEXT + 1)),
    "a text that is not UTF-8": _returned("x" * 3).replace(b"xxx", b"\xff\xfe\xfd"),
    "a kind that is none": pack(["raised", "victory", "", 0]),
    "a line before the first": pack(["raised", "exception", "", -1]),
    "an unknown dtype": _returned(["array", "object", [1], None, b"x" * 8]),
    "a dtype that is no text": _returned(["array", 7, [1], None, b"x" * 8]),
    "a negative size": _returned(["array", "int8", [-1], None, b""]),
    "a size too large": _returned(["array", "int8", [2**31 + 1], None, b""]),
    "too many dimensions": _returned(["array", "int8", [1] * 9, None, b"x"]),
    "negative strides": _returned(["array", "int8", [2], [-1], b"xx"]),
    "text as data": _returned(["array", "int8", [1], None, "x"]),
    "an array that is too large": _returned(["array", "int8", [1], None, bytes(16 * 2**20 + 1)]),
    "a list of negative size": _returned(["open", "list", -1]),
    "a list of a size too large": _returned(["open", "list", MAX_LEAVES + 1]),
    "a set": _returned(["open", "set", 1]),
    "a tensor without an array": _returned(["tensor", None, True, True, None]),
    "a number as truth": _returned(["tensor", ["array", "int8", [], None, b"x"], 1, True, None]),
    "a quarter of a million empty lists": pack(["returned", [[]] * 250_000, []]),
    "a quarter of a million numbers": pack(["returned", [0] * 250_000, []]),
    "too many holes": pack(["ready", ["x"] * 65]),
    "lists in lists in lists": b"\x91" * 1_000_000 + b"\xc0",
    "lists in lists under a tag": b"\x93" + pack("returned") + b"\x91" * 1_000_000,
    "maps in maps": b"\x81\xa1x" * 300_000,
    "a list said to be of four billion": b"\xdd\xff\xff\xff\xff",
    "leaves said to be four billion": b"\x93" + pack("returned") + b"\xdd\xff\xff\xff\xff",
    "data said to be of four gigabytes": b"\x93" + pack("returned") + b"\x91\xc6\xff\xff\xff\xff",
    "a text said to be of four gigabytes": b"\xdb\xff\xff\xff\xff",
}


@pytest.mark.parametrize("payload", REFUSED.values(), ids=REFUSED)
def test_what_is_no_reply_is_refused_within_a_second(payload: bytes) -> None:
    start = time.process_time()
    _refused(payload)
    assert time.process_time() - start < 1


def test_a_source_that_is_too_long_is_refused() -> None:
    with pytest.raises(WireError):
        decode_request(pack(["load", "x" * (MAX_SOURCE + 1), "f.py"]))


@given(st.binary(min_size=4, max_size=4))
def test_an_announcement_is_a_length_within_the_limit_or_a_wire_error(head: bytes) -> None:
    (length,) = struct.unpack("!I", head)
    if length <= MAX_FRAME:
        assert announced_length(head) == length
    else:
        with pytest.raises(WireError):
            announced_length(head)


def test_a_message_over_the_limit_is_not_sent() -> None:
    with pytest.raises(WireError, match="is the limit"):
        frame(Call("f", [*freeze([np.zeros(2**21)]), *freeze(np.zeros(2**20 + 1))]))


def _pipe(*chunks: bytes) -> int:
    reading, writing = os.pipe()
    for chunk in chunks:
        os.write(writing, chunk)
    os.close(writing)
    return reading


def test_frames_are_read_one_by_one() -> None:
    channel = _pipe(frame(Loaded()), frame(Ready()))
    assert [decode_reply(receive(channel)) for _ in range(2)] == [Loaded(), Ready()]
    os.close(channel)


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\x08", frame(Loaded())[:-1]])
def test_a_channel_that_closes_early_says_so(sent: bytes) -> None:
    channel = _pipe(sent)
    with pytest.raises(Closed):
        receive(channel)
    os.close(channel)


def test_a_message_larger_than_the_pipe_arrives_whole() -> None:
    message = Returned(freeze(np.arange(2**18)), freeze([]))
    reading, writing = os.pipe()
    sender = threading.Thread(target=send, args=(writing, message))
    sender.start()
    assert decode_reply(receive(reading)) == message
    sender.join()
    os.close(reading)
    os.close(writing)
