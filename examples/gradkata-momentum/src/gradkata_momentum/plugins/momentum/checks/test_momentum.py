"""Checks of `momentum`, one for each array that comes back."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.checking import Compare

Arguments = tuple[Any, ...]


def test_w(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's w becomes [0.775, 1.65]: it moves by the new velocity."""
    for arguments in (*small_steps(), *drawn(rng, (3, 4), (2, 3, 5))):
        compare("momentum", *arguments, only=["w"])


def test_velocity(compare: Compare, rng: np.random.Generator) -> None:
    """The statement's velocity becomes [2.25, 3.5], which the next step goes on from."""
    for arguments in (*small_steps(), *drawn(rng, (5,), (2, 3, 5))):
        compare("momentum", *arguments, only=["velocity"])


def small_steps() -> Iterator[Arguments]:
    """The statement's, and one where the ground is flat: the ball rolls on, and friction slows."""
    w, velocity, gradient = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 4.0]])
    yield w, velocity, gradient, 0.1, 0.5
    w, velocity = np.array([[4.0, -2.0, 1.0], [8.0, -4.0, 2.0]])
    yield w, velocity, np.zeros(3), 0.5, 0.9


def drawn(rng: np.random.Generator, *shapes: tuple[int, ...]) -> Iterator[Arguments]:
    """Random arrays of these shapes."""
    for shape in shapes:
        yield *rng.normal(size=(3, *shape)), 0.03, 0.9
