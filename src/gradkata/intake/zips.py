"""A zip archive, read member by member within limits, whatever its headers claim."""

from __future__ import annotations

import io
import stat
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from gradkata.intake.archives import (
    MAX_MEMBERS,
    Outline,
    Wanted,
    damage,
    parts_of,
    too_many_members,
    wanted_limit,
)
from gradkata.intake.files import IS_FOLDER, IS_LINK, IS_SPECIAL, MIB, Refused, too_large

if TYPE_CHECKING:
    from gradkata.intake.folders import Parts

MAX_READ = 4 * MIB

_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"


class Zipped:
    def __init__(self, descriptor: int, wanted: Wanted) -> None:
        """Takes a descriptor that the caller closes, after the last read."""
        with damage("is not a zip archive, or a damaged one"):
            self._zip = ZipFile(_Bounded(descriptor, closefd=False))
        self._outline = Outline()
        self._members: dict[Parts, ZipInfo] = {}
        for member in self._zip.infolist():
            self._add(member, wanted)

    def read(self, parts: Parts, limit: int) -> bytes | None:
        member = self._members.get(parts)
        if member is None:
            return None
        _require_plain(member)
        with damage("is damaged in the archive"), self._zip.open(member) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise too_large(limit)
        return data

    def lone_folder(self, parts: Parts) -> str | None:
        return self._outline.lone_folder(parts)

    def _add(self, member: ZipInfo, wanted: Wanted) -> None:
        parts = parts_of(member.orig_filename)
        if parts is None:
            return
        self._outline.add(parts, is_folder=member.is_dir())
        if wanted_limit(parts, wanted) is not None:
            self._members[parts] = member


class _Bounded(io.FileIO):
    """Stops zipfile from taking in a huge table of contents at once, as it otherwise would."""

    def read(self, size: int | None = -1, /) -> bytes:
        asked = MAX_READ + 1 if size is None or size < 0 else size
        data = super().read(min(asked, MAX_READ + 1))
        if len(data) > MAX_READ or data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise too_many_members()
        return data


def _require_plain(member: ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refused(IS_LINK)
    if member.is_dir():
        raise Refused(IS_FOLDER)
    if kind not in (0, stat.S_IFREG):
        raise Refused(IS_SPECIAL)
    if member.flag_bits & _ENCRYPTED:
        raise Refused("is encrypted: send it without a password")
    # The other methods take in a whole chunk at once, however large it becomes.
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refused("is compressed in an unusual way: make an ordinary zip")
