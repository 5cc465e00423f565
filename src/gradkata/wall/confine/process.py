"""Layers that cut what a child inherits: session, folder, environment, privileges."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from functools import cache
from typing import Any

from gradkata.wall.confine.descriptors import MOST_DESCRIPTORS
from gradkata.wall.confine.entry import Entry
from gradkata.wall.confine.kernel import libc, prctl

SET_PARENT_DEATH_SIGNAL, GET_PARENT_DEATH_SIGNAL = 1, 2
GET_DUMPABLE, SET_DUMPABLE = 3, 4
DROP_FROM_BOUNDING_SET = 24
SET_NO_NEW_PRIVS, GET_NO_NEW_PRIVS = 38, 39
AMBIENT, CLEAR_ALL = 47, 4

# The version of the structures, and oneself; effective, permitted, inheritable, in two halves.
_HEADER = (ctypes.c_uint32 * 2)(0x20080522, 0)
_CapabilitySets = ctypes.c_uint32 * 6
_NONE = _CapabilitySets()


def leave_session(entry: Entry) -> None:
    if libc().setsid() < 0:
        raise OSError(ctypes.get_errno(), "setsid")


def left_session(entry: Entry) -> bool:
    return os.getsid(0) == os.getpid()


def die_with_zygote(entry: Entry) -> None:
    prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def dies_with_zygote(entry: Entry) -> bool:
    # A zygote that was gone before the signal was asked for will never send it.
    return prctl_answer(GET_PARENT_DEATH_SIGNAL) == signal.SIGKILL and (
        os.getppid() == entry.zygote_pid
    )


def prctl_answer(option: int) -> int:
    """For the options that answer by writing an int to where the caller points."""
    answer = ctypes.c_int(-1)
    prctl(option, ctypes.addressof(answer))
    return answer.value


def change_folder(entry: Entry) -> None:
    os.chdir(entry.scratch or "/")
    os.umask(0o077)


def changed_folder(entry: Entry) -> bool:
    here = os.getcwd()
    is_there = os.path.samefile(here, entry.scratch) if entry.scratch else here == "/"
    return is_there and os.umask(0o077) == 0o077


def forget_environment(entry: Entry | None = None) -> None:
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


def forgot_environment(entry: Entry) -> bool:
    return not os.environ and not c_environment()


def c_environment() -> bool:
    """Whether the C library still holds any variable, whatever Python thinks."""
    pointers = _environ()
    return bool(pointers and pointers[0])


@cache
def _environ() -> Any:
    return ctypes.POINTER(ctypes.c_void_p).in_dll(libc(), "environ")


def drop_capabilities(entry: Entry) -> None:
    prctl(AMBIENT, CLEAR_ALL)
    if libc().capset(ctypes.byref(_HEADER), ctypes.byref(_NONE)):
        raise OSError(ctypes.get_errno(), "capset")


def look_up_names() -> None:
    """What the linker looks up when it is called first, and each player would for itself."""
    libc().capset, libc().setsid
    os.closerange(MOST_DESCRIPTORS, MOST_DESCRIPTORS)


def empty_bounding_set() -> None:
    """Once in the zygote: forty calls, and inherited."""
    # Refused to an ordinary user, for whom `no_new_privs` makes the bounding set meaningless.
    for capability in range(64):
        try:
            prctl(DROP_FROM_BOUNDING_SET, capability)
        except OSError:
            return


def dropped_capabilities(entry: Entry) -> bool:
    held = _CapabilitySets()
    return libc().capget(ctypes.byref(_HEADER), ctypes.byref(held)) == 0 and not any(held)


def refuse_dumps(entry: Entry) -> None:
    prctl(SET_DUMPABLE, 0)


def refuses_dumps(entry: Entry) -> bool:
    return prctl(GET_DUMPABLE) == 0


def refuse_privileges(entry: Entry) -> None:
    prctl(SET_NO_NEW_PRIVS, 1)


def refuses_privileges(entry: Entry) -> bool:
    return prctl(GET_NO_NEW_PRIVS) == 1
