"""Each general remark on an error made up for it."""

from __future__ import annotations

from functools import cache

import pytest

from gradkata.judge.records import Verdict
from tests.diagnosis.inprocess import course, judge

GRADIENTS = "def gradients(w1, w2, b, x1, x2, target):\n"
ERROR = "    e = w1 * x1 + w2 * x2 + b - target\n"
UPDATE = "def update(w1, w2, b, d_w1, d_w2, d_b, learning_rate):\n"
ROWS = "import numpy as np\ndef gradients(w, b, x, target):\n"
BACKWARD = (
    "import numpy as np\ndef backward(data, label, w1, w2):\n"
    "    h = data @ w1; a = np.maximum(h, 0); d = 2 * (a @ w2 - label)\n"
    "    d_h = (d @ w2.T) * (h > 0)\n"
)
PREDICT = "import torch\ndef predict(data, w):\n"
LINEAR = "import torch\ndef predict(data, w):\n    return data @ w\ndef loss(output, label):\n"
STEP = "import torch\ndef update(w, learning_rate):\n"
TRAIN = (
    "import torch\ndef train(data, label, w, learning_rate, steps):\n    losses = []\n"
    "    for _ in range(steps):\n"
    "        loss = ((torch.sigmoid(data @ w) - label) ** 2).sum()\n"
)
MOVE = (
    "        loss.backward()\n"
    "        with torch.no_grad():\n"
    "            w -= learning_rate * w.grad\n"
)

