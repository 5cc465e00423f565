"""Frames between the judge and a player: four bytes of length, then one typed MessagePack message.

The judge asks, the player answers; every request has exactly one reply. Both ends decode into the
closed set of types below and refuse everything else. Arrays travel as dtype, shape and raw bytes
inside typed structs rather than as extension types: a struct's fields are checked by the decoder.
"""

from __future__ import annotations

import os
import struct
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from gradkata.wall.values import Leaves, Text

MAX_FRAME = 24 * 2**20
MAX_SOURCE = 2**20
_LENGTH = struct.Struct("!I")


class WireError(Exception):
    """The other end closed the channel or sent something that is no message."""


class Closed(WireError):
    """The channel was closed before a whole frame had come."""


class Load(msgspec.Struct, tag="load", array_like=True, frozen=True):
    """Run this source as the module that holds the submission's functions."""

    source: Annotated[str, Meta(max_length=MAX_SOURCE)]
    filename: Text


class Call(msgspec.Struct, tag="call", array_like=True, frozen=True):
    """Call a function; with `upstream`, send these gradients back through what it returned."""

    function: Text
    arguments: Leaves
    upstream: Leaves | None = None


Request = Load | Call


class Ready(msgspec.Struct, tag="ready", array_like=True, frozen=True):
    """The player is confined and has not yet seen the submission. `holes` names what worked."""

    holes: Annotated[list[Text], Meta(max_length=64)] = []


class Loaded(msgspec.Struct, tag="loaded", array_like=True, frozen=True):
    """The source ran to its end."""


class Returned(msgspec.Struct, tag="returned", array_like=True, frozen=True):
    """What the function returned, its arguments afterwards, and the gradients if asked for.

    `gradients` is None when none were asked for, or when autograd could not give them: `off_graph`
    then says why.
    """

    result: Leaves
    arguments: Leaves
    gradients: Leaves | None = None
    off_graph: Text | None = None


class Raised(msgspec.Struct, tag="raised", array_like=True, frozen=True):
    """The submission raised an exception, or returned what may not cross the wall."""

    kind: Literal["exception", "not_implemented", "missing", "unsendable"]
    message: Text
    line: Annotated[int, Meta(ge=0, le=2**31)] = 0


Reply = Ready | Loaded | Returned | Raised

_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)


def frame(message: Request | Reply) -> bytes:
    payload = _encoder.encode(message)
    if len(payload) > MAX_FRAME:
        raise WireError(f"a message of {len(payload):,} bytes; {MAX_FRAME:,} is the limit")
    return _LENGTH.pack(len(payload)) + payload


def announced_length(head: bytes) -> int:
    """The length that the first four bytes of a frame announce; `WireError` over the limit."""
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise WireError(f"announced {length:,} bytes; {MAX_FRAME:,} is the limit")
    return int(length)


def decode_request(payload: bytes) -> Request:
    request: Request = _decode(_requests, payload)
    return request


def decode_reply(payload: bytes) -> Reply:
    reply: Reply = _decode(_replies, payload)
    return reply


def _decode(decoder: msgspec.msgpack.Decoder[Any], payload: bytes) -> Any:
    try:
        return decoder.decode(payload)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise WireError(f"not a message: {error}") from None


def send(channel: int, message: Request | Reply) -> None:
    """Write one frame to a descriptor that blocks."""
    rest = memoryview(frame(message))
    while rest:
        rest = rest[os.write(channel, rest) :]


def receive(channel: int) -> bytes:
    """Read one frame's payload from a descriptor that blocks; raises `WireError` at its end."""
    return _exactly(channel, announced_length(_exactly(channel, _LENGTH.size)))


def _exactly(channel: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        chunk = os.read(channel, min(size - len(data), 2**20))
        if not chunk:
            raise Closed("the channel was closed")
        data += chunk
    return bytes(data)
