"""Checks of `train`: first one row, epoch after epoch, then row after row."""

import numpy as np

from gradkata.checking import Compare

AND_GATE = [[1, 0, -1], [0, 1, -1], [0, 0, -1], [1, 1, 1]]
START = (0.666, 0.333, 0.233)


def test_epochs_are_as_many_as_asked_for(compare: Compare) -> None:
    """One is one update of a single row; none changes nothing; the next goes on from the last."""
    compare("train", 1.0, 2.0, 0.0, [[1, 2, 3]], 1, 0.125)
    compare("train", 0.5, -1.5, 2.0, [[1, 2, 3], [2, 1, 0]], 0, 0.25)
    for epochs in (2, 3):
        compare("train", 1.0, 2.0, 0.0, [[1, 2, 1]], epochs, 0.0625)


def test_rows_are_learned_in_their_order(compare: Compare, rng: np.random.Generator) -> None:
    """Each row meets the weights that the row before has left, in the first epoch and the last."""
    compare("train", 1.0, 2.0, 0.0, [[1, 0, 3], [0, 1, -1], [2, -1, -2]], 1, 0.25)
    # The first row is right already, and moves nothing.
    compare("train", 1.0, 2.0, 0.0, [[1, 2, 5], [2, 1, 0]], 1, 0.25)
    for epochs in (1, 20):
        compare("train", *START, AND_GATE, epochs, 0.01)
    for rows, epochs in ((5, 3), (7, 2)):
        data = rng.normal(size=(rows, 3)).tolist()
        compare("train", *rng.normal(size=3).tolist(), data, epochs, 0.05)
