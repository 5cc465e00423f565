"""The committed seccomp programs, run by a small interpreter: what each call would be answered."""

from __future__ import annotations

import errno
import importlib.util
import struct
from pathlib import Path
from types import ModuleType

import pytest

from gradkata.wall.confine import allowed
from gradkata.wall.confine.program import Instruction, filter_name, read_filter
from gradkata.wall.confine.raw_probes import CALLS, PATH_CALLS

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
COLUMN = {"x86_64": 0, "aarch64": 1}
VARIANTS = [(machine, scratch) for machine in MACHINES for scratch in (False, True)]
ALLOW, KILL_PROCESS, ANSWER = 0x7FFF0000, 0x80000000, 0x00050000
REFUSED, NO_SUCH_CALL = ANSWER | errno.EPERM, ANSWER | errno.ENOSYS
I386, X32_BIT, HIGHEST = 0x40000003, 0x40000000, 600

# What the tests ask for by name: its numbers on x86_64 and aarch64.
NUMBERS = {
    **{name: call[:2] for name, call in {**CALLS, **PATH_CALLS}.items()},
    "read": (0, 63),
    "write": (1, 64),
    "exit_group": (231, 94),
    "futex": (202, 98),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "fcntl": (72, 25),
    "prctl": (157, 167),
    "clone": (56, 220),
    "clone3": (435, 435),
    "tgkill": (234, 131),
    "setsid": (112, 157),
}
WRITE, EXECUTE = 2, 4


def answer(program: list[Instruction], arch: int, number: int, *arguments: int) -> int:
    """Run the program as the kernel does; only the instructions that libseccomp emits."""
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("=iIQ6Q", _signed(number), arch, 0, *padded)
    position = accumulator = 0
    while True:
        code, jump_true, jump_false, k = program[position]
        position += 1
        if code == 0x06:
            return k
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, k)
        elif code == 0x54:
            accumulator &= k
        else:
            position += jump_true if _holds(code, accumulator, k) else jump_false


def _signed(number: int) -> int:
    as_c_int: int = struct.unpack("=i", struct.pack("=I", number & 0xFFFFFFFF))[0]
    return as_c_int


def _holds(code: int, accumulator: int, k: int) -> bool:
    comparison = {0x05: True, 0x15: accumulator == k, 0x25: accumulator > k, 0x35: accumulator >= k}
    return comparison[code]


def decide(variant: tuple[str, bool], name: str, *arguments: int) -> int:
    machine, scratch = variant
    program = read_filter(machine, scratch)
    assert program
    return answer(program, MACHINES[machine], NUMBERS[name][COLUMN[machine]], *arguments)


@pytest.fixture(params=VARIANTS, ids=lambda variant: filter_name(*variant))
def variant(request: pytest.FixtureRequest) -> tuple[str, bool]:
    chosen: tuple[str, bool] = request.param
    return chosen


@pytest.mark.parametrize("name", ["read", "write", "futex", "exit_group"])
def test_computing_is_allowed(variant: tuple[str, bool], name: str) -> None:
    assert decide(variant, name) == ALLOW


@pytest.mark.parametrize("name", [*sorted(set(CALLS) - {"prlimit64"}), "clone", "tgkill", "setsid"])
def test_reaching_out_is_refused(variant: tuple[str, bool], name: str) -> None:
    assert decide(variant, name) == REFUSED


def test_clone3_does_not_exist_so_that_glibc_falls_back(variant: tuple[str, bool]) -> None:
    assert decide(variant, "clone3") == NO_SUCH_CALL


@pytest.mark.parametrize("name", ["mmap", "mprotect"])
def test_memory_is_never_executable(variant: tuple[str, bool], name: str) -> None:
    assert decide(variant, name, 0, 4096, WRITE) == ALLOW
    assert decide(variant, name, 0, 4096, EXECUTE) == REFUSED
    assert decide(variant, name, 0, 4096, WRITE | EXECUTE) == REFUSED


