# Teacher: d_w is a mean over the rows; d_b is right.
# Accepts: sum_against_mean
# mypy: ignore-errors


def gradients(w, b, x, target):
    error = x @ w + b - target
    return 2 * x.T @ error / len(x), 2 * error.sum()
