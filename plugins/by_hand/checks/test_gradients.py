"""Checks of `gradients`. Weights are floats throughout, so that the gradients are too."""

import numpy as np

from gradkata.checking import Compare

AND_GATE = [(1, 0, -1), (0, 1, -1), (0, 0, -1), (1, 1, 1)]


def test_worked_example(compare: Compare) -> None:
    """The statement's numbers: an output of 17 for a target of 14 gives 24, 30 and 6."""
    compare("gradients", 1.0, 2.0, 3.0, 4.0, 5.0, 14.0)


def test_output_below_the_target_turns_the_signs(compare: Compare) -> None:
    """The same machine with a target of 20: the error is -3, and turning up helps."""
    compare("gradients", 1.0, 2.0, 3.0, 4.0, 5.0, 20.0)


def test_no_error_no_gradient(compare: Compare) -> None:
    """Where the output is the target, all gradients are 0."""
    compare("gradients", 1.0, 2.0, 3.0, 4.0, 5.0, 17.0)
    compare("gradients", 0.0, 0.0, 0.0, 4.0, 5.0, 0.0)


def test_weights_of_zero_have_gradients(compare: Compare) -> None:
    """The gradient of a weight depends on its input: a machine of zeros can learn too."""
    compare("gradients", 0.0, 0.0, 0.0, 2.0, -3.0, 1.0)


def test_rows_of_the_and_gate(compare: Compare) -> None:
    """An input of 0 gives its weight no gradient; the bias always has one."""
    for x1, x2, target in AND_GATE:
        compare("gradients", 0.666, 0.333, 0.233, x1, x2, target)


def test_any_weights_and_inputs(compare: Compare, rng: np.random.Generator) -> None:
    """Random numbers, with errors to both sides, small and large."""
    for error in (-0.25, 0.5, 1.5, -12.0):
        w1, w2, b, x1, x2 = rng.normal(size=5).tolist()
        compare("gradients", w1, w2, b, x1, x2, w1 * x1 + w2 * x2 + b - error)
