"""What there is to go by: for each call, each quantity as it was expected and as it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np

from gradkata.judge.difference import RELATIVE
from gradkata.judge.module import Exchange, Module, Terms
from gradkata.judge.probing import Asker, work
from gradkata.wall.values import Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(slots=True)
class Part:
    """One quantity of one answer. `before` is what it started from, where it is an update."""

    name: str
    expected: Numbers
    actual: Numbers | None
    before: Numbers | None = None


@dataclass(slots=True)
class Case:
    """One call, answered by both sides."""

    call: Call
    terms: Terms
    given: dict[str, Value]
    expected: Returned
    actual: Returned
    rtol: float
    size: int
    results: list[Part] = field(default_factory=list)
    afterwards: list[Part] = field(default_factory=list)

    def near(self, expected: Numbers, actual: Numbers | None) -> bool:
        """Whether two arrays are one, but for rounding."""
        if actual is None or expected.shape != actual.shape:
            return False
        if not np.isfinite(expected).all():
            return False
        scale = float(np.max(np.abs(expected), initial=0.0))
        return bool(np.all(np.abs(actual - expected) <= self.rtol * scale + 1e-11))


@dataclass(slots=True)
class Series:
    """One quantity over all calls."""

    name: str
    pairs: list[tuple[Case, Part]]

    @property
    def is_wrong(self) -> bool:
        return any(not case.near(part.expected, part.actual) for case, part in self.pairs)

    def in_turn(self) -> Series:
        """Small wrong answers first: they rule out most stories at the least cost."""

        def turn(pair: tuple[Case, Part]) -> tuple[bool, int]:
            case, part = pair
            return case.near(part.expected, part.actual), case.size

        return Series(self.name, sorted(self.pairs, key=turn))


@dataclass(slots=True)
class Evidence:
    """All that a submission answered for one function, beside the right answers."""

    function: str
    cases: list[Case]
    raised: list[tuple[Call, Raised]]
    reference: Module
    ask: Asker
    known: dict[bytes, Case | None] = field(default_factory=dict)

    @property
    def series(self) -> list[Series]:
        """The quantities, in the order in which they are returned; then arguments changed."""
        names = self.reference.form.results.get(self.function, ())
        found = {name: Series(name, []) for name in names}
        for case in self.cases:
            for part in [*case.results, *case.afterwards]:
                found.setdefault(part.name, Series(part.name, [])).pairs.append((case, part))
        return [series.in_turn() for series in found.values() if series.pairs]

    def right(self, case: Case, **changed: Value) -> Case | None:
        """The reference's answer to the same question with some arguments changed."""
        given = {**case.given, **changed}
        call = Call(case.call.function, freeze(list(given.values())))
        key = msgspec.msgpack.encode(call)
        if key not in self.known:
            # All quantities of an answer ask for the same.
            reply = self.reference.answer(call)
            self.known[key] = case_of(Exchange(call, reply, case.terms), self.reference)
        return self.known[key]


def evidence_of(exchanges: Sequence[Exchange], reference: Module, ask: Asker) -> Evidence:
    answered = [e for e in exchanges if isinstance(e.reply, Returned)]
    cases = [case for e in answered if (case := case_of(e, reference))]
    raised = [(e.call, e.reply) for e in exchanges if isinstance(e.reply, Raised)]
    return Evidence(exchanges[0].call.function, cases, raised, reference, ask)


def case_of(exchange: Exchange, reference: Module) -> Case | None:
    call, form = exchange.call, reference.form
    expected = reference.answer(call)
    if isinstance(expected, Raised) or isinstance(exchange.reply, Raised):
        return None
    parameters = form.parameters[call.function]
    given = dict(zip(parameters, thaw(call.arguments), strict=False))
    rtol = _rtol(given, exchange.terms)
    case = Case(call, exchange.terms, given, expected, exchange.reply, rtol, work(call))
    if not exchange.terms.ignore_result:
        case.results = _results(case, list(form.results.get(call.function, ("",))))
    case.afterwards = _afterwards(case)
    return case


def _rtol(given: dict[str, Value], terms: Terms) -> float:
    """Wider than what a check allows: what is asked here is only which story fits."""
    names = {str(getattr(value, "dtype", "")).removeprefix("torch.") for value in given.values()}
    found = max((RELATIVE[name] for name in names if name in RELATIVE), default=1e-9)
    return 20 * max(found, terms.rtol or 0.0)


def _results(case: Case, names: list[str]) -> list[Part]:
    expected, actual = thaw(case.expected.result), thaw(case.actual.result)
    several = isinstance(expected, (list, tuple)) and len(names) == len(expected) > 1
    if not several:
        parts = [_part(names[0] if len(names) == 1 else "", expected, actual)]
    else:
        fits = isinstance(actual, (list, tuple)) and len(actual) == len(expected)
        came = actual if fits else [None] * len(expected)
        only = case.terms.only
        rows = zip(names, expected, came, strict=True)
        parts = [_part(name, a, b) for name, a, b in rows if not only or name in only]
    for part in parts:
        started = numbers(case.given.get(part.name))
        part.before = started if started is not None and _fits(started, part) else None
    return [part for part in parts if part.expected.dtype.kind == "f"]


def _fits(started: Numbers, part: Part) -> bool:
    return bool(started.shape == part.expected.shape)


def _part(name: str, expected: Value, actual: Value) -> Part:
    wanted = numbers(expected)
    return Part(name, np.zeros(0, dtype=bool) if wanted is None else wanted, numbers(actual))


def _afterwards(case: Case) -> list[Part]:
    before, wanted, got = (
        thaw(leaves)
        for leaves in (case.call.arguments, case.expected.arguments, case.actual.arguments)
    )
    found = []
    for name, was, want, have in zip(case.given, before, wanted, got, strict=False):
        start, end = numbers(was), numbers(want)
        if start is None or end is None or not isinstance(was, np.ndarray | type(want)):
            continue
        if start.shape == end.shape and not np.array_equal(start, end):
            found.append(Part(f"{name} afterwards", end, numbers(have), start))
    return found


def numbers(value: Value) -> Numbers | None:
    """A value as an array of floats; None where it is made of something else."""
    if hasattr(value, "requires_grad"):
        value = value.detach().numpy()
    if value is None or isinstance(value, (str, dict)):
        return None
    if isinstance(value, (list, tuple)):
        rows = [numbers(item) for item in value]
        found = [row for row in rows if row is not None]
        is_even = len(found) == len(rows) and len({row.shape for row in found}) <= 1
        return np.array(found, dtype=np.float64) if is_even else None
    return np.asarray(value, dtype=np.float64)
