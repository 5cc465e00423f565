# tries: to announce a reply and never to send it
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import os
import time


def decide(w1, w2, b, x1, x2):
    os.write(3, (100).to_bytes(4, "big") + b"half")
    time.sleep(10**6)
