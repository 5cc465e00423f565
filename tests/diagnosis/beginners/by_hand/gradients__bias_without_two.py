# Teacher: d_b is half of what it should be, the other two are right.
# Accepts: constant_factor
# mypy: ignore-errors


def gradients(w1, w2, b, x1, x2, target):
    error = w1 * x1 + w2 * x2 + b - target
    return 2 * error * x1, 2 * error * x2, error
