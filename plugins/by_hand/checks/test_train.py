"""Checks of `train`: one update, then many rows, then many epochs, then everything at once."""

import numpy as np
import pytest

from gradkata.checking import Compare

AND_GATE = [[1, 0, -1], [0, 1, -1], [0, 0, -1], [1, 1, 1]]
START = (0.666, 0.333, 0.233)


def test_one_row_one_update(compare: Compare) -> None:
    """One epoch over one row: the output is 5, the error 2, and each weight takes one step."""
    compare("train", 1.0, 2.0, 0.0, [[1, 2, 3]], 1, 0.125)


def test_zero_epochs_change_nothing(compare: Compare) -> None:
    """Without an epoch there is no update."""
    compare("train", 0.5, -1.5, 2.0, [[1, 2, 3], [2, 1, 0]], 0, 0.25)


def test_rows_are_learned_in_their_order(compare: Compare) -> None:
    """One epoch over three rows: each row meets the weights that the row before has left."""
    compare("train", 1.0, 2.0, 0.0, [[1, 0, 3], [0, 1, -1], [2, -1, -2]], 1, 0.25)


def test_epochs_go_on_from_where_the_last_one_ended(compare: Compare) -> None:
    """Two and three epochs over one row: the weights keep what they have learned."""
    for epochs in (2, 3):
        compare("train", 1.0, 2.0, 0.0, [[1, 2, 1]], epochs, 0.0625)


@pytest.mark.needs("test_rows_are_learned_in_their_order")
def test_and_gate_is_learned(compare: Compare) -> None:
    """The known figures: 20 epochs over the AND gate with a learning rate of 0.01."""
    compare("train", *START, AND_GATE, 1, 0.01)
    compare("train", *START, AND_GATE, 20, 0.01)


@pytest.mark.needs("test_rows_are_learned_in_their_order")
def test_any_data(compare: Compare, rng: np.random.Generator) -> None:
    """Random weights and rows: five rows and three epochs, then seven rows and two."""
    for rows, epochs in ((5, 3), (7, 2)):
        data = rng.normal(size=(rows, 3)).tolist()
        compare("train", *rng.normal(size=3).tolist(), data, epochs, 0.05)
