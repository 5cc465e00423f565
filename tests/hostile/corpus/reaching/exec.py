# tries: to become another program
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock limits
import ctypes
import os

WORDS = "echo", "ESCAPED: another program"
try:
    os.execv("/bin/echo", WORDS)
except OSError:
    # Python's own hook says no; the kernel has to say it too.
    words = (ctypes.c_char_p * 3)(*(word.encode() for word in WORDS), None)
    ctypes.CDLL(None).execv(b"/bin/echo", words)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
