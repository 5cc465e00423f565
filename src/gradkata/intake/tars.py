"""A tar archive, read once from front to back.

The standard library parses each header; the walk is our own, because tarfile keeps what
it meets (long names, global headers, sparse maps) without a bound.
"""

from __future__ import annotations

import tarfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from gradkata.intake.archives import (
    MAX_MEMBERS,
    Outline,
    Wanted,
    damage,
    parts_of,
    too_many_members,
    wanted_limit,
)
from gradkata.intake.files import IS_FOLDER, IS_LINK, IS_SPECIAL, KIB, MIB, Refused, too_large
from gradkata.intake.streams import Stream, ends_early

if TYPE_CHECKING:
    from gradkata.intake.folders import Parts

KEPT_LIMIT = 32 * MIB
NOTE_LIMIT = 64 * KIB
NOTES_LIMIT = 2 * MIB

_BLOCK = 512
_LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE)
_WITHOUT_DATA = (*_LINKS, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)
_SKIPPED_NOTES = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)
_PAX = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_LENGTH_DIGITS = 20


@dataclass(slots=True)
class _Note:
    """What an extended header says about the member after it."""

    path: str | None = None
    size: int | None = None


@dataclass(slots=True)
class _Reader:
    stream: Stream
    wanted: Wanted
    outline: Outline = field(default_factory=Outline)
    kept: dict[Parts, bytes | Refused] = field(default_factory=dict)
    kept_left: int = KEPT_LIMIT
    notes_left: int = NOTES_LIMIT

    def run(self) -> None:
        note = _Note()
        for _ in range(MAX_MEMBERS):
            block = self.stream.read(_BLOCK)
            if not block.strip(b"\0"):
                return self.stream.drain()
            note = self._member(_header(block), note)
        raise too_many_members()

    def _member(self, header: tarfile.TarInfo, note: _Note) -> _Note:
        if header.type in _SKIPPED_NOTES:
            self.stream.skip(_padded(header.size))
            return note
        if header.type == tarfile.GNUTYPE_LONGNAME:
            note.path = _text(self._note(header.size).split(b"\0")[0])
            return note
        if header.type in _PAX:
            return _with_pax(note, self._note(header.size))
        self._entry(header, note)
        return _Note()

    def _note(self, size: int) -> bytes:
        self.notes_left -= size
        if size > NOTE_LIMIT or self.notes_left < 0:
            raise Refused("is damaged, or has unusually long names")
        return self.stream.exactly(_padded(size))[:size]

    def _entry(self, header: tarfile.TarInfo, note: _Note) -> None:
        if header.type == tarfile.GNUTYPE_SPARSE:
            raise Refused("holds a sparse file: make an ordinary archive")
        size = header.size if note.size is None else note.size
        size = 0 if header.type in _WITHOUT_DATA else size
        parts = parts_of(header.name if note.path is None else note.path)
        used = 0 if parts is None else self._file(parts, header, size)
        self.stream.skip(_padded(size) - used)

    def _file(self, parts: Parts, header: tarfile.TarInfo, size: int) -> int:
        """Keeps what is wanted, and returns how much of it was read."""
        self.outline.add(parts, is_folder=header.isdir())
        limit = wanted_limit(parts, self.wanted)
        if limit is None:
            return 0
        # A later member replaces an earlier one, as it would when unpacked.
        self.kept[parts] = _refusal(header, size, limit) or self._data(size)
        return size if isinstance(self.kept[parts], bytes) else 0

    def _data(self, size: int) -> bytes:
        self.kept_left -= size
        if self.kept_left < 0:
            raise Refused(f"holds more than {KEPT_LIMIT // MIB} MiB of katas")
        return self.stream.exactly(size)


class Tarred:
    def __init__(self, file: BinaryIO, wanted: Wanted) -> None:
        reader = _Reader(Stream(file), wanted)
        with damage("is not a tar archive, or a damaged one"):
            reader.run()
        self._outline = reader.outline
        self._kept = reader.kept

    def read(self, parts: Parts, limit: int) -> bytes | None:
        found = self._kept.get(parts)
        if isinstance(found, bytes) and len(found) > limit:
            raise too_large(limit)
        if isinstance(found, Refused):
            raise found
        return found

    def lone_folder(self, parts: Parts) -> str | None:
        return self._outline.lone_folder(parts)


def _header(block: bytes) -> tarfile.TarInfo:
    if len(block) < _BLOCK:
        raise ends_early()
    header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    if header.size < 0:
        raise Refused("is damaged: a member has a negative size")
    return header


def _refusal(header: tarfile.TarInfo, size: int, limit: int) -> Refused | None:
    if header.type in _LINKS:
        return Refused(IS_LINK)
    if header.isdir():
        return Refused(IS_FOLDER)
    if not header.isreg():
        return Refused(IS_SPECIAL)
    return too_large(limit) if size > limit else None


def _with_pax(note: _Note, body: bytes) -> _Note:
    """Records are `LENGTH KEY=VALUE` and a line end; the length counts all of its record."""
    start = 0
    while start < len(body):
        space = body.index(b" ", start, start + _LENGTH_DIGITS)
        end = start + int(body[start:space])
        if end <= space:
            raise Refused("is damaged: a header has no length")
        key, _, value = body[space + 1 : end - 1].partition(b"=")
        if key == b"path":
            note.path = _text(value)
        elif key == b"size":
            note.size = _size(value)
        start = end
    return note


def _size(value: bytes) -> int:
    if not value.isdigit():
        raise Refused("is damaged: a member has no proper size")
    return int(value)


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK
