"""Right solutions of `update` in other styles."""

import numpy as np

from gradkata import alternative


@alternative(of="update")
def subtracts_in_place(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> tuple[float, float, float]:
    """With `-=`, the bias first."""
    b -= d_b * learning_rate
    w2 -= d_w2 * learning_rate
    w1 -= d_w1 * learning_rate
    return w1, w2, b


@alternative(of="update")
def as_an_array(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> np.ndarray:
    """All three at once, returned as one array of three."""
    return np.array([w1, w2, b]) - learning_rate * np.array([d_w1, d_w2, d_b])


@alternative(of="update")
def as_a_list(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> list[float]:
    """Pair by pair, adding a step of the opposite sign."""
    pairs = zip((w1, w2, b), (d_w1, d_w2, d_b), strict=True)
    return [-learning_rate * gradient + weight for weight, gradient in pairs]


@alternative(of="update")
def scalars_of_numpy(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> tuple[np.float64, ...]:
    """numpy's floats, unpacked from an array that was changed in place."""
    weights = np.array([w1, w2, b], dtype=np.float64)
    weights -= np.multiply(learning_rate, [d_w1, d_w2, d_b])
    return tuple(weights)
