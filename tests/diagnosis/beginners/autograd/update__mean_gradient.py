# Teacher: Do not divide by the number of weights.
# Accepts: sum_against_mean
# mypy: ignore-errors

import torch


def update(w, learning_rate):
    with torch.no_grad():
        w -= learning_rate * w.grad / len(w)
    w.grad.zero_()
