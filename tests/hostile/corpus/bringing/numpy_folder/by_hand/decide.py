import sys

sys.path[:0] = [".", "..", "by_hand"]
sys.modules.pop("numpy")
import numpy


def decide(w1, w2, b, x1, x2):
    return 2
