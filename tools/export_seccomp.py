"""Export the seccomp programs in `src/gradkata/wall/confine/filters/` from the tables beside them.

Needs `pip install pyseccomp` and Debian's `libseccomp2`:  python tools/export_seccomp.py
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyseccomp

from gradkata.wall.confine import allowed
from gradkata.wall.confine.program import Instruction, filter_name

FILTERS = Path(__file__).parents[1] / "src/gradkata/wall/confine/filters"
UNKNOWN = -1
MACHINES = {"x86_64": pyseccomp.Arch.X86_64, "aarch64": pyseccomp.Arch.AARCH64}


def export(machine: str, scratch: bool) -> list[Instruction]:
    with open(os.memfd_create("filter"), "w+b") as file:
        build(machine, scratch).export_bpf(file)
        file.seek(0)
        return [tuple_of(*fields) for fields in struct.iter_unpack("=HBBI", file.read())]


def tuple_of(code: int, jump_true: int, jump_false: int, k: int) -> Instruction:
    return code, jump_true, jump_false, k


def build(machine: str, scratch: bool) -> Any:
    program = pyseccomp.SyscallFilter(pyseccomp.ERRNO(allowed.DENIED))
    if not program.exist_arch(MACHINES[machine]):
        program.add_arch(MACHINES[machine])
        program.remove_arch(pyseccomp.Arch.NATIVE)
    program.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    program.set_attr(pyseccomp.Attr.CTL_OPTIMIZE, 2)
    for action, name, arguments in rules(scratch):
        program.add_rule(action, number(name), *arguments)
    return program


def number(name: str) -> int:
    """The call's number here; libseccomp translates it, and drops what another machine lacks."""
    found: int = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    if found == UNKNOWN:
        raise SystemExit(f"libseccomp {library_version()} knows no call `{name}`")
    return found


def rules(scratch: bool) -> Iterator[tuple[int, str, list[Any]]]:
    for name in (*allowed.COMPUTE, *(allowed.FILES if scratch else ())):
        yield pyseccomp.ALLOW, name, []
    by_argument = allowed.COMPUTE_BY_ARGUMENT + (allowed.FILES_BY_ARGUMENT if scratch else ())
    for name, arguments in by_argument:
        yield pyseccomp.ALLOW, name, [condition(argument) for argument in arguments]
    for name, number in allowed.ANSWERS.items():
        yield pyseccomp.ERRNO(number), name, []


def condition(argument: allowed.Argument) -> Any:
    return pyseccomp.Arg(
        argument.position, pyseccomp.MASKED_EQ, argument.mask, argument.value & argument.mask
    )


def as_text(machine: str, scratch: bool) -> str:
    head = f"# {machine}, by tools/export_seccomp.py, libseccomp {library_version()}\n"
    head += "# code, jump if true, jump if false, k\n"
    lines = (f"{c:02x} {t} {f} {k:08x}\n" for c, t, f, k in export(machine, scratch))
    return head + "".join(lines)


def library_version() -> str:
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_version.restype = ctypes.POINTER(ctypes.c_uint * 3)
    return ".".join(map(str, library.seccomp_version().contents))


def main() -> None:
    for machine in MACHINES:
        for scratch in (False, True):
            (FILTERS / filter_name(machine, scratch)).write_text(as_text(machine, scratch))


if __name__ == "__main__":
    main()
