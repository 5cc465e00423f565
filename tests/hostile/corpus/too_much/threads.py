# tries: to become many threads
# kata: by_hand/decide
# ends: passed
# needs: seccomp limits
import threading
import time

try:
    for _ in range(20):
        threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
    print("ESCAPED: twenty threads")
except RuntimeError:
    pass


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
