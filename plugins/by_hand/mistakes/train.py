"""Wrong solutions of `train` that people write."""

from collections.abc import Callable

from gradkata import mistake

Three = tuple[float, float, float]
Data = list[list[float]]


def _step(weights: Three, row: list[float], rate: float) -> Three:
    """One row's update, as it should be; the mistakes below are around it."""
    w1, w2, b = weights
    x1, x2, target = row
    error = w1 * x1 + w2 * x2 + b - target
    return w1 - rate * 2 * error * x1, w2 - rate * 2 * error * x2, b - rate * 2 * error


@mistake(of="train")
def moves_before_measuring(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours changes w1 first, and then measures the gradient of w2 with the new w1, and that of b
    with both new. All three belong to one place: measure them before anything moves."""
    for _ in range(epochs):
        for x1, x2, target in data:
            w1 -= learning_rate * 2 * (w1 * x1 + w2 * x2 + b - target) * x1
            w2 -= learning_rate * 2 * (w1 * x1 + w2 * x2 + b - target) * x2
            b -= learning_rate * 2 * (w1 * x1 + w2 * x2 + b - target)
    return w1, w2, b


@mistake(of="train")
def one_update_for_each_epoch(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours sums up the gradients of all rows, and moves once at the end of the epoch. Here the
    weights move after each row, so that the next row already meets the new ones."""
    for _ in range(epochs):
        errors = [w1 * x1 + w2 * x2 + b - target for x1, x2, target in data]
        w1 -= learning_rate * sum(2 * e * row[0] for e, row in zip(errors, data, strict=True))
        w2 -= learning_rate * sum(2 * e * row[1] for e, row in zip(errors, data, strict=True))
        b -= learning_rate * sum(2 * e for e in errors)
    return w1, w2, b


@mistake(of="train")
def last_row_alone_moves(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Only the last row of each epoch moves your weights: the update stands behind the loop over
    the rows, and belongs into it. Look at how far it is indented."""
    for _ in range(epochs):
        w1, w2, b = _step((w1, w2, b), data[-1], learning_rate)
    return w1, w2, b


@mistake(of="train")
def returns_after_the_first_row(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours stops after one row. The return stands inside of the loops, and ends them in their
    first round: it belongs behind both."""
    return _step((w1, w2, b), data[0], learning_rate) if epochs else (w1, w2, b)


@mistake(of="train")
def one_epoch_however_many(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours gives what one epoch gives, however many were asked for. Either the return stands
    inside of the loop over the epochs and ends it in its first round, or each epoch starts from the
    first weights again, and what was learned is lost."""
    for row in data if epochs else []:
        w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train")
def ignores_the_epochs(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours passes over the data once, and never looks at `epochs`: it trains even when none was
    asked for. One more loop is missing around the loop over the rows."""
    for row in data:
        w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train")
def at_least_one_epoch(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours trains once before it looks whether another epoch is asked for, so it trains even when
    none is: with 0 epochs nothing may change. Ask first, or loop over range(epochs)."""
    while True:
        for row in data:
            w1, w2, b = _step((w1, w2, b), row, learning_rate)
        epochs -= 1
        if epochs <= 0:
            return w1, w2, b


@mistake(of="train", wraps=True)
def one_epoch_short(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    data: Data,
    epochs: int,
    learning_rate: float,
) -> Three:
    """Yours does one epoch less than asked for. range(epochs) has exactly that many rounds, from 0
    to epochs - 1; range(1, epochs) has one less."""
    return inner(w1, w2, b, data, max(epochs - 1, 0), learning_rate)


@mistake(of="train", wraps=True)
def one_epoch_too_many(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    data: Data,
    epochs: int,
    learning_rate: float,
) -> Three:
    """Yours does one epoch more than asked for, and trains even when none was: range(epochs) has
    exactly as many rounds as there are to be epochs."""
    return inner(w1, w2, b, data, epochs + 1, learning_rate)


@mistake(of="train")
def loops_exchanged(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours trains on the first row for all epochs, then on the second, and so on. An epoch is a
    pass over all rows: the loop over the epochs is the outer one."""
    for row in data:
        for _ in range(epochs):
            w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train")
def rows_in_another_order(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours begins with the last row. The rows are learned in the order in which they are given,
    since each one meets what the one before has left."""
    for _ in range(epochs):
        for row in reversed(data):
            w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train", wraps=True)
def first_row_left_out(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    data: Data,
    epochs: int,
    learning_rate: float,
) -> Three:
    """Your first row is never learned. Rows are counted from 0, so a loop that begins at 1 begins
    with the second."""
    return inner(w1, w2, b, data[1:], epochs, learning_rate)


@mistake(of="train")
def last_row_left_out(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Your last row is never learned. range(len(data)) ends at the last row by itself, as
    range(n) stops before n."""
    for _ in range(epochs):
        for row in data[:-1]:
            w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train", wraps=True)
def missing_factor_two(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    data: Data,
    epochs: int,
    learning_rate: float,
) -> Three:
    """Each of your steps is half as long as it should be: squaring the error brings down a 2."""
    return inner(w1, w2, b, data, epochs, learning_rate / 2)


@mistake(of="train", wraps=True)
def uphill(
    inner: Callable[..., Three],
    w1: float,
    w2: float,
    b: float,
    data: Data,
    epochs: int,
    learning_rate: float,
) -> Three:
    """Yours climbs: with every step the loss grows. Either the update adds the gradient, or the
    error is target - output; one of the two signs has to be turned round."""
    return inner(w1, w2, b, data, epochs, -learning_rate)


@mistake(of="train")
def bias_is_not_trained(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Your bias comes back as it was given. It learns like a weight: its gradient is 2*error."""
    for _ in range(epochs):
        for row in data:
            w1, w2 = _step((w1, w2, b), row, learning_rate)[:2]
    return w1, w2, b


@mistake(of="train")
def decision_in_place_of_the_output(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Your error is measured after the decision, from a 1 or a 0. The error is that of the score
    itself, w1*x1 + w2*x2 + b: only the score has a gradient."""
    for _ in range(epochs):
        for x1, x2, target in data:
            error = (1 if w1 * x1 + w2 * x2 + b > 0 else 0) - target
            w1 -= learning_rate * 2 * error * x1
            w2 -= learning_rate * 2 * error * x2
            b -= learning_rate * 2 * error
    return w1, w2, b


@mistake(of="train")
def learns_only_from_wrong_decisions(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours leaves a row out when the score has the right sign already. Here every row moves the
    weights: its score has to come close to the target, not only to its side."""
    for _ in range(epochs):
        for row in data:
            x1, x2, target = row
            if (w1 * x1 + w2 * x2 + b > 0) != (target > 0):
                w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train")
def stops_at_a_row_that_is_right(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours leaves the epoch at a row whose error is 0, and never sees the rows behind it. Such a
    row needs no care: its gradients are 0, and its update moves nothing."""
    for _ in range(epochs):
        for row in data:
            x1, x2, target = row
            if w1 * x1 + w2 * x2 + b == target:
                break
            w1, w2, b = _step((w1, w2, b), row, learning_rate)
    return w1, w2, b


@mistake(of="train")
def takes_rows_out_of_the_data(
    w1: float, w2: float, b: float, data: Data, epochs: int, learning_rate: float
) -> Three:
    """Yours takes the rows out of the list as it learns, so there is nothing left for the next
    epoch, nor for whoever gave you the data. Read the rows, and leave them in."""
    for _ in range(epochs):
        while data:
            w1, w2, b = _step((w1, w2, b), data.pop(0), learning_rate)
    return w1, w2, b


# Numbers cannot be changed in place: for them -= is another way to write it.
EQUIVALENT = {
    "w1 = w1 - learning_rate * d_w1  ->  w1 -= learning_rate * d_w1": "numbers, not arrays",
    "w2 = w2 - learning_rate * d_w2  ->  w2 -= learning_rate * d_w2": "numbers, not arrays",
    "b = b - learning_rate * d_b  ->  b -= learning_rate * d_b": "numbers, not arrays",
}
