"""Checks of `decide`. Scores near 0 are made of halves and quarters, so that no order rounds."""

import numpy as np

from gradkata.checking import Compare

INPUTS = [(0, 0), (1, 0), (0, 1), (1, 1)]


def test_and_gate_says_yes_only_to_two_ones(compare: Compare) -> None:
    """With w1 = 1, w2 = 1, b = -1.5 the four rows of the AND gate come out right."""
    for x1, x2 in INPUTS:
        compare("decide", 1.0, 1.0, -1.5, x1, x2)


def test_score_of_exactly_zero_is_a_no(compare: Compare) -> None:
    """The score has to be greater than 0, with or without anything in the sum."""
    compare("decide", 1.0, 1.0, -2.0, 1.0, 1.0)
    compare("decide", 0.5, -0.25, 0.0, 1.0, 2.0)
    compare("decide", 0.0, 0.0, 0.0, 0.0, 0.0)


def test_slightest_positive_score_is_a_yes(compare: Compare) -> None:
    """There is no margin: a millionth above 0 is a yes, a millionth below is a no."""
    millionth = 2.0**-20
    compare("decide", 0.5, 0.25, -0.75 + millionth, 1.0, 1.0)
    compare("decide", 0.5, 0.25, -0.75 - millionth, 1.0, 1.0)


def test_each_weight_belongs_to_its_input(compare: Compare) -> None:
    """w1 counts for x1 alone, and w2 for x2 alone."""
    compare("decide", 2.0, 1.0, -3.0, 2, 1)
    compare("decide", 2.0, -1.0, 0.0, 1, 0)
    compare("decide", 2.0, -1.0, 0.0, 0, 1)
    compare("decide", -1.0, 2.0, 0.0, 2, 1)


def test_bias_alone_decides_where_the_inputs_are_zero(compare: Compare) -> None:
    """With x1 = x2 = 0 the score is b, whatever the weights are."""
    compare("decide", 1.0, 1.0, -0.25, 0, 0)
    compare("decide", -1.0, -1.0, 1.0, 0, 0)
    compare("decide", -1.0, -1.0, 0.25, 0, 0)


def test_any_weights_and_inputs(compare: Compare, rng: np.random.Generator) -> None:
    """Random machines, among them strong ones: scores from -30 to 30, half of them positive."""
    for score in (0.7, -0.4, 3.0, -3.0, 30.0, -30.0):
        w1, w2, x1, x2 = rng.normal(size=4).tolist()
        compare("decide", w1, w2, score - w1 * x1 - w2 * x2, x1, x2)
