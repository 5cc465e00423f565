"""Landlock: which files this process may touch, enforced by the kernel without any privilege.

Rights and scopes as in `linux/landlock.h`; what an older kernel does not know is left out.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gradkata.wall.confine.descriptors import out_of_the_way
from gradkata.wall.confine.entry import Entry, Prepared
from gradkata.wall.confine.kernel import Call, libc, raw, raw_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1

WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE = 1 << 1, 1 << 2, 1 << 3, 1 << 14
_FILE_RIGHTS = (1 << 13) - 1, 1 << 13, 1 << 14, 0, 1 << 15  # new with version 1, 2, 3, 4, 5
_BIND_AND_CONNECT_TCP = 3  # since version 4
_ABSTRACT_SOCKETS_AND_SIGNALS = 3  # since version 6

# Before version 3, opening with O_TRUNC empties a file that may only be read.
SAFE_WITH_FILES = 3


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


@cache
def version() -> int:
    """The kernel's Landlock version; 0 where there is none, or it is switched off."""
    try:
        return raw(_CREATE_RULESET, 0, 0, _ASK_VERSION)
    except OSError:
        return 0


def file_rights() -> int:
    return sum(_FILE_RIGHTS[: version()])


def new_ruleset() -> int:
    """Nothing is allowed, until something is added."""
    return out_of_the_way(_create())


def ruleset_for(prepared: Prepared, scratch: Path) -> int:
    """Nothing but the runtime's files to read, and the scratch folder's to read and write.

    Made while the files can still be reached: an ordinary user may need a capability for that.
    """
    ruleset = new_ruleset()
    for path in prepared.readable:
        _allow(ruleset, path, READ_FILE | READ_DIR)
    _allow(ruleset, str(scratch), READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE)
    return ruleset


def restrict(entry: Entry) -> Iterator[Call]:
    assert entry.ruleset is not None
    yield raw_call(_RESTRICT_SELF, entry.ruleset, 0)
    yield os.close, (entry.ruleset,), None
    yield libc().open, (b"/", os.O_RDONLY | os.O_DIRECTORY), -1
    yield ctypes.get_errno, (), errno.EACCES


def _create() -> int:
    wide = version() >= 4, version() >= 6
    rules = _Ruleset(
        file_rights(), _BIND_AND_CONNECT_TCP * wide[0], _ABSTRACT_SOCKETS_AND_SIGNALS * wide[1]
    )
    # An older kernel knows a shorter structure, and takes a longer one whose rest is zero.
    return raw(_CREATE_RULESET, ctypes.addressof(rules), ctypes.sizeof(rules), 0)


def _allow(ruleset: int, path: str, rights: int) -> None:
    parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    if not Path(path).is_dir():
        rights &= ~READ_DIR
    rule = _PathRule(rights & file_rights(), parent)
    raw(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.addressof(rule), 0)
    os.close(parent)


def missing(scratch: bool) -> str:
    """Why Landlock cannot be had here; empty where it can."""
    if version() == 0:
        return "the kernel has no Landlock (since 5.13), or it is switched off at boot"
    if scratch and version() < SAFE_WITH_FILES:
        return f"Landlock {version()} cannot stop truncation: a kata with files needs 3 (Linux 6.2)"
    return ""
