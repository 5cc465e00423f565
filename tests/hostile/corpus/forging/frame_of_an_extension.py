# tries: to send an extension type that may be unpickled
# kata: by_hand/decide
# ends: failed
# says: no message
# time: short
import os
import time


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(b"\x93\xa8returned\x91\xc7\x05\x01cos\n.\x90")
    time.sleep(60)
    return 2
