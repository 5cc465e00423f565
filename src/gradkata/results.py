"""Writing the results document."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import msgspec

from gradkata.errors import UserError
from gradkata.judge.records import Results

SCHEMA = "results.schema.json"


def to_json(results: Results) -> bytes:
    return msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n"


def write(results: Results, path: Path) -> None:
    """Write the document whole or not at all: a reader never sees half of one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(to_json(results))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(
            f"{path} cannot be written: {error.strerror}; name another --json file"
        ) from None


def schema() -> bytes:
    """The JSON schema that every results document fits."""
    return (files("gradkata") / SCHEMA).read_bytes()
