"""Layers that cut what a child inherits: session, folder, environment, privileges."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import Call, libc, prctl, prctl_call

SET_PARENT_DEATH_SIGNAL, GET_PARENT_DEATH_SIGNAL = 1, 2
GET_DUMPABLE, SET_DUMPABLE = 3, 4
DROP_FROM_BOUNDING_SET = 24
SET_NO_NEW_PRIVS, GET_NO_NEW_PRIVS = 38, 39
AMBIENT, CLEAR_ALL = 47, 4
_NOBODY_ELSE = 0o077

# The version of the structures, and oneself; effective, permitted, inheritable, in two halves.
_HEADER = (ctypes.c_uint32 * 2)(0x20080522, 0)
_CapabilitySets = ctypes.c_uint32 * 6
_NONE = _CapabilitySets()


def leave_session(entry: Entry) -> Iterator[Call]:
    yield os.setsid, (), None
    # Whoever leads a session cannot start another one.
    yield libc().setsid, (), -1


def die_with_zygote(entry: Entry) -> Iterator[Call]:
    answer = ctypes.c_int(-1)
    yield prctl_call(SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))
    yield prctl_call(GET_PARENT_DEATH_SIGNAL, ctypes.addressof(answer))
    yield bytes, (answer,), bytes(ctypes.c_int(signal.SIGKILL))
    # A zygote that was gone before the signal was asked for will never send it.
    yield os.getppid, (), entry.zygote_pid


def prctl_answer(option: int) -> int:
    """For the options that answer by writing an int to where the caller points."""
    answer = ctypes.c_int(-1)
    prctl(option, ctypes.addressof(answer))
    return answer.value


def change_folder(entry: Entry) -> Iterator[Call]:
    folder = os.path.realpath(entry.scratch or "/")
    if os.getcwd() != folder:
        yield os.chdir, (folder,), None
    yield os.getcwd, (), folder
    # It tells only what it was before, so whoever lays this out has it, too.
    os.umask(_NOBODY_ELSE)
    yield os.umask, (_NOBODY_ELSE,), _NOBODY_ELSE


def leave_environment(entry: Entry) -> Iterator[Call]:
    if os.environ or c_environment() or sys.argv != [""]:
        yield forget_environment, (), None
    yield bool, (_environ(),), False


def forget_environment() -> None:
    if os.environ or c_environment():
        _wipe_strings()
        os.environ.clear()
        libc().clearenv()
    sys.argv[:] = [""]
    sys.orig_argv[:] = [""]


def _wipe_strings() -> None:
    # Unsetting a variable only drops the pointer; its text stays readable in the process's memory.
    pointers = _environ()
    index = 0
    while pointers and pointers[index]:
        address = pointers[index]
        ctypes.memset(address, 0, len(ctypes.string_at(address)))
        index += 1


def c_environment() -> bool:
    """Whether the C library still holds any variable, whatever Python thinks."""
    pointers = _environ()
    return bool(pointers and pointers[0])


@cache
def _environ() -> Any:
    return ctypes.POINTER(ctypes.c_void_p).in_dll(libc(), "environ")


def drop_capabilities(entry: Entry) -> Iterator[Call]:
    held = _CapabilitySets(1)
    yield prctl_call(AMBIENT, CLEAR_ALL)
    yield libc().capset, (ctypes.byref(_HEADER), ctypes.byref(_NONE)), 0
    yield libc().capget, (ctypes.byref(_HEADER), ctypes.byref(held)), 0
    yield bytes, (held,), bytes(_NONE)


def empty_bounding_set() -> None:
    """Once in the zygote: forty calls, and inherited."""
    # Refused to an ordinary user, for whom `no_new_privs` makes the bounding set meaningless.
    for capability in range(64):
        try:
            prctl(DROP_FROM_BOUNDING_SET, capability)
        except OSError:
            return


def refuse_dumps(entry: Entry) -> Iterator[Call]:
    yield prctl_call(SET_DUMPABLE, 0)
    yield prctl_call(GET_DUMPABLE)


def refuse_privileges(entry: Entry) -> Iterator[Call]:
    yield prctl_call(SET_NO_NEW_PRIVS, 1)
    yield prctl_call(GET_NO_NEW_PRIVS, answer=1)