MADE_UP = {
    "twice": ("by_hand/gradients", GRADIENTS + ERROR + "    return 4*e*x1, 4*e*x2, 4*e",
              "constant_factor", "2 times"),
    "three times": ("by_hand/gradients", GRADIENTS + ERROR + "    return 6*e*x1, 6*e*x2, 6*e",
                    "constant_factor", "3 times"),
    "minus": ("two_layer/backward", BACKWARD + "    return -data.T @ d_h, a.T @ d",
              "sign", "d_w1 has the wrong sign"),
    "times the rows": ("by_hand/vectorised", ROWS + "    e = x @ w + b - target\n"
                       "    return len(x) * 2 * x.T @ e, 2 * e.sum()",
                       "sum_against_mean", "the number of rows of x"),
    "by the rows": ("two_layer/backward", BACKWARD + "    return data.T @ d_h / len(data), a.T @ d",
                    "sum_against_mean", "the rows of data"),
    "by the columns": ("two_layer/backward",
                       BACKWARD + "    return data.T @ d_h / label.shape[1], a.T @ d",
                       "sum_against_mean", "the number of columns of"),
    "rate twice": ("by_hand/update", UPDATE + "    r = learning_rate ** 2\n"
                   "    return w1 - r * d_w1, w2 - r * d_w2, b - r * d_b",
                   "constant_factor", "a factor that is learning_rate"),
    "by the rate": ("by_hand/update", UPDATE + "    r = learning_rate\n"
                    "    return w1 - r * d_w1, w2 - d_w2, b - r * d_b",
                    "constant_factor", "1 / (learning_rate)"),
    "on its side": ("two_layer/backward", BACKWARD + "    return d_h.T @ data, a.T @ d",
                    "transposed", "d_w1"),
    "by force": ("two_layer/backward",
                 BACKWARD + "    return (d_h.T @ data).reshape(w1.shape), a.T @ d",
                 "reshaped", "d_w1"),
    "a column": ("autograd/linear", LINEAR + "    return ((output - label) ** 2).sum(dim=0)",
                 "wrong_shape", "shape"),
    "not summed": ("by_hand/vectorised", ROWS + "    e = x @ w + b - target\n"
                   "    return 2 * e[:, None] * x, 2 * e.sum()",
                   "not_summed", "rows (axis 0)"),
    "summed too far": ("two_layer/backward",
                       BACKWARD + "    return (data.T @ d_h).sum(axis=1), a.T @ d",
                       "summed_too_much", "columns (axis 1)"),
    "every pair": ("autograd/linear",
                   LINEAR + "    return 1.0 * ((output - label.T) ** 2).sum()",
                   "broadcast", ""),
    "ahead": ("autograd/train", TRAIN + MOVE + "        w.grad.zero_()\n"
              "        losses.append(((torch.sigmoid(data @ w) - label) ** 2).sum().item() + 0.0)\n"
              "    return losses", "one_step_ahead", "losses"),
    "behind": ("autograd/train", TRAIN + "        losses.append(loss.item())\n" + MOVE
               + "        w.grad.zero_()\n    return (losses[:1] + losses)[:steps]",
               "one_step_behind", "losses"),
    "running total": ("autograd/train", TRAIN
                      + "        losses.append(sum(losses[-1:]) + loss.item())\n" + MOVE
                      + "        w.grad.zero_()\n    return losses", "accumulated", "losses"),
    "piles up": ("autograd/train", TRAIN + "        losses.append(loss.item())\n"
                 "        loss.backward()\n        with torch.no_grad():\n"
                 "            w -= learning_rate * w.grad\n            w.grad.clamp_(-50, 50)\n"
                 "    return losses", "accumulated", ""),
    "last row missing": ("by_hand/vectorised", ROWS + "    e = (x @ w + b - target)[:-1]\n"
                         "    return 2 * x[:-1].T @ e, 2 * e.sum()", "last_row_left_out", ""),
    "last row only": ("two_layer/backward",
                      BACKWARD + "    return data.T @ d_h, np.outer(a[-1], d[-1])",
                      "last_row_only", "d_w2"),
    "negative scores": ("autograd/linear",
                        PREDICT + "    s = data @ w\n    return torch.where(s < 0, 0.3 * s, s)\n"
                        "def loss(output, label):\n    return ((output - label) ** 2).sum()",
                        "some_rows_only", "negative"),
    "dead units": ("two_layer/backward",
                   BACKWARD + "    return data.T @ d_h + 0.5 * (data.T @ d_h == 0), a.T @ d",
                   "some_rows_only", "exactly 0"),
    "last row of the answer": ("autograd/logistic",
                               PREDICT + "    p = torch.sigmoid(data @ w)\n"
                               "    return torch.cat([p[:-1], 0.5 * p[-1:]])",
                               "some_rows_only", "the last row"),
    "clipped": ("autograd/linear", PREDICT + "    return (data @ w).clamp(-1, 1)\n"
                "def loss(output, label):\n    return ((output - label) ** 2).sum()",
                "held_back", "-1 to 1"),
    "nan": ("autograd/logistic", PREDICT + "    e = torch.exp((data @ w) * 40)\n"
            "    return e / (1 + e)", "not_a_number", "nan"),
    "whole numbers": ("by_hand/gradients",
                      GRADIENTS + ERROR + "    return 2*e*x1 // 1, 2*e*x2 // 1, 2*e // 1",
                      "integer_arithmetic", "rounded down"),
    "an array of ints": ("by_hand/vectorised", ROWS + "    e = x @ w + b - target\n"
                         "    return (2 * x.T @ e).astype(int), 2 * e.sum()",
                         "integer_arithmetic", ""),
    "argument changed": ("by_hand/vectorised", ROWS + "    x *= 1.5\n"
                         "    e = x @ w + b - target\n    return 2 * x.T @ e, 2 * e.sum()",
                         "argument_changed", "x is changed"),
    "detached": ("autograd/linear", PREDICT + "    return 3 * (data @ w).detach()\n"
                 "def loss(output, label):\n    return ((output - label) ** 2).sum()",
                 "detached", ""),
    "requires_grad": ("autograd/update", STEP + "    w.requires_grad_(False)\n"
                      "    w -= 3 * learning_rate * w.grad\n    w.grad = None",
                      "requires_grad_lost", "w.requires_grad"),
    "gradient kept": ("autograd/update", STEP + "    with torch.no_grad():\n"
                      "        w -= learning_rate * w.grad\n        w.grad *= 0.5",
                      "gradient_kept", "w.grad"),
    "rebound": ("autograd/train", TRAIN + "        losses.append(loss.item())\n"
                "        (g,) = torch.autograd.grad(loss, w)\n"
                "        w = (w - 0.7 * learning_rate * g).detach().requires_grad_()\n"
                "    return losses", "new_in_place_of_old", "w is as it was"),
    "never updated": ("autograd/train", TRAIN + "        losses.append(loss.item())\n"
                      "    return losses", "never_updated", ""),
    "same": ("by_hand/gradients", GRADIENTS + "    return 1.0, 2.0, 3.0", "same_answer", ""),
    "cached": ("by_hand/gradients", "kept = []\n" + GRADIENTS + ERROR
               + "    kept.append((2*e*x1, 2*e*x2, 2*e))\n    return kept[0]", "same_answer", ""),
    "zeros": ("two_layer/backward", BACKWARD + "    return 0 * w1, 0 * w2", "same_answer", ""),
    "remembers": ("by_hand/gradients", "kept = []\n" + GRADIENTS + ERROR
                  + "    kept.append(e)\n    e = sum(kept)\n    return 2*e*x1, 2*e*x2, 2*e",
                  "remembers", "twice"),
    "order": ("by_hand/update", UPDATE + "    r = learning_rate\n"
              "    return w2 - r * d_w2, b - r * d_b, w1 - r * d_w1",
              "results_exchanged", "w2, b, w1"),
    "left out": ("two_layer/backward", BACKWARD.replace(" - label", "")
                 + "    return data.T @ d_h, a.T @ d", "argument_left_out", "label were 0"),
    "offset": ("autograd/linear", PREDICT + "    return data @ w + 0.25\n"
               "def loss(output, label):\n    return ((output - label) ** 2).sum()",
               "constant_offset", "0.25"),
    "another kind": ("autograd/linear", PREDICT + "    return (data @ w).tolist()\n"
                     "def loss(output, label):\n    return ((output - label) ** 2).sum()",
                     "wrong_kind", "a list"),
    "nothing": ("by_hand/update", UPDATE + "    print(w1 - learning_rate * d_w1)",
                "returns_nothing", ""),
    "one graph": ("autograd/train", "import torch\n"
                  "def train(data, label, w, learning_rate, steps):\n    losses = []\n"
                  "    loss = ((torch.sigmoid(data @ w) - label) ** 2).sum()\n"
                  "    for _ in range(steps):\n        losses.append(loss.item())\n" + MOVE
                  + "        w.grad.zero_()\n    return losses", "graph_used_twice", ""),
}  # fmt: skip


@cache
def verdicts() -> dict[str, Verdict]:
    with pytest.MonkeyPatch.context() as patch:
        # A known mistake would take the place of the remark.
        patch.setattr("gradkata.judge.diagnosis.load_variants", lambda path, kind: [])
        patch.setattr("gradkata.judge.diagnosis._ready", {})
        return judge([(name, course().kata(kata), s) for name, (kata, s, _, _) in MADE_UP.items()])


@pytest.mark.parametrize("name", MADE_UP)
def test_remark(name: str) -> None:
    _, _, expected, words = MADE_UP[name]
    verdict = verdicts()[name]
    found = {remark.name: remark.message for remark in verdict.remarks}
    assert expected in found, found
    assert words in found[expected]


def test_at_most_three_remarks_and_an_example() -> None:
    assert max(len(verdict.remarks) for verdict in verdicts().values()) <= 4
