# Teacher: You multiply w1 by x2 and w2 by x1.
# Accepts: inputs_exchanged
# mypy: ignore-errors


def decide(w1, w2, b, x1, x2):
    return 1 if w1 * x2 + w2 * x1 + b > 0 else 0
