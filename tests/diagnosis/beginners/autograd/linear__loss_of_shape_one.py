# Teacher: The sum over dim 0 leaves the shape (1,): sum over everything.
# Accepts: wrong_shape
# mypy: ignore-errors


def predict(data, w):
    return data @ w


def loss(output, label):
    return ((output - label) ** 2).sum(dim=0)
