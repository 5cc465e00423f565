# Teacher: The output is a sum over the hidden units, not their mean.
# Accepts: sum_against_mean
# mypy: ignore-errors

import torch


def forward(data, w1, w2):
    hidden = data @ w1
    output = torch.relu(hidden) @ w2 / hidden.shape[1]
    return hidden, output


def loss(output, label):
    return ((output - label) ** 2).sum()
