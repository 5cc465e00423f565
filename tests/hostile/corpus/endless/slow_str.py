# tries: to raise an exception whose text takes forever
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def decide(w1, w2, b, x1, x2):
    raise Slow
