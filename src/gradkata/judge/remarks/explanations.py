"""Stories that could explain wrong numbers, and holding them against all answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from gradkata.judge.remarks.evidence import Case, Numbers, Part, Series

Predict = Callable[[Case, Part], Numbers | None]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A story, with the numbers that it predicts. `{it}` in the text is the quantity's name.

    A story that has nothing to say of an answer predicts what came: this tells nothing.
    """

    name: str
    text: str
    predict: Predict


FEWEST = 3
"""Numbers that a story has to get right where they are not as expected, to be believed."""


def explains(story: Explanation, series: Series) -> bool:
    """Whether the story gives every answer, at least some of which are wrong ones."""
    told = 0
    for case, part in series.pairs:
        predicted = _predicted(story, case, part)
        if predicted is None:
            return False
        if _is_beyond(predicted) and part.actual is not None and _is_beyond(part.actual):
            continue
        if not case.near(predicted, part.actual):
            return False
        told += _told(predicted, part)
    return told >= FEWEST


def first_that_explains(stories: Iterable[Explanation], series: Series) -> Explanation | None:
    return next((story for story in stories if explains(story, series)), None)


def _predicted(story: Explanation, case: Case, part: Part) -> Numbers | None:
    with np.errstate(all="ignore"):
        return story.predict(case, part)


def _is_beyond(numbers: Numbers) -> bool:
    """Whether numbers have run away, and can tell nothing any more."""
    return not bool(np.isfinite(numbers).all())


def _told(predicted: Numbers, part: Part) -> int:
    if predicted.shape != part.expected.shape:
        return FEWEST
    if predicted is part.actual:
        return 0
    return int((~np.isclose(predicted, part.expected, rtol=1e-6, atol=1e-12)).sum())
