"""Forbidden system calls, each made with arguments that do no harm where it is let through.

Null pointers and absent names mostly: an answer such as "bad address" then shows that the kernel
looked at the arguments, so the call itself was not refused.
"""

from __future__ import annotations

import errno
import os
import platform
from collections.abc import Iterator

from gradkata.wall.confine.kernel import raw

REFUSED = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EAGAIN, errno.EAFNOSUPPORT}

_MACHINES = ("x86_64", "aarch64")
_NEW_USER_NAMESPACE = 0x10000000
_SESSION_KEYRING = -3
_PEEK, _ABSENT_SEGMENT, _NOWHERE = 2, 0x6B617461, -100
_WINDOW_SIZE = 0x5413

# call: its number on x86_64 and aarch64, its arguments; PARENT stands for the zygote's id
PARENT = -987654321
CALLS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    # first: who gets into a namespace of its own has no say in this one
    "sethostname": (170, 161, (0, -1)),
    "ptrace": (101, 117, (_PEEK, PARENT)),
    "process_vm_readv": (310, 270, (PARENT, 0, 0, 0, 0, 0)),
    "kill": (62, 129, (PARENT, 0)),
    "pidfd_open": (434, 434, (PARENT, 0)),
    "setpriority": (141, 140, (0, 0, 19)),
    "sched_setaffinity": (203, 122, (0, 0, 0)),
    "execve": (59, 221, (0, 0, 0)),
    "mount": (165, 40, (0, 0, 0, 0, 0)),
    "unshare": (272, 97, (_NEW_USER_NAMESPACE,)),
    "setns": (308, 268, (-1, 0)),
    "chroot": (161, 51, (0,)),
    "personality": (135, 92, (0xFFFFFFFF,)),
    "keyctl": (250, 219, (0, _SESSION_KEYRING, 0)),
    "add_key": (248, 217, (0, 0, 0, 0, 0)),
    "io_uring_setup": (425, 425, (1, 0)),
    "inotify_init1": (294, 26, (0,)),
    "memfd_create": (319, 279, (0, 0)),
    "shmget": (29, 194, (_ABSENT_SEGMENT, 1, 0)),
    "mq_open": (240, 180, (0, 0, 0, 0)),
    "bpf": (321, 280, (0, 0, 0)),
    "perf_event_open": (298, 241, (0, 0, -1, -1, 0)),
    "userfaultfd": (323, 282, (0,)),
    "setrlimit": (160, 164, (0, 0)),
    "prlimit64": (302, 261, (PARENT, 7, 0, 0)),
    "setuid": (105, 146, (0,)),
    "ioctl": (16, 29, (1, _WINDOW_SIZE, 0)),
    "sendmsg": (46, 211, (3, 0, 0)),
    "recvmsg": (47, 212, (3, 0, 0)),
    "pipe2": (293, 59, (0, 0)),
    "chdir": (80, 49, (0,)),
    "mkdirat": (258, 34, (_NOWHERE, 0, 0)),
    "linkat": (265, 37, (_NOWHERE, 0, _NOWHERE, 0, 0)),
    "symlinkat": (266, 36, (0, _NOWHERE, 0)),
    "fchmodat": (268, 53, (_NOWHERE, 0, 0)),
    "utimensat": (280, 88, (_NOWHERE, 0, 0, 0)),
    "setxattr": (188, 5, (0, 0, 0, 0, 0)),
    "open_by_handle_at": (304, 265, (_NOWHERE, 0, 0)),
}
# Harmless where a scratch folder is given; without one a player makes no path calls at all.
PATH_CALLS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "openat": (257, 56, (_NOWHERE, 0, 0, 0)),
    "newfstatat": (262, 79, (_NOWHERE, 0, 0, 0)),
    "statx": (332, 291, (_NOWHERE, 0, 0, 0, 0)),
    "readlinkat": (267, 78, (_NOWHERE, 0, 0, 0)),
    "getcwd": (79, 17, (0, 0)),
}
# family, type: TCP and UDP over IPv4, TCP over IPv6, Unix, netlink
SOCKETS = {
    "tcp": (2, 1),
    "udp": (2, 2),
    "tcp over IPv6": (10, 1),
    "unix socket": (1, 1),
    "netlink": (16, 3),
}
_SOCKET = (41, 198)


def raw_holes(scratch: bool) -> Iterator[str]:
    """The names of the calls that the kernel did not refuse."""
    if platform.machine() not in _MACHINES:
        return
    column = _MACHINES.index(platform.machine())
    for name, (on_x86, on_arm, arguments) in {**CALLS, **({} if scratch else PATH_CALLS)}.items():
        if _got_through((on_x86, on_arm)[column], arguments):
            yield name
    for name, (family, kind) in SOCKETS.items():
        if _got_through(_SOCKET[column], (family, kind, 0)):
            yield name


def _got_through(number: int, arguments: tuple[int, ...]) -> bool:
    parent = os.getppid()
    try:
        raw(number, *(parent if argument == PARENT else argument for argument in arguments))
    except OSError as error:
        return error.errno not in REFUSED
    return True
