"""General remarks: what wrong numbers show by themselves, where no known mistake fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gradkata.judge.module import Exchange, Module
from gradkata.judge.probing import Asker
from gradkata.judge.records import Remark
from gradkata.judge.remarks.evidence import Case, Evidence, Part, Series, evidence_of
from gradkata.judge.remarks.explanations import Explanation, first_that_explains
from gradkata.judge.remarks.factors import by_a_factor
from gradkata.judge.remarks.order import in_another_order
from gradkata.judge.remarks.other_questions import other_questions
from gradkata.judge.remarks.patterns import of_some
from gradkata.judge.remarks.raised import of_exceptions
from gradkata.judge.remarks.relations import of_the_expected
from gradkata.judge.remarks.state import of_constancy, of_runaways, of_state
from gradkata.judge.remarks.training import of_training

MOST = 3


def remarks_on(exchanges: Sequence[Exchange], reference: Module, ask: Asker) -> list[Remark]:
    """At most a few remarks on one function, the most telling first."""
    evidence = evidence_of(exchanges, reference, ask)
    found: dict[str, Remark] = {}
    for remark in _found(evidence):
        found.setdefault(remark.name, remark)
    return list(found.values())[:MOST]


def _found(evidence: Evidence) -> Iterator[Remark]:
    yield from of_exceptions(evidence.raised)
    if not evidence.cases:
        return
    yield from of_state(evidence)
    constant = of_constancy(evidence)
    if constant:
        yield constant
        return
    exchanged = in_another_order(evidence)
    if exchanged:
        yield exchanged
        return
    yield from _of_numbers(evidence)
    yield from of_runaways(evidence)


def _of_numbers(evidence: Evidence) -> Iterator[Remark]:
    """What explains each quantity; quantities with the same story share one remark."""
    wrong = [series for series in evidence.series if series.is_wrong]
    told, when = _told(evidence, wrong), ""
    if not told:
        told, when = _told(evidence, [_first_step(s) for s in wrong]), ", seen in a single step"
    for (name, text), quantities in told.items():
        yield Remark(name, _said(text, quantities) + when)
    if not told:
        for series in wrong:
            yield from of_some(evidence, series)


def _told(evidence: Evidence, wrong: Sequence[Series]) -> dict[tuple[str, str], list[str]]:
    told: dict[tuple[str, str], list[str]] = {}
    for series in wrong:
        story = first_that_explains(_stories(evidence, series), series) if series.pairs else None
        if story:
            told.setdefault((story.name, story.text), []).append(series.name or "the result")
    return told


def _first_step(series: Series) -> Series:
    """The calls of one step alone, where an update is not yet mixed with what came of others."""
    pairs = [(case, part) for case, part in series.pairs if _is_single(case, part)]
    return Series(series.name, pairs)


def _is_single(case: Case, part: Part) -> bool:
    counts = [value for value in case.given.values() if type(value) is int]
    rows = [len(value) for value in case.given.values() if isinstance(value, list)]
    return part.before is not None and bool(counts) and all(n == 1 for n in [*counts, *rows])


def _stories(evidence: Evidence, series: Series) -> Iterator[Explanation]:
    yield from by_a_factor(series)
    yield from of_the_expected(series)
    yield from other_questions(evidence)
    yield from of_training(evidence)


PLURAL = {" is ": " are ", " has ": " have ", " comes ": " come ", " lies ": " lie "}


def _said(text: str, quantities: Sequence[str]) -> str:
    start, it, rest = text.partition("{it}")
    verb = next((verb for verb in PLURAL if rest.startswith(verb)), None)
    if verb and len(quantities) > 1 and start != "the step of ":
        rest = PLURAL[verb] + rest[len(verb) :]
    if start == "the step of ":
        quantities = [name.removesuffix(" afterwards") for name in quantities]
    said = start + (" and ".join(quantities) if it else "") + rest
    return f"{said[:1].upper()}{said[1:]}" if said.startswith("the ") else said
