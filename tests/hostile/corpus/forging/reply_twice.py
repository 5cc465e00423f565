# tries: to answer the next question already
# kata: by_hand/decide
# ends: failed
# says: before it was asked
import os

import msgspec


def send(payload):
    os.write(3, len(payload).to_bytes(4, "big") + payload)


def decide(w1, w2, b, x1, x2):
    send(msgspec.msgpack.encode(["returned", [2], [["open", "list", 5], w1, w2, b, x1, x2]]))
    return 2
