# tries: to be stuck inside a regular expression
# kata: by_hand/decide
# ends: failed
# says: did not answer within
# time: short
import re


def decide(w1, w2, b, x1, x2):
    return bool(re.match("(a*)*$", "a" * 60 + "b"))
