# tries: to take forever after its answer was sent, while the arguments are put away
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
class Slow(int):
    def __del__(self):
        while True:
            pass


def decide(w1, w2, b, x1, x2):
    return Slow(2)
