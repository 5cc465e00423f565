"""The learner's side of the wall: load one submission, answer calls until the channel closes."""

from __future__ import annotations

import linecache
import sys
from types import ModuleType

from gradkata.wall.calls import perform, raised
from gradkata.wall.wire import (
    Call,
    Load,
    Loaded,
    Raised,
    Reply,
    Returned,
    WireError,
    decode_request,
    receive,
    send,
)

MODULE = "submission"


def serve(channel: int) -> None:
    """Answer requests on `channel`, one reply each, until the judge closes it."""
    module, filename = ModuleType(MODULE), ""
    while True:
        try:
            request = decode_request(receive(channel))
        except WireError:
            return
        if isinstance(request, Load):
            filename = request.filename
            reply = _load(module, request)
        else:
            reply = _call(module, request, filename)
        _flush()
        _reply(channel, reply)


def _load(module: ModuleType, request: Load) -> Reply:
    # Dataclasses and pickling look their module up by name; tracebacks look lines up by file.
    sys.modules[MODULE] = module
    lines = request.source.splitlines(keepends=True)
    linecache.cache[request.filename] = (len(request.source), None, lines, request.filename)
    module.__file__ = request.filename
    try:
        exec(compile(request.source, request.filename, "exec"), module.__dict__)
    except (Exception, SystemExit) as error:
        return raised(error, request.filename)
    return Loaded()


def _call(module: ModuleType, request: Call, filename: str) -> Returned | Raised:
    function = vars(module).get(request.function)
    if function is None:
        return Raised("missing", f"there is no function {request.function} in {filename}")
    return perform(function, request, filename)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:  # a learner may have put anything in its place
            continue


def _reply(channel: int, reply: Reply) -> None:
    try:
        send(channel, reply)
    except WireError as error:
        send(channel, Raised("unsendable", str(error)))
