# tries: to sleep, which costs no CPU time
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import time


def decide(w1, w2, b, x1, x2):
    time.sleep(10**6)
