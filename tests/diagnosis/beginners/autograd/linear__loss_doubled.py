# Teacher: Your loss is twice as large.
# Accepts: constant_factor
# mypy: ignore-errors


def predict(data, w):
    return data @ w


def loss(output, label):
    return 2 * ((output - label) ** 2).sum()
