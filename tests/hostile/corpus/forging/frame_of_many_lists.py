# tries: to build a quarter of a million lists, as an untyped decoder would
# kata: by_hand/decide
# ends: failed
# says: no message
# time: short
import os
import time


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(b"\x93\xa8returned\xdd\x00\x04\x00\x00" + b"\x90" * 2**18 + b"\x90")
    time.sleep(60)
    return 2
