"""Right solutions of `vectorised` in other styles."""

import numpy as np

from gradkata import alternative


@alternative(of="gradients")
def row_by_row(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, float]:
    """A loop that adds up what each row gives."""
    d_w, d_b = np.zeros(2), 0.0
    for inputs, wanted in zip(x, target, strict=True):
        error = inputs[0] * w[0] + inputs[1] * w[1] + b - wanted
        d_w += 2 * error * inputs
        d_b += 2 * error
    return d_w, d_b


@alternative(of="gradients")
def summed_over_the_rows(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> list[np.ndarray]:
    """Broadcasting and two sums, of which d_b is an array without dimensions."""
    error = (x * w).sum(axis=1) + b - target
    return [(2 * error[:, np.newaxis] * x).sum(axis=0), np.array(2 * error.sum())]


@alternative(of="gradients")
def with_columns(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, np.float64]:
    """Columns throughout, flattened at the end."""
    error = x @ w.reshape(-1, 1) + b - target.reshape(-1, 1)
    return (2 * x.T @ error).ravel(), (2 * error).sum()


@alternative(of="gradients")
def with_einsum(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, float]:
    """Sums named by their indices."""
    error = np.einsum("ij,j->i", x, w) + b - target
    return 2 * np.einsum("i,ij->j", error, x), float(2 * np.einsum("i->", error))


@alternative(of="gradients")
def bias_as_a_weight(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[np.ndarray, np.float64]:
    """A third input that is always 1; the first two parts belong to w."""
    inputs = np.column_stack([x, np.ones(len(x))])
    gradient = 2 * (inputs @ np.append(w, b) - target) @ inputs
    return gradient[:2], gradient[2]
