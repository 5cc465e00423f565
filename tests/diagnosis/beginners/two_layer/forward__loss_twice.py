# Teacher: The loss is twice too large.
# Accepts: constant_factor
# mypy: ignore-errors

import torch


def forward(data, w1, w2):
    hidden = data @ w1
    output = torch.relu(hidden) @ w2
    return hidden, output


def loss(output, label):
    return 2 * ((output - label) ** 2).sum()
