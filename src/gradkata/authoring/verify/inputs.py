"""What checks call functions with: samples, sizes and upstream gradients that hide mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from gradkata.authoring.verify.records import KataReport
from gradkata.judge.module import Exchange, Form
from gradkata.wall.values import thaw
from gradkata.wall.wire import Returned

Arrays = dict[str, np.ndarray[Any, Any]]


def look_at_inputs(exchanges: Iterable[Exchange], form: Form, report: KataReport) -> None:
    by_function: dict[str, list[tuple[Arrays, Arrays]]] = {}
    for exchange in exchanges:
        name = exchange.call.function
        by_function.setdefault(name, []).append((_given(exchange, form), _results(exchange, form)))
    for function, calls in by_function.items():
        _uniform(function, [given for given, _ in calls], report)
        _one_sample(function, [given for given, _ in calls], report)
        _equal_dimensions(function, [given | results for given, results in calls], report)


def _uniform(function: str, calls: Sequence[Arrays], report: KataReport) -> None:
    for name, arrays in _by_name(calls):
        large = [array for array in arrays if array.size > 1]
        if large and all((array == array.flat[0]).all() for array in large):
            value = f"{float(large[0].flat[0]):g}"
            report.blame(
                "uniform",
                f"every entry of {name} is the same in every call of {function}, such as {value}: "
                "under a uniform one wrong gradients look right, so draw it from `rng`",
            )


def _one_sample(function: str, calls: Sequence[Arrays], report: KataReport) -> None:
    rows = [first.shape[0] for arrays in calls if (first := _first_table(arrays)) is not None]
    if rows and all(count == 1 for count in rows):
        report.blame(
            "one_sample",
            f"every call of {function} has a single sample: whether samples are summed, averaged "
            "or mixed up does not show; add a call with several",
        )


def _equal_dimensions(function: str, calls: Sequence[Arrays], report: KataReport) -> None:
    for name, arrays in _by_name(calls):
        for one, other in combinations(range(max(array.ndim for array in arrays)), 2):
            sizes = [a.shape for a in arrays if a.ndim > other]
            if all(shape[one] == shape[other] for shape in sizes):
                shown = sizes[0]
                report.blame(
                    "equal_dimensions",
                    f"dimensions {one} and {other} of {name} are equal in every call of "
                    f"{function}, such as {shown}: a missing transpose does not show; "
                    "make all sizes different",
                )


def _by_name(calls: Sequence[Arrays]) -> Iterator[tuple[str, list[np.ndarray[Any, Any]]]]:
    names = dict.fromkeys(name for arrays in calls for name in arrays)
    for name in names:
        yield name, [arrays[name] for arrays in calls if name in arrays]


def _first_table(arrays: Arrays) -> np.ndarray[Any, Any] | None:
    return next((array for array in arrays.values() if array.ndim >= 2), None)


def _given(exchange: Exchange, form: Form) -> Arrays:
    call = exchange.call
    names = form.parameters[call.function]
    found = dict(_arrays(names, thaw(call.arguments)))
    if call.upstream is not None:
        upstream = thaw(call.upstream)
        labels = [f"the upstream gradient {n}" for n in range(len(upstream))]
        found |= dict(_arrays(labels if len(upstream) > 1 else ["the upstream gradient"], upstream))
    return found


def _results(exchange: Exchange, form: Form) -> Arrays:
    if not isinstance(exchange.reply, Returned):
        return {}
    result = thaw(exchange.reply.result)
    values = list(result) if isinstance(result, (list, tuple)) else [result]
    names = list(form.results.get(exchange.call.function, ()))
    if len(names) != len(values):
        names = [f"result {n}" if len(values) > 1 else "the result" for n in range(len(values))]
    return dict(_arrays(names, values))


def _arrays(
    names: Sequence[str], values: Sequence[Any]
) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for name, value in zip(names, values, strict=False):
        array = _array(value)
        if array is not None and array.size:
            yield name, array


def _array(value: Any) -> np.ndarray[Any, Any] | None:
    if hasattr(value, "requires_grad"):
        return np.asarray(value.detach().numpy())
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, list) and value and all(isinstance(row, (list, tuple)) for row in value):
        lengths = {len(row) for row in value}
        return np.array(value, dtype=float) if len(lengths) == 1 else None
    return None
