# tries: to become many processes
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import os
import time

try:
    for _ in range(20):
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)
    print("ESCAPED: twenty processes")
except OSError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
