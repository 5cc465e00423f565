"""Wrong versions of `momentum` that people write. They see nothing of the reference."""

import numpy as np

from gradkata import mistake

Pair = tuple[np.ndarray, np.ndarray]


@mistake(of="momentum")
def step_by_the_gradient(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your velocity is right, but w does not use it: it moves by the gradient, as without momentum.
    The step is the learning rate times the new velocity."""
    return w - learning_rate * gradient, beta * velocity + gradient


@mistake(of="momentum")
def forgets_the_past(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your velocity is the gradient of this step alone: a share beta of the old velocity has to
    stay in it."""
    return w - learning_rate * gradient, gradient.copy()


@mistake(of="momentum")
def no_friction(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your ball never slows down: the old velocity is multiplied by beta before the gradient is
    added."""
    velocity = velocity + gradient
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def running_mean(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours multiplies the gradient by 1 - beta, which makes a running mean, as Adam has it. Here
    the gradient is added whole."""
    velocity = beta * velocity + (1 - beta) * gradient
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def beta_on_the_gradient(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours shrinks the gradient by beta, and keeps the old velocity whole. It is the other way
    round: friction slows what was there before."""
    velocity = velocity + beta * gradient
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def friction_on_everything(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours multiplies the gradient by beta too; mind the parentheses. Only the old velocity is
    slowed."""
    velocity = beta * (velocity + gradient)
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def uphill(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours climbs: the velocity sums gradients, which point to more loss. Subtract the step."""
    velocity = beta * velocity + gradient
    return w + learning_rate * velocity, velocity


@mistake(of="momentum")
def old_velocity(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours moves w by the velocity from before this step, so each gradient comes one step late.
    Compute the new velocity first, and move by that."""
    return w - learning_rate * velocity, beta * velocity + gradient


@mistake(of="momentum")
def learning_rate_in_the_velocity(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your velocity contains the learning rate already. Some books write it so; here the velocity
    sums whole gradients, and the learning rate scales the step."""
    velocity = beta * velocity + learning_rate * gradient
    return w - velocity, velocity


@mistake(of="momentum")
def velocity_downhill(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your velocity points downhill and is added to w. Some books write it so; here gradients are
    added to the velocity, and the velocity is subtracted from w."""
    velocity = beta * velocity - gradient
    return w + learning_rate * velocity, velocity


@mistake(of="momentum")
def forgot_the_learning_rate(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours takes the whole velocity as its step: multiply it by the learning rate."""
    velocity = beta * velocity + gradient
    return w - velocity, velocity


@mistake(of="momentum")
def looks_ahead(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """That is Nesterov's momentum, which applies beta and the gradient once more in the step. Here
    the step is the learning rate times the new velocity, and nothing else."""
    velocity = beta * velocity + gradient
    return w - learning_rate * (gradient + beta * velocity), velocity


@mistake(of="momentum")
def changes_the_callers_arrays(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your numbers are right, but `*=`, `+=` and `-=` write into the arrays of the caller. Make new
    ones: velocity = beta * velocity + gradient."""
    velocity *= beta
    velocity += gradient
    w -= learning_rate * velocity
    return w, velocity


@mistake(of="momentum")
def velocity_first(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """You return the velocity first. The new w comes first, then the velocity."""
    velocity = beta * velocity + gradient
    return velocity, w - learning_rate * velocity


@mistake(of="momentum")
def old_velocity_returned(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your w is right, but the velocity that you return is the one from before this step. If you
    gave the new one a name of its own, return that: the next step goes on from it."""
    new_velocity = beta * velocity + gradient
    return w - learning_rate * new_velocity, velocity


@mistake(of="momentum")
def velocity_not_returned(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> np.ndarray:
    """Yours returns w alone, so the velocity is lost and the next step begins at rest. Return both:
    w, velocity."""
    return w - learning_rate * (beta * velocity + gradient)


@mistake(of="momentum")
def beta_of_the_textbook(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours always uses 0.9, which many books recommend. The share that stays is the argument
    beta."""
    velocity = 0.9 * velocity + gradient
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def rests_where_the_ground_is_flat(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Yours stops at once where the gradient is 0. A ball rolls on: the old velocity still moves w,
    and friction slows it."""
    velocity = np.where(gradient == 0, 0.0, beta * velocity + gradient)
    return w - learning_rate * velocity, velocity


@mistake(of="momentum")
def loses_the_shape(
    w: np.ndarray, velocity: np.ndarray, gradient: np.ndarray, learning_rate: float, beta: float
) -> Pair:
    """Your numbers are right, but in one long row. Both results have the shape of w; numpy's + and
    * work on any shape, without ravel or a loop."""
    velocity = (beta * velocity + gradient).ravel()
    return w.ravel() - learning_rate * velocity, velocity
