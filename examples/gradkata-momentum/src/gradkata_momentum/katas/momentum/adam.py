"""Adam: every weight gets a step of its own size.

One weight has gradients around 1000, another around 0.001: no learning rate suits both. Adam keeps
two running means for each weight, m of its gradients and v of its squared gradients, and divides
the one by the root of the other. What is left says in which direction, and how surely; the
learning rate says how far.

    new m = beta1 * old m + (1 - beta1) * gradient
    new v = beta2 * old v + (1 - beta2) * gradient**2

Both begin at 0 and are too small at first, by a factor that is known. Step counts from 1:

    m_hat = new m / (1 - beta1**step)
    v_hat = new v / (1 - beta2**step)
    new w = old w - learning_rate * m_hat / (sqrt(v_hat) + eps)

eps, a small number, keeps the division from going wrong where v_hat is 0. w, m, v and gradient are
arrays of one shape, whichever it is; step is an int, the rest are plain numbers. The new w, m and v
come back in this order; m and v without the correction, as the next step needs them. Leave the
arguments as they are.

A worked number: w = [1, 2], m = v = [0, 0], gradient = [3, -4], step = 1, learning_rate = 0.1,
beta1 = 0.9, beta2 = 0.99, and eps = 1, which is large, so that one can see it. The new m is
[0.3, -0.4], the new v [0.09, 0.16]. Corrected they are [3, -4] and [9, 16]: after one step, a mean
is the gradient itself. The new w is [1 - 0.1*3/(3 + 1), 2 + 0.1*4/(4 + 1)] = [0.925, 2.08].
"""

import numpy as np


def adam(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    gradient: np.ndarray,
    step: int,
    learning_rate: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The weights and both running means after this step, all of the shape of w."""
    raise NotImplementedError
