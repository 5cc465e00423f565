"""Right versions of `momentum` in other styles, which the checks have to accept."""

import numpy as np

from gradkata import alternative

Pair = tuple[np.ndarray, np.ndarray]


@alternative(of="momentum")
def in_place_on_copies(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> list[np.ndarray]:
    """With `*=`, `+=` and `-=`, after copying; returned as a list."""
    w, velocity = w.copy(), velocity.copy()
    velocity *= beta
    velocity += gradient
    w -= learning_rate * velocity
    return [w, velocity]


@alternative(of="momentum")
def entry_by_entry(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """A loop over all places."""
    new_w, new_velocity = np.empty_like(w), np.empty_like(w)
    for place in np.ndindex(w.shape):
        new_velocity[place] = beta * velocity[place] + gradient[place]
        new_w[place] = w[place] - learning_rate * new_velocity[place]
    return new_w, new_velocity


@alternative(of="momentum")
def two_parts_of_a_step(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Gradient descent first, then what the old velocity adds to it."""
    descended = w - learning_rate * gradient
    return descended - learning_rate * beta * velocity, np.add(gradient, velocity * beta)


@alternative(of="momentum")
def velocity_downhill_inside(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Thinks of a velocity that points downhill, and turns it round for the caller."""
    downhill = -velocity * beta - gradient
    return w + downhill * learning_rate, -downhill
