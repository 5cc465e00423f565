"""The pack `autograd`: one layer in torch, which finds the gradients; the descent is written."""

from pathlib import Path

from gradkata import Kata, Pack, hookimpl

FORBIDDEN = {
    "torch.optim": "the optimizer's step is what this pack has you write",
    "torch.nn": "its layers and losses are what this pack has you write",
}
ALLOWED = ("torch.nn.functional.relu",)
DISCOURAGED = {
    ".data": "it works, but goes behind autograd's back: where the old value is still needed, the "
    "gradient is wrong and nothing says so. Under torch.no_grad() autograd would notice",
    ".requires_grad": "it works, but one forgotten way back and nothing is learned any more. "
    "torch.no_grad() ends by itself, even after an error",
    ".requires_grad_": "it works, but one forgotten way back and nothing is learned any more. "
    "torch.no_grad() ends by itself, even after an error",
}
LINEAR = (
    "Nothing is to be differentiated here. Write how the loss comes about, with operations on "
    "tensors, and autograd keeps a record of them that leads back to w.",
    "For a row, the score is the sum of its numbers times the weights: a matrix product does that "
    "for all rows at once. The loss squares the errors first and sums them afterwards.",
    "data (n, d) times w (d, 1) is (n, 1), and so is the error. The sum has no dimension left, the "
    "shape (), and is a tensor all the same: no .item(), no float().",
    "predict: return data @ w. loss: return ((output - label) ** 2).sum()",
)
LOGISTIC = (
    "Large scores should become almost 1, very negative ones almost 0, and 0 is undecided: 0.5. In "
    "between there has to be a slope everywhere, or there is nothing to descend.",
    "Compute the score as in `linear`. Then the formula 1 / (1 + exp(-score)); mind the minus, and "
    "that the whole sum stands below the line.",
    "Everything acts on each entry by itself, so the (n, 1) of the score stays. Take torch's exp: "
    "that of math takes one number only, and that of numpy leaves autograd's record.",
    "score = data @ w, and then: return 1 / (1 + torch.exp(-score))",
)
UPDATE = (
    "The step is the one from `by_hand/update`. New is that w is watched: autograd wants to record "
    "what you do with it, and this step is no part of what is to be differentiated.",
    "Three things: look away (torch.no_grad), change what is in w rather than what the name w "
    "means, and clear w.grad, since backward adds to what is there.",
    "w and w.grad have the same shape, so every weight meets its own gradient. An operator such as "
    "-= or a method that ends in _ changes a tensor in place; = makes the name mean another one.",
    "with torch.no_grad(): and in it w -= learning_rate * w.grad; after that w.grad.zero_()",
)
TRAIN = (
    "Every step asks the same: how wrong are we now, which way is uphill, one step the other way.",
    "One loop over the steps, and in it five things in this order: output, loss, keep the loss, "
    "backward, update. The lines are those of `linear`, `logistic` and `update`.",
    "output and label are (n, 1) both, the loss is (), and loss.item() makes a float of it. All "
    "rows take part in every step; the list has one loss for each, from before its update.",
    "In the loop: losses.append(loss.item()), loss.backward(), and the two statements of `update`: "
    "with torch.no_grad(): w -= learning_rate * w.grad, and then w.grad.zero_()",
)


def _kata(name: str, hints: tuple[str, ...], steps: bool = False) -> Kata:
    return Kata(
        name,
        hints=hints,
        runtime="torch",
        forbidden=FORBIDDEN,
        allowed=ALLOWED,
        discouraged=DISCOURAGED if steps else {},
    )


@hookimpl
def gradkata_pack() -> Pack:
    katas = [
        _kata("linear", LINEAR),
        _kata("logistic", LOGISTIC),
        _kata("update", UPDATE, steps=True),
        _kata("train", TRAIN, steps=True),
    ]
    root = Path(__file__).parents[2]
    return Pack("autograd", "Gradients by autograd", root, katas, after="by_hand")
