"""The system calls that a player may make. Everything else is answered with "not permitted".

Read by `tools/export_seccomp.py`, which turns these tables into the programs in `filters/`.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

EVERY_BIT = (1 << 64) - 1
PROT_EXEC = 4
O_PATH, O_TMPFILE = 0o10000000, 0o20000000
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030


@dataclass(frozen=True, slots=True)
class Argument:
    """Holds where the bits of `mask` in the argument at `position` are those of `value`."""

    position: int
    value: int = 0
    mask: int = EVERY_BIT


COMPUTE = (
    # the channel and the output: no addresses, no descriptors passed along
    *("read", "write", "readv", "writev", "close", "lseek", "fstat"),
    # memory; `mmap` and `mprotect` are below, for they may not make anything executable
    *("brk", "munmap", "mremap", "madvise"),
    # locks, waiting, giving way
    *("futex", "sched_yield", "nanosleep", "clock_nanosleep", "restart_syscall"),
    # what happens on a signal; there is no call here that sends one
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack"),
    # clocks and use of resources
    *("clock_gettime", "clock_getres", "gettimeofday", "time", "times", "getrusage", "getcpu"),
    # who am I
    *("getpid", "gettid", "getppid", "getpgrp", "getuid", "geteuid", "getgid", "getegid"),
    *("getrandom", "getrlimit", "exit", "exit_group"),
)

# Looking is harmless, and lets a player be checked from inside.
_PRCTL_READS = {"PDEATHSIG": 2, "DUMPABLE": 3, "SECCOMP": 21, "CAPBSET": 23, "NO_NEW_PRIVS": 39}

COMPUTE_BY_ARGUMENT: tuple[tuple[str, tuple[Argument, ...]], ...] = (
    ("mmap", (Argument(2, 0, mask=PROT_EXEC),)),
    ("mprotect", (Argument(2, 0, mask=PROT_EXEC),)),
    ("prlimit64", (Argument(0, 0), Argument(2, 0))),
    ("sched_getaffinity", (Argument(0, 0),)),
    ("fcntl", (Argument(1, F_GETFD),)),
    ("fcntl", (Argument(1, F_GETFL),)),
    *(("prctl", (Argument(0, option),)) for option in _PRCTL_READS.values()),
)

# With a scratch folder: opening, reading, writing, looking. Landlock says which files.
FILES = (
    *("stat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2"),
    *("getcwd", "getdents64", "readlink", "readlinkat"),
    *("pread64", "pwrite64", "ftruncate", "fsync", "fdatasync", "dup"),
)

FILES_BY_ARGUMENT: tuple[tuple[str, tuple[Argument, ...]], ...] = (
    # Landlock takes no notice of a descriptor opened for its path alone, nor of a file made without
    # a name, in a folder where writing is allowed.
    ("open", (Argument(1, 0, mask=O_PATH | O_TMPFILE),)),
    ("openat", (Argument(2, 0, mask=O_PATH | O_TMPFILE),)),
    ("fcntl", (Argument(1, F_DUPFD),)),
    ("fcntl", (Argument(1, F_SETFD),)),
    ("fcntl", (Argument(1, F_DUPFD_CLOEXEC),)),
)

DENIED = errno.EPERM
# glibc then falls back to `clone`, and a refusal of that is what its callers know how to report.
ANSWERS = {"clone3": errno.ENOSYS}
