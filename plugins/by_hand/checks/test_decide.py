"""Checks of `decide`: what the bias decides, what the weights decide, and where the border is."""

import numpy as np

from gradkata.checking import Compare

MILLIONTH = 2.0**-20
"""A power of two, so that a half with it is exact, in whatever order the score is summed."""


def test_bias_moves_the_border(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's AND gate; b alone where both inputs are 0; b against random weights."""
    for x1, x2 in ((0, 0), (1, 0), (0, 1), (1, 1)):
        compare("decide", 1.0, 1.0, -1.5, x1, x2)
    compare("decide", 1.0, 1.0, -0.25, 0, 0)
    compare("decide", -1.0, -1.0, 0.25, 0, 0)
    for score in (-0.4, 3.0):
        w1, w2, x = rng.normal(size=3).tolist()
        # Equal inputs: which weight belongs to which is another check's question.
        compare("decide", w1, w2, score - (w1 + w2) * x, x, x)


def test_each_weight_belongs_to_its_input(compare: Compare, rng: np.random.Generator) -> None:
    """w1 counts for x1 and w2 for x2, also where scores are large; the bias agrees with them."""
    compare("decide", 2.0, -1.0, 0.0, 1, 0)
    compare("decide", -1.0, 3.0, -1.0, 4, 1)
    for score in (0.7, 30.0, -30.0):
        w1, w2, x1, x2 = rng.normal(size=4).tolist()
        stretch = 0.9 * score / (w1 * x1 + w2 * x2)
        compare("decide", stretch * w1, stretch * w2, 0.1 * score, x1, x2)


def test_score_has_to_be_greater_than_zero(compare: Compare) -> None:
    """Exactly 0 is a no, whatever is in the sum; a millionth above 0 is a yes, one below a no."""
    compare("decide", -1.0, -1.0, 2.0, 1.0, 1.0)
    compare("decide", 0.5, -0.5, 0.0, 1.0, 1.0)
    compare("decide", 0.0, 0.0, 0.0, 0.0, 0.0)
    compare("decide", 0.5 + MILLIONTH, -0.5, 0.0, 1.0, 1.0)
    compare("decide", 0.5 - MILLIONTH, -0.5, 0.0, 1.0, 1.0)
