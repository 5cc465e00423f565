"""Wrong versions of `adam` that people write. They see nothing of the reference."""

import numpy as np

from gradkata import mistake

Three = tuple[np.ndarray, np.ndarray, np.ndarray]


@mistake(of="adam")
def no_correction(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours moves by m and v as they are, which are too small in the first steps. Divide m by 1 -
    beta1**step and v by 1 - beta2**step before the step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    return w - learning_rate * m / (np.sqrt(v) + eps), m, v


@mistake(of="adam")
def v_not_corrected(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your m is corrected, but v is not: it is too small in the first steps too. Divide it by 1 -
    beta2**step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    return w - learning_rate * m_hat / (np.sqrt(v) + eps), m, v


@mistake(of="adam")
def m_not_corrected(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your v is corrected, but m is not: it is too small in the first steps too. Divide it by 1 -
    beta1**step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * m / (np.sqrt(v_hat) + eps), m, v


@mistake(of="adam")
def corrected_means_returned(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your w is right, but you return the corrected means. The next step goes on from the others:
    return m and v, and give the corrected ones names of their own."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m_hat, v_hat


@mistake(of="adam")
def one_step_ahead(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your correction counts one step too many. Step is 1 in the first step already."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1 ** (step + 1))
    v_hat = v / (1 - beta2 ** (step + 1))
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def correction_always_of_the_first_step(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your correction is that of the first step for ever: it fades as steps go by. Raise beta1 and
    beta2 to the power of step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1)
    v_hat = v / (1 - beta2)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def one_beta_corrects_both(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """You correct v with beta1. Each mean is corrected with the beta that it was made with: v with
    1 - beta2**step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta1**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def betas_exchanged(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your betas have changed places: beta1 belongs to m, beta2 to v."""
    m = beta2 * m + (1 - beta2) * gradient
    v = beta1 * v + (1 - beta1) * gradient**2
    m_hat = m / (1 - beta2**step)
    v_hat = v / (1 - beta1**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def eps_inside_the_root(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """You add eps before the root is taken. It is added after: sqrt(v_hat) + eps."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * m_hat / np.sqrt(v_hat + eps), m, v


@mistake(of="adam")
def eps_forgotten(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """You left eps out. Where every gradient was 0, yours divides 0 by 0, and that weight is NaN
    ever after: add eps to the root."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * m_hat / np.sqrt(v_hat), m, v


@mistake(of="adam")
def eps_outside_of_the_division(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """You add eps to the step, not to what it is divided by; mind the parentheses: m_hat /
    (sqrt(v_hat) + eps)."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * (m_hat / np.sqrt(v_hat) + eps), m, v


@mistake(of="adam")
def root_forgotten(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours divides by the mean square itself. Take its root, so that m and what it is divided by
    grow alike when gradients do."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * m_hat / (v_hat + eps), m, v


@mistake(of="adam")
def gradient_not_squared(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your v is a mean of gradients, like m: it has to be one of squared gradients, which are never
    negative."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def square_of_the_mean(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your v takes up the square of m. It takes up the square of the gradient, this step's,
    alone."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * m**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def one_size_for_all(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your v takes up the mean square over all weights. Every weight has an entry of its own, so
    that each gets a step of its own size."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * np.mean(gradient**2)
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def gradients_added_whole(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours adds whole gradients to m and v, as momentum does. Here both are means: the new part
    counts 1 - beta1, or 1 - beta2."""
    m = beta1 * m + gradient
    v = beta2 * v + gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def step_by_the_gradient(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your step is made of this gradient alone, scaled. The numerator is m_hat, which remembers the
    gradients before."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    v_hat = v / (1 - beta2**step)
    return w - learning_rate * gradient / (np.sqrt(v_hat) + eps), m, v


@mistake(of="adam")
def uphill(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours climbs: m points to more loss. Subtract the step."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    return w + learning_rate * m_hat / (np.sqrt(v_hat) + eps), m, v


@mistake(of="adam")
def changes_the_callers_arrays(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your numbers are right, but `*=`, `+=` and `-=` write into the arrays of the caller. Make new
    ones: m = beta1 * m + (1 - beta1) * gradient."""
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w -= learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def first_step_not_corrected(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours does not correct the first step, which needs it most: there m is (1 - beta1) *
    gradient. Step counts from 1, so the formula holds as it is."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step) if step > 1 else m
    v_hat = v / (1 - beta2**step) if step > 1 else v
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v


@mistake(of="adam")
def rests_without_a_gradient(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Yours leaves a weight alone where its gradient is 0. It still moves by what m remembers, and
    both means still fade."""
    felt = gradient != 0
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    moved = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return np.where(felt, moved, w), m, v


@mistake(of="adam")
def loses_the_shape(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Three:
    """Your numbers are right, but in one long row. All results have the shape of w; numpy works on
    any shape, without ravel or a loop."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**step)
    v_hat = v / (1 - beta2**step)
    w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)
    return w.ravel(), m.ravel(), v.ravel()
