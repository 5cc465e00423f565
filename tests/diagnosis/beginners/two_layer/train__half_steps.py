# Teacher: Your steps are half as long.
# Accepts: constant_factor
# mypy: ignore-errors

import torch


def train(data, label, w1, w2, learning_rate, steps):
    losses = []
    for _ in range(steps):
        loss = ((torch.relu(data @ w1) @ w2 - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for w in (w1, w2):
                w -= learning_rate / 2 * w.grad
                w.grad.zero_()
    return losses
