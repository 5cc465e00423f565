# Teacher: Right, but the bias comes last.
# Accepts: results_exchanged
# mypy: ignore-errors


def update(w1, w2, b, d_w1, d_w2, d_b, learning_rate):
    return b - learning_rate * d_b, w1 - learning_rate * d_w1, w2 - learning_rate * d_w2
