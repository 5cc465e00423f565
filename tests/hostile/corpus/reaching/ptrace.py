# tries: to attach to its zygote, and to read and write its memory
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = 1, 13
PEEK = 2
if libc.ptrace(PEEK, os.getppid(), 0, 0) != -1 or ctypes.get_errno() not in REFUSED:
    print("ESCAPED: ptrace")
for call in (libc.process_vm_readv, libc.process_vm_writev):
    if call(os.getppid(), 0, 0, 0, 0, 0) != -1:
        print("ESCAPED: the memory of another process")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
