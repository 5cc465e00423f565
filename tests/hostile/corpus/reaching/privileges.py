# tries: to become somebody else, or to gain capabilities
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
attempts = (
    lambda: os.setuid(os.getuid()),
    lambda: os.setgroups([0]),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setsid(),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED")
    except OSError:
        pass
SECUREBITS, KEEP_CAPABILITIES = 28, 8
for option in (SECUREBITS, KEEP_CAPABILITIES):
    if libc.prctl(option, 0, 0, 0, 0) == 0:
        print("ESCAPED: an option of its own process")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
