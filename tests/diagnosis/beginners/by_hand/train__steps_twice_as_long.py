# Teacher: Your steps are twice as long as they should be.
# Accepts: constant_factor
# mypy: ignore-errors


def train(w1, w2, b, data, epochs, learning_rate):
    for _ in range(epochs):
        for x1, x2, target in data:
            error = w1 * x1 + w2 * x2 + b - target
            w1 -= learning_rate * 4 * error * x1
            w2 -= learning_rate * 4 * error * x2
            b -= learning_rate * 4 * error
    return w1, w2, b
