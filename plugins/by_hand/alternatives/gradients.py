"""Right solutions of `gradients` in other styles."""

import numpy as np

from gradkata import alternative


def _loss(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> float:
    return (w1 * x1 + w2 * x2 + b - target) ** 2


@alternative(of="gradients")
def in_one_line(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> list[float]:
    """A list of three, the error first taken twice."""
    return [((b - target + w2 * x2 + w1 * x1) * 2) * factor for factor in (x1, x2, 1)]


@alternative(of="gradients")
def as_an_array(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> np.ndarray:
    """The bias as a weight of an input that is always 1."""
    x = np.array([x1, x2, 1.0])
    error = float(np.array([w1, w2, b]) @ x) - target
    return 2 * error * x


@alternative(of="gradients")
def multiplied_out(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> tuple[float, float, float]:
    """Product rule and sums, without a name for the error."""
    d_w1 = 2 * w1 * x1**2 + 2 * x1 * (w2 * x2 + b - target)
    d_w2 = 2 * w2 * x2**2 + 2 * x2 * (w1 * x1 + b - target)
    return d_w1, d_w2, 2 * w1 * x1 + 2 * w2 * x2 + 2 * b - 2 * target


@alternative(of="gradients")
def scalars_of_numpy(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> tuple[np.ndarray, np.float64, np.ndarray]:
    """Arrays without dimensions and numpy's floats, with the error turned round twice."""
    error = np.float64(target) - w1 * x1 - w2 * x2 - b
    return np.array(-2 * error * x1), -2 * error * x2, np.array(-2 * error)


@alternative(of="gradients")
def symmetric_differences(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> tuple[float, float, float]:
    """Half of the loss one up less the loss one down: for a square that is exact."""
    rest = (x1, x2, target)
    d_w1 = (_loss(w1 + 1, w2, b, *rest) - _loss(w1 - 1, w2, b, *rest)) / 2
    d_w2 = (_loss(w1, w2 + 1, b, *rest) - _loss(w1, w2 - 1, b, *rest)) / 2
    d_b = (_loss(w1, w2, b + 1, *rest) - _loss(w1, w2, b - 1, *rest)) / 2
    return d_w1, d_w2, d_b
