# Teacher: You left torch: return a tensor.
# Accepts: wrong_kind, detached
# mypy: ignore-errors


def predict(data, w):
    return data.numpy() @ w.detach().numpy()


def loss(output, label):
    return ((output - label) ** 2).sum()
