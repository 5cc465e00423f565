# Teacher: The learning rate is not used.
# Accepts: constant_factor
# mypy: ignore-errors


def train(w1, w2, b, data, epochs, learning_rate):
    for _ in range(epochs):
        for x1, x2, target in data:
            error = w1 * x1 + w2 * x2 + b - target
            w1 = w1 - 2 * error * x1
            w2 = w2 - 2 * error * x2
            b = b - 2 * error
    return w1, w2, b
