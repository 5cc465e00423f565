"""Off by a factor: which one, followed through calls in which it differs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gradkata.judge.remarks.evidence import Case, Numbers, Part, Series
from gradkata.judge.remarks.explanations import Explanation
from gradkata.wall.values import Value

CONSTANTS = {
    -1.0: "-1", 2.0: "2", 0.5: "1/2", -2.0: "-2", -0.5: "-1/2",
    4.0: "4", 0.25: "1/4", 3.0: "3", 10.0: "10", 0.1: "1/10",
}  # fmt: skip


def by_a_factor(series: Series) -> Iterator[Explanation]:
    """The factor that all answers have in common, if they do; its name says what it is."""
    ratios = [(case, ratio) for case, part in series.pairs if (ratio := _ratio(part)) is not None]
    if len(ratios) < 1:
        return
    same = all(np.isclose(r, ratios[0][1], rtol=1e-3) for _, r in ratios)
    if same:
        yield from _constant(ratios[0][1], series, len(ratios))
        return
    for name, size in sizes(series.pairs[0][0]):
        for words, value in _around(name, size):
            if all(_is(ratio, value(case)) for case, ratio in ratios):
                yield _story(_subject(series), *words, value)


def _constant(ratio: float, series: Series, count: int) -> Iterator[Explanation]:
    known = next((v for v in CONSTANTS if np.isclose(ratio, v, rtol=1e-4)), None)
    what = _subject(series)
    if known == -1:
        yield Explanation(
            "sign",
            f"{what} has the wrong sign everywhere, and is right but for that: something is "
            "subtracted the wrong way round, or added where it should be subtracted",
            lambda case, part: _times(-1.0, part),
        )
    elif known is not None:
        yield Explanation(
            "constant_factor",
            f"{what} is {CONSTANTS[known]} times what is expected, everywhere",
            lambda case, part: _times(known, part),
        )
    elif count > 2 and ratio != 0 and not np.isclose(ratio, 1, rtol=1e-3):
        yield Explanation(
            "constant_factor",
            f"{what} is {ratio:.4g} times what is expected, everywhere",
            lambda case, part: _times(ratio, part),
        )


def _subject(series: Series) -> str:
    has_start = any(part.before is not None for _, part in series.pairs)
    return "the step of {it}" if has_start else "{it}"


def _ratio(part: Part) -> float | None:
    """The factor between what came and what was expected, if there is something to divide by."""
    if part.actual is None or part.actual.shape != part.expected.shape:
        return None
    base = 0.0 if part.before is None else part.before
    wanted, got = part.expected - base, part.actual - base
    weight = float((wanted * wanted).sum())
    return float((wanted * got).sum()) / weight if weight > 1e-20 else None


def _times(factor: float, part: Part) -> Numbers:
    base = np.zeros(()) if part.before is None else part.before
    return np.asarray(base + factor * (part.expected - base))


def _is(ratio: float, value: float | None) -> bool:
    return value is not None and bool(np.isclose(ratio, value, rtol=1e-3))


def sizes(case: Case) -> Iterator[tuple[str, Value]]:
    """Numbers of a call that a factor could be: how many rows, how large, how fast."""
    for name, value in case.given.items():
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield name, lambda c, name=name: float(c.given[name])
        elif isinstance(value, list):
            yield f"len({name})", lambda c, name=name: float(len(c.given[name]))
        elif getattr(value, "ndim", 0):
            yield from _sizes_of(name, value)


def _sizes_of(name: str, value: Value) -> Iterator[tuple[str, Value]]:
    words = ["the number of rows of", "the number of columns of"]
    for axis in range(min(value.ndim, 2)):
        yield f"{words[axis]} {name}", lambda c, n=name, a=axis: float(c.given[n].shape[a])
    if value.ndim > 1:
        yield f"the number of entries of {name}", lambda c, n=name: float(np.prod(c.given[n].shape))


def _around(name: str, size: Value) -> Iterator[tuple[tuple[str, str], Value]]:
    for scale, text in ((1.0, ""), (2.0, "2 * "), (0.5, "1/2 * "), (-1.0, "- ")):
        yield (name, f"{text}{name}"), lambda c, s=scale: s * size(c)
    for scale, text in ((1.0, "1"), (2.0, "2"), (0.5, "1/2"), (-1.0, "-1")):
        yield (
            (name, f"{text} / ({name})"),
            lambda c, s=scale: s / size(c) if size(c) else None,
        )


def _story(what: str, name: str, factor: str, value: Value) -> Explanation:
    def predict(case: Case, part: Part) -> Numbers | None:
        found = value(case)
        return None if found is None else _times(found, part)

    if not name.startswith(("the number", "len(")):
        text = f"{what} is off by a factor that is {factor} in every call"
        return Explanation("constant_factor", text, predict)
    if "/ (" in factor:
        over = name.replace("the number of ", "")
        text = f"{what} is divided by {name}: a mean over the {over}, where the sum is asked"
        text = text if factor.startswith("1 /") else f"{what} is {factor} times what is expected"
    else:
        text = f"{what} is {factor} times what is expected: counted once for each, or a sum"
    return Explanation("sum_against_mean", text, predict)
