# Teacher: w2 moves uphill, w1 downhill.
# Accepts: sign
# mypy: ignore-errors

import torch


def train(data, label, w1, w2, learning_rate, steps):
    losses = []
    for _ in range(steps):
        loss = ((torch.relu(data @ w1) @ w2 - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w1 -= learning_rate * w1.grad
            w2 += learning_rate * w2.grad
            w1.grad.zero_()
            w2.grad.zero_()
    return losses
