# tries: to outlive its zygote by forgetting the signal it would be sent
# kata: by_hand/decide
# ends: passed
# needs: seccomp
import ctypes

if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0:
    print("ESCAPED: it does not die with its zygote any more")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
