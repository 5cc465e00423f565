"""The system calls that Python has no words for, through the C library it already runs on.

A player makes the calls that its zygote has laid out for it: a function, what it is given, and what
it must answer. Each thing that a player's own code would touch costs it a page.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import cache

Call = tuple[Callable[..., object], tuple[object, ...], object]


@cache
def libc() -> ctypes.CDLL:
    # Looked up late: Windows has no such library, and must still be able to import this package.
    return ctypes.CDLL(None, use_errno=True)


def raw(number: int, *arguments: int) -> int:
    """A system call by its number; raises `OSError` where the kernel refuses."""
    function = libc().syscall
    function.restype = ctypes.c_long
    return _checked(function(ctypes.c_long(number), *map(ctypes.c_long, arguments)))


def prctl(option: int, first: int = 0, second: int = 0) -> int:
    # All five are passed: several options refuse anything but zeros in those they do not use.
    return _checked(_prctl()(option, first, second, 0, 0))


def prctl_call(option: int, first: int = 0, second: int = 0, answer: int = 0) -> Call:
    return _prctl(), (option, first, second, 0, 0), answer


@cache
def _prctl() -> Callable[..., int]:
    function = libc().prctl
    function.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    return function


def raw_call(number: int, first: int, second: int) -> Call:
    """A system call by its number, that answers 0."""
    function = libc()["syscall"]
    function.argtypes, function.restype = [ctypes.c_long] * 3, ctypes.c_long
    return function, (number, first, second), 0


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
