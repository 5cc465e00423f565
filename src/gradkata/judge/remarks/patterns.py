"""Right for some and wrong for others: what those that are wrong have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from gradkata.judge.records import Remark
from gradkata.judge.remarks.evidence import Case, Evidence, Numbers, Series

ENOUGH = 3


def of_some(evidence: Evidence, series: Series) -> Iterator[Remark]:
    """At most one remark: the first pattern that parts right from wrong without exception."""
    for look in (_by_place, _by_zero, _by_expected, _by_argument):
        text = look(evidence, series)
        if text:
            yield Remark("some_rows_only", text.replace("{it}", series.name or "the result"))
            return


def _masks(series: Series) -> list[tuple[Case, Numbers, np.ndarray]]:
    """For each call, what was expected, and where the answer is not that."""
    found = []
    for case, part in series.pairs:
        if part.actual is None or part.actual.shape != part.expected.shape or not part.actual.size:
            return []
        scale = float(np.max(np.abs(part.expected)))
        wrong = ~(np.abs(part.actual - part.expected) <= case.rtol * scale + 1e-11)
        found.append((case, part.expected, wrong))
    return found


def _by_place(evidence: Evidence, series: Series) -> str:
    """Rows at one end, if those alone are wrong, or those alone are right."""
    masks = [(e, w) for _, e, w in _masks(series) if e.ndim and e.shape[0] > 2 and w.any()]
    if sum(e.shape[0] for e, _ in masks) < 2 * ENOUGH or not masks:
        return ""
    for cut, words in ((slice(-1, None), "the last row"), (slice(0, 1), "the first row")):
        if all(_only(wrong, cut) for _, wrong in masks):
            return f"{{it}} is right except for {words}: does the loop reach every row?"
        if all(_only(~wrong, cut) for _, wrong in masks):
            return f"{{it}} is right for {words} only"
    for count, words in ((2, "two rows"), (1, "row")):
        if all(e.shape[0] > count and _only(~wrong, slice(0, count)) for e, wrong in masks):
            return f"only the first {words} of {{it}} are right: there may be more"
    return ""


def _only(mask: np.ndarray, cut: slice) -> bool:
    """Whether the mask holds at the cut, somewhere, and nowhere else."""
    rest = mask.copy()
    rest[cut] = False
    return bool(mask[cut].any()) and not rest.any()


def _by_zero(evidence: Evidence, series: Series) -> str:
    masks = _masks(series)
    clear = [(e, w) for _, e, w in masks if w.any() and not w.all() and e.ndim and e.size > ENOUGH]
    clear = [(e, w) for e, w in clear if (~w & (e != 0)).sum() >= ENOUGH]
    if not clear or sum(int(w.sum()) for _, w in clear) < ENOUGH:
        return ""
    zeros = [(e == 0) for _, e, _ in masks]
    wrong_at_zeros = all(
        bool(w[z].all()) for (_, _, w), z in zip(masks, zeros, strict=True) if z.any()
    )
    if all(np.array_equal(w, e == 0) for e, w in clear) and wrong_at_zeros:
        return (
            "{it} is not 0 where it has to be exactly 0, as for a unit that is off: nothing "
            "may come through there"
        )
    return ""


def _by_expected(evidence: Evidence, series: Series) -> str:
    """Above or below some value of what was expected."""
    masks = _masks(series)
    if not masks:
        return ""
    wanted = np.concatenate([e.reshape(-1) for _, e, _ in masks])
    wrong = np.concatenate([w.reshape(-1) for _, _, w in masks])
    if wrong.sum() < ENOUGH or (~wrong).sum() < ENOUGH or wrong.size < 4 * ENOUGH:
        return ""
    if np.array_equal(wrong, wanted < 0) or np.array_equal(wrong, wanted <= 0):
        return "{it} is wrong exactly where it should be negative or 0, and right where positive"
    if np.array_equal(wrong, wanted > 0) or np.array_equal(wrong, wanted >= 0):
        return "{it} is wrong exactly where it should be positive, and right elsewhere"
    for sizes, words in ((np.abs(wanted), "in size "), (wanted, "")):
        low, high = sizes[~wrong], sizes[wrong]
        if low.max() < high.min():
            return f"{{it}} is wrong where it should be larger {words}than about {low.max():.3g}"
        if high.max() < low.min():
            return f"{{it}} is wrong where it should be smaller {words}than about {low.min():.3g}"
    return ""


Ask = Callable[[Case], float | None]


def _by_argument(evidence: Evidence, series: Series) -> str:
    """Whole calls that are wrong, told by one number of theirs."""
    masks = _masks(series)
    wrong = np.array([bool(w.any()) for _, _, w in masks], dtype=bool)
    if wrong.sum() < 2 or (~wrong).sum() < 2 or wrong.size < 6:
        return ""
    for words, ask, test in _questions(evidence.cases[0]):
        values = [ask(case) for case, _, _ in masks]
        if None in values:
            continue
        told = np.array([test(float(v or 0.0)) for v in values], dtype=bool)
        if np.array_equal(told, wrong):
            return f"{{it}} is right in some calls, and wrong in all those where {words}"
    return ""


def _length(name: str, case: Case) -> float:
    return float(len(case.given[name]))


def _number(name: str, case: Case) -> float:
    return float(case.given[name])


def _questions(first: Case) -> Iterator[tuple[str, Ask, Callable[[float], bool]]]:
    for name, value in first.given.items():
        if isinstance(value, list) or getattr(value, "ndim", 0) == 2:
            yield (
                f"{name} has more than one row",
                partial(_length, name),
                lambda v: v > 1,
            )
        elif isinstance(value, (int, float)):
            ask = partial(_number, name)
            yield f"{name} is negative", ask, lambda v: v < 0
            yield f"{name} is positive", ask, lambda v: v > 0
            yield f"{name} is 0", ask, lambda v: v == 0
            if type(value) is int:
                yield f"{name} is more than 1", ask, lambda v: v > 1
