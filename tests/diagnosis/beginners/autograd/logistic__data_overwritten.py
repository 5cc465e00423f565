# Teacher: You write into data.
# Accepts: argument_changed
# mypy: ignore-errors

import torch


def predict(data, w):
    data *= w.detach().T
    score = data.sum(dim=1, keepdim=True)
    return 1 / (1 + torch.exp(-score))
