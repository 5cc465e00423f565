"""The right answer to another question: without an argument, on other rows, at another rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from gradkata.judge.remarks.evidence import Case, Evidence, Numbers, Part
from gradkata.judge.remarks.explanations import Explanation
from gradkata.judge.remarks.factors import sizes
from gradkata.wall.values import Value

Change = Callable[[Case], dict[str, Value] | None]


def other_questions(evidence: Evidence) -> Iterator[Explanation]:
    """Explanations in which what came is what the reference answers to a changed call."""
    for other in evidence.reference.form.results.get(evidence.function, ()):
        text = f"{{it}} is what {other} should be"
        yield Explanation("results_exchanged", text, partial(_in_place_of, other))
    for name, text, change, factor in _changes(evidence):
        yield Explanation(name, text, _predict(evidence, change, factor))


def _in_place_of(other: str, case: Case, part: Part) -> Numbers | None:
    return next((p.expected for p in case.results if p.name == other != part.name), None)


def _predict(
    evidence: Evidence, change: Change, factor: Callable[[Case], float | None] | None
) -> Callable[[Case, Part], Numbers | None]:
    def predict(case: Case, part: Part) -> Numbers | None:
        changed = change(case)
        if changed is None:
            return None
        other = evidence.right(case, **changed) if changed else case
        found = _same_part(other, part) if other else None
        scale = factor(case) if factor else 1.0
        return None if found is None or scale is None else found * scale

    return predict


def _same_part(other: Case, part: Part) -> Numbers | None:
    for found in (*other.results, *other.afterwards):
        if found.name == part.name:
            return found.expected
    # What the changed question leaves alone is still there as it was.
    return part.before if part.name.endswith(" afterwards") else None


Row = tuple[str, str, Change, Callable[[Case], float | None] | None]


def _changes(evidence: Evidence) -> Iterator[Row]:
    if not evidence.cases:
        return
    first = evidence.cases[0]
    for name in first.given:
        if _is_rate(name):
            yield from _rates(first, name)
    yield from _counts(evidence)
    for names in _grouped(evidence.cases):
        yield from _rows(names)
    yield from _left_out(first)
    yield from _exchanged(first)


def _is_rate(name: str) -> bool:
    return "rate" in name or name in ("lr", "eta", "alpha")


def _rates(first: Case, rate: str) -> Iterator[Row]:
    """Steps of another length; losses may be off by the same factor."""
    for name, text, factor in _steps(first, rate):
        change = _scaled(rate, factor)
        yield name, f"{{it}} comes out {text}", change, None
        if rate not in text and name != "sign":
            yield name, f"{{it}} is off by a factor, as {text}", change, factor
    plain: Change = lambda case: {rate: 1.0}  # noqa: E731
    yield "constant_factor", f"{{it}} comes out as if {rate} were 1: it is left out", plain, None
    ignored: Change = lambda case: {rate: 0.0}  # noqa: E731
    yield "never_updated", "{it} comes out as without any update", ignored, None


def _steps(first: Case, rate: str) -> Iterator[tuple[str, str, Callable[[Case], float | None]]]:
    yield (
        "sign",
        "as on a way uphill: the gradient is added, where it has to be subtracted",
        lambda case: -1.0,
    )
    for factor, words in ((2.0, "twice"), (0.5, "half"), (4.0, "four times"), (0.25, "a quarter")):
        text = f"as if the gradient were {words} as large as it is"
        yield "constant_factor", text, partial(_constant, factor)
    for words, size in sizes(first):
        if words.startswith(("the number", "len(")):
            text = f"as if the gradient were divided by {words}: a mean, where a sum is asked"
            yield "sum_against_mean", text, partial(_one_over, size)


def _constant(factor: float, case: Case) -> float:
    return factor


def _one_over(size: Value, case: Case) -> float | None:
    return 1 / size(case) if size(case) else None


def _more(name: str, step: int, case: Case) -> dict[str, Value]:
    return {name: max(case.given[name] + step, 0)}


def _once(name: str, case: Case) -> dict[str, Value]:
    return {name: min(case.given[name], 1)}


def _zeroed(name: str, case: Case) -> dict[str, Value]:
    return {name: case.given[name] * 0}


def _turned(name: str, case: Case) -> dict[str, Value]:
    return {name: -case.given[name]}


def _scaled(rate: str, factor: Callable[[Case], float | None]) -> Change:
    def change(case: Case) -> dict[str, Value] | None:
        scale = factor(case)
        return None if scale is None else {rate: case.given[rate] * scale}

    return change


def _counts(evidence: Evidence) -> Iterator[Row]:
    """One round more or less than asked."""
    for name in _count_names(evidence):
        for step, words in ((1, "more"), (-1, "less")):
            yield (
                f"one_step_too_{'many' if step > 0 else 'few'}",
                f"{{it}} comes out as after one round {words} than asked by {name}",
                partial(_more, name, step),
                None,
            )
        text = f"{{it}} comes out as after a single round, however large {name} is"
        yield (
            "one_step_too_few",
            text,
            partial(_once, name),
            None,
        )


def _count_names(evidence: Evidence) -> list[str]:
    names = list(evidence.cases[0].given)
    return [n for n in names if all(type(case.given.get(n)) is int for case in evidence.cases)]


def _grouped(cases: list[Case]) -> list[tuple[str, ...]]:
    """Arguments that have as many rows as each other in every call."""
    groups: dict[tuple[int, ...], tuple[str, ...]] = {}
    for name in cases[0].given:
        lengths = tuple(_length(case.given.get(name)) for case in cases)
        if max(lengths) > 1:
            groups[lengths] = (*groups.get(lengths, ()), name)
    return list(groups.values())


def _length(value: Value) -> int:
    if isinstance(value, list):
        return len(value)
    return int(value.shape[0]) if getattr(value, "ndim", 0) else 0


def _rows(names: tuple[str, ...]) -> Iterator[Row]:
    of = " and ".join(names)
    for name, text, cut in (
        ("last_row_only", "only the last row of {of} counts: each overwrites what the one "
         "before gave, and has to be added to it", slice(-1, None)),
        ("first_row_only", "only the first row of {of} counts: a loop ends in its first round",
         slice(0, 1)),
        ("first_row_left_out", "the first row of {of} does not count", slice(1, None)),
        ("last_row_left_out", "the last row of {of} does not count", slice(0, -1)),
        ("rows_reversed", "the rows of {of} are taken in reversed order", slice(None, None, -1)),
    ):  # fmt: skip
        yield name, f"in {{it}} {text.replace('{of}', of)}", _cut(names, cut), None
    if len(names) == 2:
        text = (
            f"{{it}} has every row of {names[0]} with every row of {names[1]}: an array of shape "
            "(n, 1) against one of shape (n,) is broadcast to (n, n)"
        )
        yield "broadcast", text, _every_pair(names), None


def _cut(names: tuple[str, ...], cut: slice) -> Change:
    return lambda case: {name: _at(case.given[name], cut) for name in names}


def _at(value: Value, cut: slice) -> Value:
    if cut.step == -1 and hasattr(value, "flip"):
        return value.flip(0)
    return value[cut]


def _every_pair(names: tuple[str, ...]) -> Change:
    def change(case: Case) -> dict[str, Value] | None:
        first, second = (case.given[name] for name in names)
        count = _length(first)
        if isinstance(first, list) or count > 40:
            return None
        rows = np.repeat(np.arange(count), count)
        columns = np.tile(np.arange(count), count)
        return {names[0]: first[rows.tolist()], names[1]: second[columns.tolist()]}

    return change


def _left_out(first: Case) -> Iterator[Row]:
    for name, value in first.given.items():
        if isinstance(value, (list, bool)) or _is_rate(name) or type(value) is int:
            continue
        text = f"{{it}} comes out as if {name} were 0: it is not used where it has to be"
        yield "argument_left_out", text, partial(_zeroed, name), None
        text = f"{{it}} comes out as if {name} had the other sign: + and - are exchanged"
        yield "sign", text, partial(_turned, name), None


def _exchanged(first: Case) -> Iterator[Row]:
    names = list(first.given)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if _form(first.given[one]) == _form(first.given[other]) and not _is_rate(other):
                text = f"{{it}} comes out as if {one} and {other} were exchanged"
                yield "arguments_exchanged", text, _swapped(one, other), None


def _swapped(one: str, other: str) -> Change:
    return lambda case: {one: case.given[other], other: case.given[one]}


def _form(value: Value) -> Any:
    if isinstance(value, (int, float)):
        return "number"
    return tuple(value.shape) if hasattr(value, "shape") else value
