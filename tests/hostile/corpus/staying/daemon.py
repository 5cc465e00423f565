# tries: to leave a process behind that no longer belongs to it
# kata: by_hand/decide
# ends: failed
# needs: seccomp limits
import os
import time


def decide(w1, w2, b, x1, x2):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(5)
        os._exit(0)
    return 2
