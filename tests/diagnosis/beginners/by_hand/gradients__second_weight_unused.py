# Teacher: Your output leaves out w2 * x2.
# Accepts: argument_left_out
# mypy: ignore-errors


def gradients(w1, w2, b, x1, x2, target):
    error = w1 * x1 + b - target
    return 2 * error * x1, 2 * error * x2, 2 * error
