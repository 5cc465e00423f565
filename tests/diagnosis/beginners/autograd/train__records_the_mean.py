# Teacher: The weights are right; the losses that you record are means.
# Accepts: sum_against_mean
# mypy: ignore-errors

import torch


def train(data, label, w, learning_rate, steps):
    losses = []
    for _ in range(steps):
        output = torch.sigmoid(data @ w)
        loss = ((output - label) ** 2).sum()
        losses.append(loss.item() / len(data))
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
        w.grad.zero_()
    return losses
