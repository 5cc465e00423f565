# tries: to wait for a lock that nobody will release
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import threading

lock = threading.Lock()
lock.acquire()


def decide(w1, w2, b, x1, x2):
    lock.acquire()
