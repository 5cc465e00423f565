"""Right solutions of `decide` in other styles."""

import math

import numpy as np

from gradkata import alternative


@alternative(of="decide")
def truth_as_the_answer(w1: float, w2: float, b: float, x1: float, x2: float) -> bool:
    """A bool is an int to Python."""
    return w1 * x1 + w2 * x2 + b > 0


@alternative(of="decide")
def bias_on_the_other_side(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """The score without the bias against the bias turned round."""
    if w1 * x1 + w2 * x2 > -b:
        return 1
    return 0


@alternative(of="decide")
def dot_product(w1: float, w2: float, b: float, x1: float, x2: float) -> np.bool_:
    """Arrays inside, and numpy's own bool outside."""
    return np.bool_(np.dot([w1, w2, b], [x1, x2, 1.0]) > 0)


@alternative(of="decide")
def where_of_numpy(w1: float, w2: float, b: float, x1: float, x2: float) -> np.ndarray:
    """An array without dimensions is a number too."""
    return np.where(np.array([w1, w2]) @ np.array([x1, x2]) + b > 0, 1, 0)


@alternative(of="decide")
def integer_of_numpy(w1: float, w2: float, b: float, x1: float, x2: float) -> np.int64:
    """The sign, cut off below 0, as one of numpy's integers."""
    return np.int64(max(np.sign(b + x2 * w2 + x1 * w1), 0))


@alternative(of="decide")
def rounded_sigmoid(w1: float, w2: float, b: float, x1: float, x2: float) -> int:
    """A probability above one half is a yes; Python rounds exactly one half to 0."""
    return round(1 / (1 + math.exp(-(w1 * x1 + w2 * x2 + b))))
