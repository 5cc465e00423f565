# Teacher: The 2 is there twice: all are twice too large.
# Accepts: constant_factor
# mypy: ignore-errors


def gradients(w1, w2, b, x1, x2, target):
    d = 2 * (w1 * x1 + w2 * x2 + b - target)
    return 2 * d * x1, 2 * d * x2, 2 * d
