# Teacher: Your loss is twice as large.
# Accepts: constant_factor

import torch


def predict(data, w):
    return data @ w


def loss(output, label):
    return 2 * ((output - label) ** 2).sum()
