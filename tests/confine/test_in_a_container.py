"""The wall inside a container: what Docker's default profile forbids must not matter to it.

No Docker is needed. A process takes on a filter that refuses the calls which that profile blocks
(after Docker's documentation, "Seccomp security profiles for Docker"), loses the capabilities that
a container loses, and then asks a wall of its own for holes. Refused `unshare` and `setns` are also
what Ubuntu 24.04's restriction of user namespaces comes to.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytest.importorskip("pyseccomp", reason="needs pyseccomp and Debian's libseccomp2")

BLOCKED = """
acct add_key bpf clock_adjtime clock_settime create_module delete_module finit_module
get_kernel_syms get_mempolicy init_module io_uring_enter io_uring_register io_uring_setup ioperm
iopl kcmp kexec_file_load kexec_load keyctl lookup_dcookie mbind mount move_pages name_to_handle_at
nfsservctl open_by_handle_at perf_event_open personality pivot_root process_vm_readv
process_vm_writev ptrace query_module quotactl reboot request_key set_mempolicy setns settimeofday
swapoff swapon sysfs umount2 unshare uselib userfaultfd ustat vhangup
"""
LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"

IN_A_CONTAINER = """
import ctypes, errno, json, sys
import pyseccomp

kept = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in sys.argv[1:]:
    try:
        kept.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
    except (OSError, ValueError, RuntimeError):
        pass  # a call that this machine does not have
kept.load()
assert ctypes.CDLL(None).unshare(0) == -1, "the filter did not take"

from gradkata.course.kata import Limits
from gradkata.wall.pool import Wall
from gradkata.wall.values import freeze, thaw
from gradkata.wall.wire import Call

with Wall() as wall:
    holes = wall.holes("numpy")
    player = wall.spawn("numpy", Limits())
    player.load("def double(x): return 2 * x", "double.py")
    answer = thaw(player.call(Call("double", freeze([21]))).result)
    player.close()
print(json.dumps([holes, answer]))
"""


def _in_a_container(blocked: str) -> list[object]:
    command = [sys.executable, "-c", IN_A_CONTAINER, *blocked.split()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    answer: list[object] = json.loads(done.stdout)
    return answer


def test_the_wall_holds_under_what_dockers_default_profile_forbids() -> None:
    assert _in_a_container(BLOCKED) == [[], 42]


def test_the_wall_holds_where_an_older_profile_forbids_landlock_too() -> None:
    assert _in_a_container(f"{BLOCKED} {LANDLOCK}") == [[], 42]
