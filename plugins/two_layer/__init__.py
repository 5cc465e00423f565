"""The pack that ends the course: a network with one hidden layer, forward, backward, trained."""

from pathlib import Path

from gradkata import Kata, Pack, hookimpl

FORBIDDEN = {
    "torch.nn": "the layers are what this kata has you write; torch.relu is fine",
    "torch.optim": "the step downhill is what this kata has you write",
}
ALLOWED = ("torch.nn.functional.relu",)
SWITCHED = (
    "it works, but what is switched off has to be switched on again, for both weights and even"
    " after an error. torch.no_grad() ends by itself"
)
DISCOURAGED = {
    ".data": "it works, but goes behind autograd's back: what is done wrong through it stays"
    " silent. Under torch.no_grad() the update is the same, and autograd still watches",
    ".requires_grad": SWITCHED,
    ".requires_grad_": SWITCHED,
}

FORWARD = Kata(
    "forward",
    runtime="torch",
    forbidden=FORBIDDEN,
    allowed=ALLOWED,
    hints=(
        "A layer is one product of matrices, and a sample is one row all the way through: n rows go"
        " in, n rows come out. relu stands between the two layers and nowhere else.",
        "You need the hidden scores twice: as they are, to return them, and bent by relu, to go on"
        " with. So give the product a name before you bend it, and bend a copy.",
        "Shapes: (n, d) @ (d, h) is (n, h); relu changes no shape; (n, h) @ (h, k) is (n, k). The"
        " loss has no dimensions at all: one number, still a tensor, summed over rows and columns.",
        "hidden = data @ w1, then torch.relu(hidden) @ w2. The loss is"
        " ((output - label) ** 2).sum().",
    ),
)

BACKWARD = Kata(
    "backward",
    forbidden=FORBIDDEN,
    allowed=ALLOWED,
    hints=(
        "Go forward first and keep what every step made. Then go back from the loss, one step at a"
        " time, and at each ask: if this number grew a little, how would the loss change?",
        "d_w2 needs what w2 was multiplied with on the way forward, which is relu(hidden), and the"
        " gradient at the output. d_w1 needs that gradient carried back through w2 and through the"
        " gate of relu. The gate opens by the sign of hidden, not of a gradient or of the output.",
        "Shapes decide the transposes: d_w2 is (h, k), made of (n, h) and (n, k), so the first has"
        " to be turned; the gradient at hidden is (n, h), made of (n, k) and (h, k); d_w1 is"
        " (d, h), made of (n, d) and (n, h). The sum over the samples is inside those products.",
        "d_output = 2 * (output - label); d_w2 = relu(hidden).T @ d_output;"
        " d_hidden = (d_output @ w2.T) * (hidden > 0); d_w1 = data.T @ d_hidden.",
    ),
)

TRAIN = Kata(
    "train",
    runtime="torch",
    forbidden=FORBIDDEN,
    allowed=ALLOWED,
    discouraged=DISCOURAGED,
    hints=(
        "Each step has four parts, in this order: forward, note the loss, backward, update. It is"
        " `autograd/train` with another forward and with two weights in the last part.",
        "One call of backward fills the grad of both weights. Move both only after it, and clear"
        " both, or the next backward adds to what is left.",
        "Shapes: the loss has no dimensions, w1.grad has the shape of w1, w2.grad that of w2. What"
        " is returned is a list of `steps` plain numbers: loss.item() is one.",
        "with torch.no_grad(): w1 -= learning_rate * w1.grad and the same for w2; then clear both"
        " with grad.zero_(). `w1 = w1 - ...` would make a new tensor, and the caller's would stay"
        " as it was.",
    ),
)


@hookimpl
def gradkata_pack() -> Pack:
    root = Path(__file__).parents[2]
    return Pack("two_layer", "Two layers", root, [FORWARD, BACKWARD, TRAIN], after="autograd")
