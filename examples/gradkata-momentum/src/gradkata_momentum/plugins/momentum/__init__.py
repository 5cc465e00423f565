"""The pack `momentum`."""

from pathlib import Path

from gradkata import Kata, Pack, hookimpl


MOMENTUM_HINTS = (
    "FILL IN: the idea, in a sentence or two.",
    "FILL IN: the way: what to compute first, and what then.",
    "FILL IN: what goes wrong easily: shapes, signs, order.",
    "FILL IN: the line itself.",
)


ADAM_HINTS = (
    "FILL IN: the idea, in a sentence or two.",
    "FILL IN: the way: what to compute first, and what then.",
    "FILL IN: what goes wrong easily: shapes, signs, order.",
    "FILL IN: the line itself.",
)


@hookimpl
def gradkata_pack() -> Pack:
    katas: list[Kata] = [Kata("momentum", hints=MOMENTUM_HINTS), Kata("adam", hints=ADAM_HINTS)]
    return Pack("momentum", "Momentum", Path(__file__).parents[2], katas)
