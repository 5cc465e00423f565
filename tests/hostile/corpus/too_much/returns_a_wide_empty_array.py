# tries: to return an array without elements that has two thousand million empty rows
# kata: by_hand/vectorised
# ends: failed
# says: empty
import numpy as np


def gradients(w, b, x, target):
    return np.zeros((2**31, 0)), 0.0
