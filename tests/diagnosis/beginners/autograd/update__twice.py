# Teacher: You take the step twice.
# Accepts: constant_factor
# mypy: ignore-errors

import torch


def update(w, learning_rate):
    with torch.no_grad():
        w -= learning_rate * w.grad
        w -= learning_rate * w.grad
    w.grad.zero_()
