"""Wrong solutions of `gradients` that people write."""

from collections.abc import Callable

from gradkata import mistake

Three = tuple[float, float, float]


@mistake(of="gradients", wraps=True)
def missing_factor_two(
    inner: Callable[..., Three], w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Squaring brings down a 2: when e grows by a little, e² grows by 2·e times as much. Yours is
    exactly half of the gradient."""
    d_w1, d_w2, d_b = inner(w1, w2, b, x1, x2, target)
    return d_w1 / 2, d_w2 / 2, d_b / 2


@mistake(of="gradients", wraps=True)
def error_turned_round(
    inner: Callable[..., Three], w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """All your signs are turned round: yours points downhill. The error is output - target; with
    target - output the square is the same, but its gradient is not."""
    d_w1, d_w2, d_b = inner(w1, w2, b, x1, x2, target)
    return -d_w1, -d_w2, -d_b


@mistake(of="gradients")
def forgot_the_inputs(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> Three:
    """The chain rule has a second factor: when w1 grows by a little, the error grows by x1 times as
    much. Yours gives each weight the gradient of the bias, as if all inputs were 1."""
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error, 2 * error, 2 * error


@mistake(of="gradients")
def weights_for_inputs(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """When w1 grows by a little, w1*x1 grows by x1 times as much: the second factor is the input,
    and yours is the weight itself. With weights of 0 your machine could never learn."""
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error * w1, 2 * error * w2, 2 * error


@mistake(of="gradients", wraps=True)
def inputs_exchanged(
    inner: Callable[..., Three], w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your d_w1 and d_w2 have changed places: w1 is multiplied by x1, so its gradient has x1 in
    it."""
    d_w1, d_w2, d_b = inner(w1, w2, b, x1, x2, target)
    return d_w2, d_w1, d_b


@mistake(of="gradients")
def two_remembered_too_late(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your d_w2 and d_b have the 2 that squaring brings down, and d_w1 has not. It belongs into
    each of the three lines: go back to the first."""
    error = w1 * x1 + w2 * x2 + b - target
    return error * x1, 2 * error * x2, 2 * error


@mistake(of="gradients")
def copied_line_keeps_its_input(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your d_w2 is d_w1 once more. If you copied its line: the x1 in it has to become x2, as w2 is
    multiplied by x2."""
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error * x1, 2 * error * x1, 2 * error


@mistake(of="gradients", wraps=True)
def bias_first(
    inner: Callable[..., Three], w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your three numbers are right, but not in their order: d_w1, then d_w2, then d_b."""
    d_w1, d_w2, d_b = inner(w1, w2, b, x1, x2, target)
    return d_b, d_w1, d_w2


@mistake(of="gradients")
def bias_not_in_the_output(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """The output is w1*x1 + w2*x2 + b, and yours leaves out the b. So your error is off by b, and
    with it every gradient."""
    error = w1 * x1 + w2 * x2 - target
    return 2 * error * x1, 2 * error * x2, 2 * error


@mistake(of="gradients")
def bias_times_itself(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> Three:
    """Your d_b is multiplied by b. The bias stands in the output alone, not multiplied by anything:
    when it grows by a little, the error grows by just as much, 1 times."""
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error * x1, 2 * error * x2, 2 * error * b


@mistake(of="gradients", wraps=True)
def bias_without_a_gradient(
    inner: Callable[..., Three], w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your d_b is always 0, as if the bias had no part in the error. It has no input of its own,
    but the output grows with it, 1 times as much."""
    d_w1, d_w2, _ = inner(w1, w2, b, x1, x2, target)
    return d_w1, d_w2, 0.0


@mistake(of="gradients")
def ignores_the_target(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your gradients do not depend on the target: they are those of output**2. What is squared is
    how far the output is from the target."""
    output = w1 * x1 + w2 * x2 + b
    return 2 * output * x1, 2 * output * x2, 2 * output


@mistake(of="gradients")
def loss_in_place_of_its_rate(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Yours multiplies the loss, error**2, by the inputs. The chain rule wants the rate at which
    the loss grows with the error, and that is 2*error."""
    loss = (w1 * x1 + w2 * x2 + b - target) ** 2
    return loss * x1, loss * x2, loss


@mistake(of="gradients")
def size_without_sign(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> Three:
    """Yours takes the absolute value of the error, and loses what matters: whether the output is
    too large or too small. Where it is too small, the loss shrinks as a weight is turned up."""
    error = abs(w1 * x1 + w2 * x2 + b - target)
    return 2 * error * x1, 2 * error * x2, 2 * error


@mistake(of="gradients")
def sign_without_size(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> Three:
    """Yours only sees to which side the output is off, not how far: that is the gradient of the
    absolute error. The squared error has a gradient that grows with the error."""
    error = w1 * x1 + w2 * x2 + b - target
    sign = (error > 0) - (error < 0)
    return sign * x1, sign * x2, sign


@mistake(of="gradients")
def decision_in_place_of_the_output(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Your error is measured after the decision, from a 1 or a 0. The error is that of the score
    itself: a decision does not change when a weight moves by a little, so it has no gradient."""
    decision = 1.0 if w1 * x1 + w2 * x2 + b > 0 else 0.0
    error = decision - target
    return 2 * error * x1, 2 * error * x2, 2 * error


@mistake(of="gradients")
def missing_parentheses(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Multiplication binds stronger than plus and minus: yours multiplies only the first and the
    last term of the error. The whole error has to be multiplied: keep it in a name, or in
    parentheses."""
    d_w1 = 2 * w1 * x1 + w2 * x2 + b - target * x1
    d_w2 = 2 * w1 * x1 + w2 * x2 + b - target * x2
    return d_w1, d_w2, 2 * w1 * x1 + w2 * x2 + b - target


@mistake(of="gradients")
def an_error_for_each_weight(
    w1: float, w2: float, b: float, x1: float, x2: float, target: float
) -> Three:
    """Yours gives each weight an error of its own, as if the others were not there. All of them
    work on one output together, so they share one error."""
    return 2 * (w1 * x1 - target) * x1, 2 * (w2 * x2 - target) * x2, 2 * (b - target)
