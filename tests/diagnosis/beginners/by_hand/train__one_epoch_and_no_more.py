# Teacher: The return stands in the loop: only one epoch is done.
# Accepts: one_step_too_few, one_epoch_however_many, some_rows_only
# mypy: ignore-errors


def train(w1, w2, b, data, epochs, learning_rate):
    for _ in range(epochs):
        for x1, x2, target in data:
            error = w1 * x1 + w2 * x2 + b - target
            w1 -= learning_rate * 2 * error * x1
            w2 -= learning_rate * 2 * error * x2
            b -= learning_rate * 2 * error
        return w1, w2, b
    return w1, w2, b
