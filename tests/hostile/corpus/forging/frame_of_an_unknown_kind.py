# tries: to send a message of a kind that there is not
# kata: by_hand/decide
# ends: failed
# says: no message
# time: short
import os
import time

import msgspec


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(msgspec.msgpack.encode(["passed", 6, 6]))
    time.sleep(60)
    return 2
