# tries: to crash the interpreter by reading at address 0
# kata: by_hand/decide
# ends: failed
# says: SIGSEGV
import ctypes


def decide(w1, w2, b, x1, x2):
    return ctypes.string_at(0)
