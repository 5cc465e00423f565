"""A submission that is an archive: what zip and tar have in common.

Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from gradkata.intake.files import MIB, Refused
from gradkata.intake.folders import Parts, ignored

ARCHIVE_LIMIT = 32 * MIB
MAX_MEMBERS = 20_000
MAX_NAME = 1024
MAX_WRAPPERS = 3

Wanted = Mapping[str, int]
"""The files worth keeping, by name, each with its limit."""

_ENDINGS = {
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tbz2": "tar",
    ".rar": "other",
    ".7z": "other",
    ".tar.xz": "other",
    ".txz": "other",
    ".tar.zst": "other",
}
_ENDING = re.compile(rf"({'|'.join(map(re.escape, _ENDINGS))})\Z", re.IGNORECASE)


def archive_kind(name: str) -> str | None:
    """`zip`, `tar`, `other` for an archive that is not read, or None."""
    match = _ENDING.search(name)
    return _ENDINGS[match.group().lower()] if match else None


def without_ending(name: str) -> str:
    return _ENDING.sub("", name)


def too_many_members() -> Refused:
    return Refused(f"holds more than {MAX_MEMBERS:,} members")


@contextmanager
def damage(reason: str) -> Iterator[None]:
    """The standard library raises a dozen kinds of errors at bytes made to mislead it."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(reason) from error


def parts_of(name: str) -> Parts | None:
    """A member's path, or None where it is not a plain path below the archive's top."""
    if name.startswith("/") or re.search(r"[\\\0]|\A[A-Za-z]:", name) or len(name) > MAX_NAME:
        return None
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    return None if ".." in parts or not parts else parts


class Outline:
    """Which folders an archive has near its top."""

    def __init__(self) -> None:
        self._folders: dict[Parts, set[str]] = defaultdict(set)

    def add(self, parts: Parts, *, is_folder: bool) -> None:
        folders = parts if is_folder else parts[:-1]
        for depth, name in enumerate(folders[:MAX_WRAPPERS]):
            if ignored(name):
                return
            self._folders[parts[:depth]].add(name)

    def lone_folder(self, parts: Parts) -> str | None:
        names = self._folders.get(parts, set())
        return next(iter(names)) if len(names) == 1 else None


def wanted_limit(parts: Parts, wanted: Wanted) -> int | None:
    """The limit of a member that could be a kata's file, or None for all others."""
    return wanted.get(parts[-1]) if len(parts) <= MAX_WRAPPERS + 3 else None
