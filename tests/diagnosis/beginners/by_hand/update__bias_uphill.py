# Teacher: The bias moves the wrong way.
# Accepts: sign
# mypy: ignore-errors


def update(w1, w2, b, d_w1, d_w2, d_b, learning_rate):
    w1 -= learning_rate * d_w1
    w2 -= learning_rate * d_w2
    b += learning_rate * d_b
    return w1, w2, b
