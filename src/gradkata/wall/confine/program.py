"""A seccomp program as exported: read from its file, laid out as the kernel wants it."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from importlib import resources

SET_SECCOMP, FILTER = 22, 2

Instruction = tuple[int, int, int, int]


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jump_true", ctypes.c_uint8),
        ("jump_false", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Header(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class Program:
    """A filter laid out as the kernel reads it, so that a player only has to point at it."""

    def __init__(self, instructions: Sequence[Instruction]) -> None:
        laid_out = (_Instruction(*instruction) for instruction in instructions)
        self._laid_out = (_Instruction * len(instructions))(*laid_out)
        self._header = _Header(len(instructions), ctypes.addressof(self._laid_out))

    @property
    def address(self) -> int:
        return ctypes.addressof(self._header)


def filter_name(machine: str, scratch: bool) -> str:
    return f"{machine}-{'files' if scratch else 'compute'}.txt"


def read_filter(machine: str, scratch: bool) -> list[Instruction] | None:
    """The exported filter for a machine, or nothing where there is none for it."""
    file = resources.files(__package__) / "filters" / filter_name(machine, scratch)
    return parse(file.read_text()) if file.is_file() else None


def parse(text: str) -> list[Instruction]:
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return [(int(c, 16), int(t), int(f), int(k, 16)) for c, t, f, k in filter(None, lines)]
