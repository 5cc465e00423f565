# tries: to leave a child behind that is in its session, and ignores signals
# kata: by_hand/decide
# ends: failed
import os
import signal
import time


def decide(w1, w2, b, x1, x2):
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(5)
        os._exit(0)
    return 2
