"""Stories that could explain wrong numbers, and holding them against all answers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from gradkata.judge.remarks.evidence import Case, Numbers, Part, Series

Predict = Callable[[Case, Part], Numbers | None]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A story, with the numbers that it predicts. `{it}` in the text is the quantity's name."""

    name: str
    text: str
    predict: Predict


FEWEST = 3
"""Numbers that a story has to get right where they are not as expected, to be believed."""


def explains(story: Explanation, series: Series) -> bool:
    """Whether the story gives every answer, at least some of which are wrong ones."""
    told = 0
    for case, part in sorted(series.pairs, key=_wrong_and_small_first):
        predicted = _predicted(story, case, part)
        if predicted is None or not case.near(predicted, part.actual):
            return False
        told += _told(predicted, part)
    return told >= FEWEST


def first_that_explains(stories: Iterable[Explanation], series: Series) -> Explanation | None:
    return next((story for story in stories if explains(story, series)), None)


def _predicted(story: Explanation, case: Case, part: Part) -> Numbers | None:
    with np.errstate(all="ignore"):
        predicted = story.predict(case, part)
    if predicted is None or not np.isfinite(predicted).all():
        return None
    return predicted


def _told(predicted: Numbers, part: Part) -> int:
    if predicted.shape != part.expected.shape:
        return FEWEST
    return int((~np.isclose(predicted, part.expected, rtol=1e-6, atol=1e-12)).sum())


def _wrong_and_small_first(pair: tuple[Case, Part]) -> tuple[bool, int]:
    case, part = pair
    return case.near(part.expected, part.actual), part.expected.size
