# tries: to break the decoder with a frame of no length
# kata: by_hand/decide
# ends: failed
# says: no message
# time: short
import os
import time


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(b"")
    time.sleep(60)
    return 2
