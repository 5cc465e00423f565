# tries: to crash the interpreter with code that no compiler made
# kata: by_hand/decide
# ends: failed
# says: ended the process
from opcode import opmap

FAR = bytes([opmap["EXTENDED_ARG"], 127] + [opmap["EXTENDED_ARG"], 255] * 2)


def decide(w1, w2, b, x1, x2):
    return 2


# A constant sixteen GiB behind the last one.
decide.__code__ = decide.__code__.replace(co_code=FAR + bytes([opmap["LOAD_CONST"], 255]))
