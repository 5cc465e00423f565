# tries: to send signals to others: here only 0, which does nothing but show that it could
# kata: by_hand/decide
# ends: passed
# needs: seccomp landlock
import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
parent = os.getppid()
attempts = (
    lambda: os.kill(parent, 0),
    lambda: os.killpg(parent, 0),
    lambda: signal.pidfd_send_signal(os.pidfd_open(parent), 0),
)
for attempt in attempts:
    try:
        attempt()
        print("ESCAPED: a signal")
    except OSError:
        pass
if libc.tgkill(parent, parent, 0) == 0:
    print("ESCAPED: a signal to a thread")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
