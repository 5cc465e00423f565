# Teacher: Wrong sign, and the 2 is missing.
# Accepts: constant_factor, missing_factor_two, error_turned_round
# mypy: ignore-errors


def gradients(w, b, x, target):
    error = x @ w + b - target
    error = -error
    return x.T @ error, error.sum()
