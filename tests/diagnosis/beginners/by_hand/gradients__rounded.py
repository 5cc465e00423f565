# Teacher: Do not round.
# Accepts: integer_arithmetic
# mypy: ignore-errors


def gradients(w1, w2, b, x1, x2, target):
    error = w1 * x1 + w2 * x2 + b - target
    return float(round(2 * error * x1)), float(round(2 * error * x2)), float(round(2 * error))
