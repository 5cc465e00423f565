"""Losses of a training that are shifted, and gradients that pile up from step to step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from gradkata.judge.remarks.evidence import Case, Evidence, Numbers, Part
from gradkata.judge.remarks.explanations import Explanation


def of_training(evidence: Evidence) -> Iterator[Explanation]:
    """Explanations for functions that take several steps and return what each began with."""
    names = list(evidence.cases[0].given) if evidence.cases else []
    for count in names:
        if all(type(case.given.get(count)) is int for case in evidence.cases):
            yield from _shifted(evidence, count)
            yield _accumulated(evidence, count)


def _shifted(evidence: Evidence, count: str) -> Iterator[Explanation]:
    def longer(case: Case, part: Part) -> Numbers | None:
        if not _is_list(case, part, count):
            return None
        other = evidence.right(case, **{count: case.given[count] + 1})
        return (
            next((p.expected for p in other.results if p.name == part.name), None)
            if other
            else None
        )

    yield Explanation(
        "one_step_ahead",
        "{it} is one step ahead: each entry is recorded after its update, and belongs before it",
        lambda case, part: None if (found := longer(case, part)) is None else found[1:],
    )
    yield Explanation(
        "one_step_too_many",
        f"{{it}} has one entry more than {count} asks for: the one after the last update",
        longer,
    )
    yield Explanation("one_step_behind", _BEHIND, _behind)
    yield Explanation(
        "one_step_too_few",
        "{it} has only the last entry: asked is the whole list",
        lambda case, part: part.expected[-1] if part.expected.ndim and part.expected.size else None,
    )
    for name, text, fold in _FOLDED:
        yield Explanation(name, text, _folded(fold, count))


_BEHIND = "{it} is one step behind: the first entry comes twice, and the others one place too late"
_FOLDED: list[tuple[str, str, Callable[[Numbers], Numbers]]] = [
    ("accumulated", "{it} adds up from step to step, where each entry stands alone", np.cumsum),
]


def _is_list(case: Case, part: Part, count: str) -> bool:
    return part.expected.ndim == 1 and part.expected.size == case.given[count]


def _behind(case: Case, part: Part) -> Numbers | None:
    if part.expected.ndim != 1 or not part.expected.size:
        return part.expected
    return np.concatenate([part.expected[:1], part.expected[:-1]])


def _folded(
    fold: Callable[[Numbers], Numbers], count: str
) -> Callable[[Case, Part], Numbers | None]:
    def predict(case: Case, part: Part) -> Numbers | None:
        return fold(part.expected) if _is_list(case, part, count) else None

    return predict


def _accumulated(evidence: Evidence, count: str) -> Explanation:
    """In the second step, the gradient of the first comes along once more."""

    def predict(case: Case, part: Part) -> Numbers | None:
        steps = case.given[count]
        if part.before is None:
            return None
        if steps > 2:
            return part.actual
        if steps < 2:
            return part.expected
        once = evidence.right(case, **{count: 1})
        parts = [*once.results, *once.afterwards] if once else []
        middle = next((p.expected for p in parts if p.name == part.name), None)
        return None if middle is None else part.expected + (middle - part.before)

    text = (
        "{it}: the gradient is accumulated. The first step is right, the second goes along the "
        "first gradient once more, since `backward` adds to `grad` until it is zeroed"
    )
    return Explanation("accumulated", text, predict)
