"""What came is made of what was expected: turned on its side, rounded, bent, or not summed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from gradkata.judge.remarks.evidence import Case, Numbers, Part, Series
from gradkata.judge.remarks.explanations import Explanation, Predict

BENT: dict[str, tuple[str, Callable[[Numbers], Any]]] = {
    "size_without_sign": ("{it} has lost its sign: yours is the absolute value", np.abs),
    "squared": ("{it} is the square of what is expected", np.square),
    "square_root": ("{it} is the square root of what is expected", np.sqrt),
    "one_minus": ("{it} is 1 minus what is expected", lambda e: 1 - e),
    "reciprocal": ("{it} is 1 divided by what is expected", lambda e: 1 / e),
    "sign_without_size": ("{it} has the right sign, but is only ever 1, 0 or -1", np.sign),
    "negatives_cut_off": (
        "{it} is 0 wherever it should be negative: a relu or a max cuts it off",
        lambda e: np.maximum(e, 0),
    ),
    "logarithm": ("{it} is the logarithm of what is expected", np.log),
    "exponential": ("{it} is exp of what is expected", np.exp),
    "logistic": (
        "{it} has been through the logistic function once too often",
        lambda e: 1 / (1 + np.exp(-e)),
    ),
}
WHOLE: dict[str, Callable[[Numbers], Any]] = {
    "rounded down": np.floor,
    "cut down to whole numbers": np.trunc,
    "rounded to whole numbers": np.round,
}


def of_the_expected(series: Series) -> Iterator[Explanation]:
    """Explanations in which what came is a function of what was expected."""
    yield from _turned()
    for text, function in WHOLE.items():
        yield Explanation(
            "integer_arithmetic",
            f"{{it}} is {text}: integer division //, int(), round() or an array of whole numbers",
            _bent(function),
        )
    for name, (text, function) in BENT.items():
        yield Explanation(name, text, _bent(function))
    yield from _shifted(series)
    yield from _summed()
    yield from _held(series)


def _bent(function: Callable[[Numbers], Any]) -> Predict:
    return lambda case, part: np.asarray(function(part.expected))


def _turned() -> Iterator[Explanation]:
    yield Explanation(
        "transposed",
        "{it} lies on its side: rows and columns are exchanged, the numbers are right",
        lambda case, part: part.expected.T if part.expected.ndim > 1 else None,
    )
    yield Explanation(
        "reshaped",
        "{it} has the right shape by force: reshape keeps numbers in reading order, and does not "
        "turn rows into columns as a transpose does",
        _reshaped,
    )
    yield Explanation(
        "wrong_shape",
        "the numbers of {it} are right, but not its shape: a dimension is missing or one too many",
        _in_the_shape_that_came,
    )
    yield Explanation(
        "reversed", "{it} comes in reversed order", lambda case, part: _reversed(part.expected)
    )


def _reshaped(case: Case, part: Part) -> Numbers | None:
    return part.expected.T.reshape(part.expected.shape) if part.expected.ndim > 1 else None


def _in_the_shape_that_came(case: Case, part: Part) -> Numbers | None:
    if part.actual is None or part.actual.size != part.expected.size:
        return None
    return part.expected.reshape(part.actual.shape)


def _reversed(expected: Numbers) -> Numbers | None:
    return expected[::-1] if expected.ndim else None


def _shifted(series: Series) -> Iterator[Explanation]:
    """Off by the same amount everywhere, or by one of the arguments."""
    offsets = [
        float((part.actual - part.expected).mean())
        for _, part in series.pairs
        if part.actual is not None and part.actual.shape == part.expected.shape and part.actual.size
    ]
    if len(offsets) > 1 and np.allclose(offsets, offsets[0], rtol=1e-4) and abs(offsets[0]) > 1e-6:
        side = "large" if offsets[0] > 0 else "small"
        text = f"{{it}} is too {side} by {abs(offsets[0]):.4g} everywhere"
        yield Explanation("constant_offset", text, lambda case, part: part.expected + offsets[0])


def _summed() -> Iterator[Explanation]:
    for axis, words in enumerate(("rows (axis 0)", "columns (axis 1)")):
        for name, verb, reduce in (
            ("summed_too_much", "summed", np.sum),
            ("summed_too_much", "averaged", np.mean),
        ):
            for keep in (False, True):
                yield Explanation(
                    name,
                    f"{{it}} is {verb} over its {words}, which should stay apart",
                    partial(_reduced, axis, reduce, keep),
                )
        for name, text, reduce in (
            ("not_summed", f"{{it}} still has its {words}: sum over them", np.sum),
            ("not_summed", f"{{it}} still has its {words}: average them", np.mean),
        ):
            yield Explanation(name, text, partial(_undone, axis, reduce))
    yield Explanation(
        "summed_too_much",
        "{it} is summed up to a single number",
        lambda case, part: np.asarray(part.expected.sum()) if part.expected.ndim else None,
    )


def _reduced(axis: int, reduce: Any, keep: bool, case: Case, part: Part) -> Numbers | None:
    if part.expected.ndim <= axis:
        return None
    return np.asarray(reduce(part.expected, axis=axis, keepdims=keep))


def _undone(axis: int, reduce: Any, case: Case, part: Part) -> Numbers | None:
    """What came, if the sum that is missing makes it what was expected."""
    came = part.actual
    if came is None or came.ndim <= axis or came.shape[axis] < 1:
        return None
    for wanted in (part.expected, part.expected.reshape(-1) if part.expected.size == 1 else None):
        if wanted is None:
            continue
        for keep in (False, True):
            made = reduce(came, axis=axis, keepdims=keep)
            if made.shape == wanted.shape and np.allclose(made, wanted, rtol=1e-5):
                return came
    return None


def _held(series: Series) -> Iterator[Explanation]:
    """Held back between two bounds, which are the largest and smallest that ever came."""
    came = [p.actual for _, p in series.pairs if p.actual is not None and p.actual.size]
    if len({float(number) for numbers in came for number in np.unique(numbers)[:3]}) < 3:
        return
    top, bottom = max(float(a.max()) for a in came), min(float(a.min()) for a in came)
    for low, high, words in (
        (-np.inf, top, f"never larger than {top:.4g}"),
        (bottom, np.inf, f"never smaller than {bottom:.4g}"),
        (bottom, top, f"never outside of {bottom:.4g} to {top:.4g}"),
    ):
        yield Explanation(
            "held_back",
            f"{{it}} is right, but {words}: it is clipped on the way",
            _bent(partial(np.clip, a_min=low, a_max=high)),
        )
