"""The mean of a file of numbers, and a file to note it in."""

from pathlib import Path


def mean(name: str) -> float:
    """The mean of the numbers in the file `name`, which are separated by spaces."""
    numbers = [float(word) for word in Path(name).read_text().split()]
    return sum(numbers) / len(numbers)


def note(name: str, text: str) -> str:
    """Overwrite the file `name` with `text`; returns what it then holds."""
    Path(name).write_text(text)
    return Path(name).read_text()
