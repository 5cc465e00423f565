# Teacher: Each loss contains those before it: they add up.
# Accepts: accumulated
# mypy: ignore-errors

import torch


def train(data, label, w, learning_rate, steps):
    losses, total = [], 0.0
    for _ in range(steps):
        output = torch.sigmoid(data @ w)
        loss = ((output - label) ** 2).sum()
        total += loss.item()
        losses.append(total)
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
        w.grad.zero_()
    return losses
