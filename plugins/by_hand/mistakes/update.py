"""Wrong solutions of `update` that people write."""

from collections.abc import Callable

from gradkata import mistake

Three = tuple[float, float, float]


@mistake(of="update", wraps=True)
def uphill(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    d_w1: float,
    d_w2: float,
    d_b: float,
    learning_rate: float,
) -> Three:
    """Yours climbs: the gradient points to where the loss grows, and you add it. Go against it."""
    return inner(w1, w2, b, d_w1, d_w2, d_b, -learning_rate)


@mistake(of="update", wraps=True)
def forgot_the_learning_rate(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    d_w1: float,
    d_w2: float,
    d_b: float,
    learning_rate: float,
) -> Three:
    """Yours takes the whole gradient as its step. The learning rate makes steps small enough not to
    jump across the valley."""
    return inner(w1, w2, b, d_w1, d_w2, d_b, 1.0)


@mistake(of="update")
def divides_by_the_learning_rate(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """A small learning rate means a small step, and in yours it means a large one: the gradient is
    multiplied by the rate, not divided by it."""
    if learning_rate == 0:
        return w1, w2, b
    return w1 - d_w1 / learning_rate, w2 - d_w2 / learning_rate, b - d_b / learning_rate


@mistake(of="update", wraps=True)
def forgot_the_bias(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    d_w1: float,
    d_w2: float,
    d_b: float,
    learning_rate: float,
) -> Three:
    """Your bias stays where it is. It learns like a weight, with its own gradient d_b."""
    w1, w2, _ = inner(w1, w2, b, d_w1, d_w2, d_b, learning_rate)
    return w1, w2, b


@mistake(of="update")
def bias_without_the_learning_rate(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Your weights are right, but the bias takes its whole gradient as a step: the learning rate
    holds for it too."""
    return w1 - learning_rate * d_w1, w2 - learning_rate * d_w2, b - d_b


@mistake(of="update", wraps=True)
def gradients_exchanged(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    d_w1: float,
    d_w2: float,
    d_b: float,
    learning_rate: float,
) -> Three:
    """In yours w1 moves by d_w2, and w2 by d_w1. Each weight moves by its own gradient."""
    return inner(w1, w2, b, d_w2, d_w1, d_b, learning_rate)


@mistake(of="update")
def copied_line_keeps_its_gradient(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Your w2 moves by d_w1. If you copied the line of w1: all of its names have to change, that of
    the gradient too."""
    return w1 - learning_rate * d_w1, w2 - learning_rate * d_w1, b - learning_rate * d_b


@mistake(of="update")
def one_gradient_for_all(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Yours moves all three by d_w1. Each of w1, w2 and b has a gradient of its own."""
    step = learning_rate * d_w1
    return w1 - step, w2 - step, b - step


@mistake(of="update")
def step_in_place_of_the_weight(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Yours returns only the step, and has lost where it started from. If you wrote `=-`, which
    assigns a negative number, you may have meant `-=`, which subtracts."""
    return -learning_rate * d_w1, -learning_rate * d_w2, -learning_rate * d_b


@mistake(of="update")
def equals_and_minus_exchanged(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Your w2 and b are right, but w1 is only its step, and has lost where it started from. Look
    for `=-` in its line: it assigns a negative number, where `-=` subtracts."""
    return -learning_rate * d_w1, w2 - learning_rate * d_w2, b - learning_rate * d_b


@mistake(of="update")
def scales_the_weight(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Yours makes each step proportional to the weight as well: a weight of 0 could never move. The
    step is the learning rate times the gradient, and nothing else."""
    return (
        w1 - learning_rate * d_w1 * w1,
        w2 - learning_rate * d_w2 * w2,
        b - learning_rate * d_b * b,
    )


@mistake(of="update")
def mixes_weight_and_gradient(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Yours applies the learning rate to the weight as well, and shrinks it even where the gradient
    is 0. Only the gradient is multiplied by the rate; mind the parentheses."""
    return learning_rate * (w1 - d_w1), learning_rate * (w2 - d_w2), learning_rate * (b - d_b)


@mistake(of="update")
def sign_without_size(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Your steps are all of one length, the learning rate. A steep slope asks for a longer step
    than a gentle one: multiply by the gradient, not by its sign."""
    s1, s2, s3 = ((d > 0) - (d < 0) for d in (d_w1, d_w2, d_b))
    return w1 - learning_rate * s1, w2 - learning_rate * s2, b - learning_rate * s3


@mistake(of="update")
def always_downwards(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> Three:
    """Yours turns every weight down, whatever the sign of its gradient. Where the gradient is
    negative, the loss shrinks as the weight goes up."""
    return (
        w1 - learning_rate * abs(d_w1),
        w2 - learning_rate * abs(d_w2),
        b - learning_rate * abs(d_b),
    )


@mistake(of="update", wraps=True)
def two_once_more(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    d_w1: float,
    d_w2: float,
    d_b: float,
    learning_rate: float,
) -> Three:
    """Your steps are twice as long as they should be. The 2 from squaring is in the gradients
    already."""
    return inner(w1, w2, b, d_w1, d_w2, d_b, 2 * learning_rate)


@mistake(of="update")
def returns_nothing(
    w1: float, w2: float, b: float, d_w1: float, d_w2: float, d_b: float, learning_rate: float
) -> None:
    """Your function returns nothing. A name that you assign to inside of a function is the
    function's own: outside nothing changes, unless you return the new numbers."""
    w1 -= learning_rate * d_w1
    w2 -= learning_rate * d_w2
    b -= learning_rate * d_b


# Numbers cannot be changed in place: for them -= is another way to write it.
EQUIVALENT = {
    "w1 = w1 - learning_rate * d_w1  ->  w1 -= learning_rate * d_w1": "numbers, not arrays",
    "w2 = w2 - learning_rate * d_w2  ->  w2 -= learning_rate * d_w2": "numbers, not arrays",
    "b = b - learning_rate * d_b  ->  b -= learning_rate * d_b": "numbers, not arrays",
}
