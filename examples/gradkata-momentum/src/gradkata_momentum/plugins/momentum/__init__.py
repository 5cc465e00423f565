"""The pack `momentum`: optimisers that remember."""

from pathlib import Path

from gradkata import Kata, Pack, hookimpl

MOMENTUM_HINTS = (
    "Think of a heavy ball: the gradient changes its velocity, and the velocity moves it.",
    "Two lines, in this order: first the new velocity, from the old one and the gradient; then the "
    "new w, from the old one and the new velocity.",
    "beta belongs to the old velocity alone, the learning rate to the step alone. `+=` and `*=` "
    "would change the arrays of the caller: make new ones.",
    "velocity = beta * velocity + gradient, then w = w - learning_rate * velocity",
)
ADAM_HINTS = (
    "m remembers where the gradients pointed, v how large they were. The step is one over the root "
    "of the other.",
    "Five lines: the new m, the new v, both corrected under names of their own, and the new w.",
    "The correction is a power, beta**step, with beta1 for m and beta2 for v. eps is added after "
    "the root. What is returned is m and v, not the corrected ones.",
    "m_hat = m / (1 - beta1**step), v_hat likewise, and "
    "w = w - learning_rate * m_hat / (np.sqrt(v_hat) + eps)",
)


@hookimpl
def gradkata_pack() -> Pack:
    katas = [Kata("momentum", hints=MOMENTUM_HINTS), Kata("adam", hints=ADAM_HINTS)]
    return Pack("momentum", "Momentum", Path(__file__).parents[2], katas, after="by_hand")
