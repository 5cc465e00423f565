"""Checks of `mean` and `note`."""

from gradkata.checking import Compare


def test_mean_of_the_file(compare: Compare) -> None:
    """1, 2 and 6 make 3."""
    compare("mean", "numbers.txt")


def test_note_is_written(compare: Compare) -> None:
    """What was there before is gone."""
    compare("note", "notes.txt", "the mean is 3")
