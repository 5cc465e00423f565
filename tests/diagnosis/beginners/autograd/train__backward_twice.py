# Teacher: backward is called twice, so the gradient is twice as large.
# Accepts: constant_factor
# mypy: ignore-errors

import torch


def train(data, label, w, learning_rate, steps):
    losses = []
    for _ in range(steps):
        output = torch.sigmoid(data @ w)
        loss = ((output - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward(retain_graph=True)
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
        w.grad.zero_()
    return losses
