"""Right versions of `adam` in other styles, which the checks have to accept."""

import numpy as np

from gradkata import alternative

Three = tuple[np.ndarray, np.ndarray, np.ndarray]


@alternative(of="adam")
def moves_towards_the_gradient(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> list[np.ndarray]:
    """Each mean goes a share of the way to what is new; powers by numpy; a list."""
    m = m + (1 - beta1) * (gradient - m)
    v = v + (1 - beta2) * (np.square(gradient) - v)
    m_hat, v_hat = m / (1 - np.power(beta1, step)), v / (1 - np.power(beta2, step))
    return [w - learning_rate * m_hat / (v_hat**0.5 + eps), m, v]


@alternative(of="adam")
def corrects_the_learning_rate(
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
    """As in the paper's remark: both corrections become one of the rate, and eps is scaled
    alike."""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient * gradient
    root = (1 - beta2**step) ** 0.5
    rate = learning_rate * root / (1 - beta1**step)
    return w - rate * m / (np.sqrt(v) + eps * root), m, v


@alternative(of="adam")
def entry_by_entry(
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
    """A loop over all places."""
    w, m, v = w.copy(), m.copy(), v.copy()
    for place in np.ndindex(w.shape):
        m[place] = beta1 * m[place] + (1 - beta1) * gradient[place]
        v[place] = beta2 * v[place] + (1 - beta2) * gradient[place] ** 2
        size = (v[place] / (1 - beta2**step)) ** 0.5 + eps
        w[place] -= learning_rate * m[place] / (1 - beta1**step) / size
    return w, m, v


@alternative(of="adam")
def in_place_on_copies(
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
    """With `*=`, `+=` and `-=`, after copying."""
    w, m, v = w.copy(), m.copy(), v.copy()
    m *= beta1
    m += gradient - beta1 * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
    v_hat = v / (1 - beta2**step)
    w -= (learning_rate / (1 - beta1**step)) * (m / (eps + np.sqrt(v_hat)))
    return w, m, v
