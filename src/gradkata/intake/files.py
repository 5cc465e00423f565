"""Reading one open file within a limit, and its bytes as text."""

from __future__ import annotations

import errno
import os
import stat

KIB = 1024
MIB = 1024 * KIB

SOURCE_LIMIT = 1 * MIB
NOTEBOOK_LIMIT = 16 * MIB

SOURCE_ENDING = ".py"
NOTEBOOK_ENDING = ".ipynb"
LIMITS = {SOURCE_ENDING: SOURCE_LIMIT, NOTEBOOK_ENDING: NOTEBOOK_LIMIT}

IS_LINK = "is a link, and links are not followed"
IS_FOLDER = "is a folder, not a file"
IS_SPECIAL = "is not a regular file"


_KEEPS_US_OUT = {errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM}


class Refused(Exception):
    """Why something is not read; the message follows its name: "decide.py" "is not UTF-8"."""


class Withheld(Refused):
    """The grader is not let at it, which is no fault of who handed it in."""


def not_opened(error: OSError) -> Refused:
    kind = Withheld if error.errno in _KEEPS_US_OUT else Refused
    return kind(f"cannot be opened: {error.strerror}")


def too_large(limit: int) -> Refused:
    return Refused(f"is larger than {limit // MIB} MiB")


def require_regular(status: os.stat_result) -> None:
    if is_link(status):
        raise Refused(IS_LINK)
    if stat.S_ISDIR(status.st_mode):
        raise Refused(IS_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        raise Refused(IS_SPECIAL)


def is_link(status: os.stat_result) -> bool:
    # A junction on Windows leads elsewhere too, and only its attributes say so.
    attributes = getattr(status, "st_file_attributes", 0)
    reparse_point = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISLNK(status.st_mode) or bool(attributes & reparse_point)


def read_regular(descriptor: int, limit: int) -> bytes:
    """All of an open file; the caller closes it."""
    status = os.fstat(descriptor)
    require_regular(status)
    if status.st_size > limit:
        raise too_large(limit)
    return _read_at_most(descriptor, limit)


def _read_at_most(descriptor: int, limit: int) -> bytes:
    # The file may grow after its size was asked for, so the size alone is no bound.
    data = bytearray()
    while chunk := os.read(descriptor, min(limit + 1 - len(data), MIB)):
        data += chunk
        if len(data) > limit:
            raise too_large(limit)
    return bytes(data)


def text_of(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, any line ends."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise Refused(f"is not UTF-8 ({where})") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
