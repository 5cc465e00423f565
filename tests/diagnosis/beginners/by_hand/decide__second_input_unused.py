# Teacher: The second input has no part in your score.
# Accepts: argument_left_out
# mypy: ignore-errors


def decide(w1, w2, b, x1, x2):
    score = w1 * x1 + b
    if score > 0:
        return 1
    return 0
