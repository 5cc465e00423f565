"""Writing the results document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import msgspec

from gradkata.errors import UserError
from gradkata.judge.records import Graded, Results

STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd")
"""What is open already, be it a file: others have written there, and will."""
SCHEMA, JSON_FILE = "results.schema.json", "--json file"


def to_json(results: Results) -> bytes:
    return b"".join(_pieces(results, results.submissions))


def write(results: Results, path: Path, submissions: Iterable[Graded] | None = None) -> None:
    """Write the document whole or not at all: a reader never sees half of one.

    submissions: in place of those in `results`, where there are too many to hold at once.
    """
    rows = results.submissions if submissions is None else submissions
    _write_pieces(_pieces(results, rows), path, JSON_FILE)


def require_place(path: Path, what: str) -> None:
    """Raise `UserError` where this file could not be written, before there is something to lose."""
    if path.is_dir():
        raise UserError(f"{path} is a folder; name another {what}")
    # To open a pipe, only to see whether one can, would wait for whoever reads from it.
    if _takes_what_comes(path):
        return
    beside = _beside(path)
    try:
        beside.touch()
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror}; name another {what}"
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_whole(data: bytes, path: Path, what: str) -> None:
    """Write a file whole or not at all. what: as in `name another WHAT`, where it cannot be."""
    _write_pieces([data], path, what)


def _takes_what_comes(path: Path) -> bool:
    """Whether this is a terminal, a pipe or a device, in whose place no file may be put."""
    is_open = any(path.absolute().is_relative_to(stream) for stream in STREAMS)
    return path.exists() and (is_open or not path.is_file())


def _beside(path: Path) -> Path:
    place = path.resolve()
    return place.with_name(f".{place.name}.{os.getpid()}")


def _write_pieces(pieces: Iterable[bytes], path: Path, what: str) -> None:
    beside = _beside(path)
    try:
        if _takes_what_comes(path):
            with path.open("ab") as file:
                file.writelines(pieces)
        else:
            with beside.open("wb") as file:
                file.writelines(pieces)
            beside.replace(path.resolve())
    except OSError as error:
        raise UserError(
            f"{path} cannot be written: {error.strerror}; name another {what}"
        ) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _pieces(results: Results, submissions: Iterable[Graded]) -> Iterator[bytes]:
    head, _, tail = _formatted(replace(results, submissions=[])).rpartition(b"[]")
    yield head + b"["
    between = b"\n    "
    for graded in submissions:
        # No string holds a plain line end in JSON, so every line can be moved to the right.
        yield between + _formatted(graded).replace(b"\n", b"\n    ")
        between = b",\n    "
    yield (b"]" if between == b"\n    " else b"\n  ]") + tail + b"\n"


def _formatted(part: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(part), indent=2)


def schema() -> bytes:
    """The JSON schema that every results document fits."""
    return (files("gradkata") / SCHEMA).read_bytes()
