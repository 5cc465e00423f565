# tries: to return an array of records, of dates, of texts
# kata: by_hand/vectorised
# ends: failed
# says: dtype
import numpy as np


def gradients(w, b, x, target):
    return np.zeros(2, [("d_w", float), ("d_b", object)]), np.datetime64("2026-01-01")
