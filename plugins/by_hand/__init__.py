"""The pack `by_hand`: gradient descent for one machine with two weights, without autograd."""

from pathlib import Path

from gradkata import Kata, Pack, hookimpl

DECIDE = (
    "Think of a pair of scales: each input pushes as hard as its weight says, the bias lies on it "
    "from the start, and the answer only asks to which side it tips.",
    "First compute the score, one number, from all five arguments. Then compare it with 0.",
    "Exactly 0 is a no, so the comparison is `>`, not `>=`. The answer is one of the two ints 0 "
    "and 1: not the score itself, and not -1.",
    "score = w1 * x1 + w2 * x2 + b, and then: return 1 if score > 0 else 0",
)
GRADIENTS = (
    "A gradient answers: if I turn this one weight up by a tiny bit, by how many times that bit "
    "does the loss grow?",
    "Compute the output and the error first. All three gradients share the rate at which the loss "
    "grows with the error; they differ only in how the error grows with w1, with w2 and with b.",
    "Three numbers come back, d_w1, d_w2, d_b. Mind the 2 that comes from squaring, and that the "
    "error is output - target, not the other way round.",
    "With error = w1 * x1 + w2 * x2 + b - target, the first one is d_w1 = 2 * error * x1.",
)
UPDATE = (
    "The gradient points uphill, to more loss. Which way do you want to go?",
    "Each of w1, w2, b moves by its own gradient, times the learning rate, away from where it was.",
    "Assigning to w1 inside of the function changes nothing outside: return the three new numbers, "
    "in the order w1, w2, b.",
    "w1 = w1 - learning_rate * d_w1, the same for w2 and b, and then: return w1, w2, b",
)
TRAIN = (
    "Training is nothing but the two katas before, again and again: measure the gradients on one "
    "row, take one step, go on with the next row.",
    "Two loops, one inside of the other: the outer one over the epochs, the inner one over the "
    "rows. The weights live outside of both and keep what they have learned.",
    "Measure all three gradients of a row before you change any of w1, w2, b. Change them for each "
    "row, not once for each epoch, and return after the loops, not inside of them.",
    "for _ in range(epochs): and in it for x1, x2, target in data: and in it the error, "
    "d_w1 = 2 * error * x1 and so on, then w1 = w1 - learning_rate * d_w1 and so on.",
)
VECTORISED = (
    "The loss of all rows is the sum of the losses of the rows, so the gradient is the sum of the "
    "gradients of the rows. Nothing else is new.",
    "error = x @ w + b - target has one number for each row. What does row i give to d_w? Twice "
    "its error, times its row of x. What does it give to d_b?",
    "Shapes: error is (n,), x is (n, 2), so x.T is (2, n). d_w has to be (2,), with the rows "
    "summed away; d_b is one number. No shape here has a 1 in it unless there is just one row.",
    "d_w = 2 * x.T @ error; and d_b is 2 times the sum of the error.",
)


@hookimpl
def gradkata_pack() -> Pack:
    katas = [
        Kata("decide", hints=DECIDE),
        Kata("gradients", hints=GRADIENTS),
        Kata("update", hints=UPDATE),
        Kata("train", hints=TRAIN),
        Kata("vectorised", hints=VECTORISED),
    ]
    return Pack("by_hand", "Gradients by hand", Path(__file__).parents[2], katas)
