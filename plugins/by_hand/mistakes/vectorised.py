"""Wrong solutions of `vectorised` that people write."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gradkata import mistake


@mistake(of="gradients", wraps=True)
def missing_factor_two(
    inner: Callable[..., tuple[Any, Any]],
    w: np.ndarray,
    b: float,
    x: np.ndarray,
    target: np.ndarray,
) -> tuple[Any, Any]:
    """Squaring brings down a 2, here as for a single row. Yours is exactly half of the gradient."""
    d_w, d_b = inner(w, b, x, target)
    return d_w / 2, d_b / 2


@mistake(of="gradients", wraps=True)
def error_turned_round(
    inner: Callable[..., tuple[Any, Any]],
    w: np.ndarray,
    b: float,
    x: np.ndarray,
    target: np.ndarray,
) -> tuple[Any, Any]:
    """All your signs are turned round: yours points downhill. The error is output - target."""
    d_w, d_b = inner(w, b, x, target)
    return -d_w, -d_b


@mistake(of="gradients", wraps=True)
def mean_in_place_of_the_sum(
    inner: Callable[..., tuple[Any, Any]],
    w: np.ndarray,
    b: float,
    x: np.ndarray,
    target: np.ndarray,
) -> tuple[Any, Any]:
    """Yours is divided by the number of rows: the gradient of the mean. The loss here is the sum of
    the squared errors."""
    d_w, d_b = inner(w, b, x, target)
    return d_w / len(x), d_b / len(x)


@mistake(of="gradients", wraps=True)
def mean_for_the_bias_alone(
    inner: Callable[..., tuple[Any, Any]],
    w: np.ndarray,
    b: float,
    x: np.ndarray,
    target: np.ndarray,
) -> tuple[Any, Any]:
    """Your d_w is right, but d_b is a mean over the rows: it is a sum, like d_w."""
    d_w, d_b = inner(w, b, x, target)
    return d_w, d_b / len(x)


@mistake(of="gradients")
def rows_not_summed(w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray) -> tuple[Any, Any]:
    """Yours gives a gradient for every row, and the last step is missing: sum over the rows, so
    that d_w is of shape (2,) like w, and d_b a single number like b."""
    error = x @ w + b - target
    return 2 * error[:, None] * x, 2 * error


@mistake(of="gradients")
def bias_not_summed(w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray) -> tuple[Any, Any]:
    """Your d_w is right, but d_b has a number for every row. There is one bias, so there is one
    gradient for it: sum."""
    error = x @ w + b - target
    return 2 * x.T @ error, 2 * error


@mistake(of="gradients")
def weights_summed_too(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """Your d_w is one number: the sum went over the two weights as well. Sum over the rows alone,
    which are axis 0."""
    error = x @ w + b - target
    return (2 * error[:, None] * x).sum(), 2 * error.sum()


@mistake(of="gradients")
def column_in_place_of_a_row(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """Your numbers are right, but d_w is a column of shape (2, 1). It has to have the shape of w,
    (2,), or else w - rate * d_w becomes a 2 x 2 table without a word."""
    error = (x @ w + b - target)[:, None]
    return 2 * x.T @ error, 2 * error.sum()


@mistake(of="gradients")
def every_output_with_every_target(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """A column of shape (n, 1) minus an array of shape (n,) is a table of shape (n, n): each output
    was compared with every row's target. Keep the outputs in shape (n,), as the targets are."""
    error = (x @ w.reshape(2, 1) + b - target).sum(axis=1)
    return 2 * x.T @ error, 2 * error.sum()


@mistake(of="gradients")
def sums_before_multiplying(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """Yours sums the errors and the inputs first, and then multiplies the sums. Each row's error
    belongs to that row's inputs: multiply row by row, then sum."""
    error = x @ w + b - target
    return 2 * error.sum() * x.sum(axis=0), 2 * error.sum()


@mistake(of="gradients")
def last_row_alone(w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray) -> tuple[Any, Any]:
    """Yours is the gradient of the last row alone: each row overwrites what the one before gave.
    Add them up, with += in place of =."""
    error = x[-1] @ w + b - target[-1]
    return 2 * error * x[-1], 2 * error


@mistake(of="gradients")
def first_row_alone(w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray) -> tuple[Any, Any]:
    """Yours is the gradient of the first row alone. If you wrote a loop, its return stands inside
    of it, and ends it in the first round."""
    error = x[0] @ w + b - target[0]
    return 2 * error * x[0], 2 * error


@mistake(of="gradients")
def bias_not_in_the_output(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """The output is x @ w + b, and yours leaves out the b. So each error is off by b."""
    error = x @ w - target
    return 2 * x.T @ error, 2 * error.sum()


@mistake(of="gradients")
def forgot_the_inputs(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """Your d_w has the gradient of the bias in each place: the second factor of the chain rule is
    missing, which for a weight is its input."""
    error = x @ w + b - target
    return np.full(2, 2 * error.sum()), 2 * error.sum()


@mistake(of="gradients")
def writes_into_the_target(
    w: np.ndarray, b: float, x: np.ndarray, target: np.ndarray
) -> tuple[Any, Any]:
    """Your numbers are right, but the target that was given to you is changed afterwards: -= and
    += write into the array itself, and whoever called you still needs it. Make a new array."""
    target -= x @ w + b
    return -2 * x.T @ target, -2 * target.sum()
