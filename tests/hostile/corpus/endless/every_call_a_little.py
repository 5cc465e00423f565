# tries: to be slow in each call, and never too slow in one
# kata: by_hand/decide
# ends: failed
# says: all calls of this kata together
# time: short
import time


def decide(w1, w2, b, x1, x2):
    time.sleep(0.3)
    return int(w1 * x1 + w2 * x2 + b > 0)