def test_limits_are_only_read_and_only_ones_own(variant: tuple[str, bool]) -> None:
    assert decide(variant, "prlimit64", 0, 7, 0, 4096) == ALLOW
    assert decide(variant, "prlimit64", 0, 7, 4096, 0) == REFUSED
    assert decide(variant, "prlimit64", 1, 7, 0, 4096) == REFUSED
    assert decide(variant, "prlimit64", 1 << 32, 7, 0, 4096) == REFUSED


@pytest.mark.parametrize(
    ("option", "expected"), [(3, ALLOW), (39, ALLOW), (4, REFUSED), (15, REFUSED)]
)
def test_prctl_only_looks(variant: tuple[str, bool], option: int, expected: int) -> None:
    assert decide(variant, "prctl", option) == expected


@pytest.mark.parametrize("command", [4, 8, 10, 15, 1024, 1031, 1033])
def test_descriptors_cannot_be_made_to_signal_lease_or_grow(
    variant: tuple[str, bool], command: int
) -> None:
    assert decide(variant, "fcntl", 3, command) == REFUSED


@pytest.mark.parametrize("name", PATH_CALLS)
def test_paths_exist_only_where_files_are_asked_for(variant: tuple[str, bool], name: str) -> None:
    assert decide(variant, name) == (ALLOW if variant[1] else REFUSED)


def test_no_descriptor_is_opened_for_its_path_alone(variant: tuple[str, bool]) -> None:
    assert decide(variant, "openat", 0, 0, allowed.O_PATH) == REFUSED


def test_another_architectures_calls_end_the_process(variant: tuple[str, bool]) -> None:
    program = read_filter(*variant)
    assert program
    others = {*MACHINES.values(), I386} - {MACHINES[variant[0]]}
    assert {answer(program, arch, 0) for arch in others} == {KILL_PROCESS}


@pytest.mark.parametrize("scratch", [False, True])
def test_x32_calls_end_the_process(scratch: bool) -> None:
    program = read_filter("x86_64", scratch)
    assert program
    assert answer(program, MACHINES["x86_64"], X32_BIT) == KILL_PROCESS


def test_no_more_calls_are_allowed_than_the_table_names(variant: tuple[str, bool]) -> None:
    program = read_filter(*variant)
    assert program
    answers = (answer(program, MACHINES[variant[0]], number) for number in range(HIGHEST))
    named = {*allowed.COMPUTE, *(allowed.FILES if variant[1] else ())}
    by_argument = allowed.COMPUTE_BY_ARGUMENT + (allowed.FILES_BY_ARGUMENT if variant[1] else ())
    assert (
        20
        < sum(decision == ALLOW for decision in answers)
        <= len(named) + len({name for name, _ in by_argument})
    )


@pytest.mark.parametrize(("machine", "scratch"), VARIANTS)
def test_the_committed_filter_is_a_fresh_export(machine: str, scratch: bool) -> None:
    exporter = _exporter()
    committed = (exporter.FILTERS / filter_name(machine, scratch)).read_text()
    if f"libseccomp {exporter.library_version()}\n" not in committed:
        pytest.skip(f"exported by another libseccomp than {exporter.library_version()}")
    assert exporter.as_text(machine, scratch) == committed


def test_the_probes_use_the_right_numbers() -> None:
    pyseccomp = pytest.importorskip("pyseccomp", reason="needs pyseccomp and Debian's libseccomp2")
    for name, numbers in NUMBERS.items():
        for arch, number in zip(
            (pyseccomp.Arch.X86_64, pyseccomp.Arch.AARCH64), numbers, strict=True
        ):
            assert pyseccomp.resolve_syscall(arch, name) == number, name


def _exporter() -> ModuleType:
    pytest.importorskip("pyseccomp", reason="needs pyseccomp and Debian's libseccomp2")
    path = Path(__file__).parents[2] / "tools" / "export_seccomp.py"
    spec = importlib.util.spec_from_file_location("export_seccomp", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
