"""The mean of a file of numbers, and a file to note it in."""


def mean(name: str) -> float:
    """The mean of the numbers in the file `name`, which are separated by spaces."""
    raise NotImplementedError


def note(name: str, text: str) -> str:
    """Overwrite the file `name` with `text`; returns what it then holds."""
    raise NotImplementedError
