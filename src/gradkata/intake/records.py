"""What intake hands on: one submission, and for each kata its source or why it cannot be read."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A kata's code. filename: as the learner knows it, such as `katas/by_hand/decide.py`."""

    text: str
    filename: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kata's file that cannot be read.

    reason:  one line that begins with the filename.
    is_ours: whether it is the grader who is not let at it, so that nothing can be said of it.
    """

    filename: str
    reason: str
    is_ours: bool = False


Content = Source | Unreadable


@dataclass(frozen=True, slots=True)
class Submission:
    """What one learner handed in.

    files:  by kata id, only katas of which something was found.
    digest: `sha256:...` over what was read; the same files give the same digest in any packing.
    error:  one line where nothing could be read, else None.
    """

    name: str
    files: Mapping[str, Content]
    digest: str
    error: str | None


def readable(name: str, files: Mapping[str, Content]) -> Submission:
    return Submission(name, files, digest_of(files), None)


def failed(name: str, error: str) -> Submission:
    return Submission(name, {}, digest_of({}), error)


def digest_of(files: Mapping[str, Content]) -> str:
    total = hashlib.sha256()
    for kata in sorted(files):
        for part in (kata, *_content(files[kata])):
            data = part.encode()
            # The length keeps what ends one part and begins the next from changing places.
            total.update(len(data).to_bytes(8, "big") + data)
    return f"sha256:{total.hexdigest()}"


def _content(file: Content) -> tuple[str, str]:
    if isinstance(file, Source):
        return "source", file.text
    return "unreadable", file.reason


def printable(name: str) -> str:
    """A name from a file system, safe to print and to encode: it may hold anything but a slash."""
    normal = unicodedata.normalize("NFC", name)
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in normal
    )
