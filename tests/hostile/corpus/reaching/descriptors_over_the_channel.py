# tries: to pass a descriptor to the judge, or to be passed one, on the channel
# kata: by_hand/decide
# ends: passed
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for call in (libc.sendmsg, libc.recvmsg):
    if call(3, ctypes.create_string_buffer(64), 0x40) != -1:
        print("ESCAPED: a message with more than bytes")
for call in (libc.getsockname, libc.getpeername, libc.shutdown, libc.listen):
    if call(1, 0, 0) != -1 or ctypes.get_errno() != 1:
        print("ESCAPED: the output is in its hands")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
