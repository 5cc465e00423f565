# tries: to read the grader's environment and arguments
# kata: by_hand/decide
# ends: passed
# needs: environment
import ctypes
import os
import sys

if os.environ or any(sys.argv) or any(sys.orig_argv):
    print("ESCAPED:", len(os.environ), sys.argv, sys.orig_argv)
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
for name in (b"HOME", b"PATH", b"PYTHONHASHSEED", b"LANG", b"VIRTUAL_ENV"):
    if libc.getenv(name):
        print("ESCAPED:", name)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
