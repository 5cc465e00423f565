# Teacher: You multiply by the learning rate twice.
# Accepts: constant_factor
# mypy: ignore-errors


def update(w1, w2, b, d_w1, d_w2, d_b, learning_rate):
    d_w1, d_w2, d_b = learning_rate * d_w1, learning_rate * d_w2, learning_rate * d_b
    return w1 - learning_rate * d_w1, w2 - learning_rate * d_w2, b - learning_rate * d_b
