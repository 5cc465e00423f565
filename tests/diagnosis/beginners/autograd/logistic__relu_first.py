# Teacher: Negative scores are cut off before the logistic function.
# Accepts: held_back, some_rows_only
# mypy: ignore-errors

import torch


def predict(data, w):
    score = torch.relu(data @ w)
    return 1 / (1 + torch.exp(-score))
