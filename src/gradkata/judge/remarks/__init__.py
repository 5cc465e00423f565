"""General remarks: what wrong numbers show by themselves, where no known mistake fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gradkata.judge.module import Exchange, Module
from gradkata.judge.probing import Asker
from gradkata.judge.records import Remark
from gradkata.judge.remarks.evidence import Evidence, Series, evidence_of
from gradkata.judge.remarks.explanations import Explanation, first_that_explains
from gradkata.judge.remarks.factors import by_a_factor
from gradkata.judge.remarks.order import in_another_order
from gradkata.judge.remarks.other_questions import other_questions
from gradkata.judge.remarks.patterns import of_some
from gradkata.judge.remarks.raised import of_exceptions
from gradkata.judge.remarks.relations import of_the_expected
from gradkata.judge.remarks.state import of_constancy, of_state
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


def _of_numbers(evidence: Evidence) -> Iterator[Remark]:
    """What explains each quantity; quantities with the same story share one remark."""
    told: dict[tuple[str, str], list[str]] = {}
    for series in evidence.series:
        if not series.is_wrong:
            continue
        story = first_that_explains(_stories(evidence, series), series)
        if story:
            told.setdefault((story.name, story.text), []).append(series.name or "the result")
        else:
            yield from of_some(evidence, series)
    for (name, text), quantities in told.items():
        yield Remark(name, _said(text, quantities))


def _stories(evidence: Evidence, series: Series) -> Iterator[Explanation]:
    yield from by_a_factor(series)
    yield from of_the_expected(series)
    yield from other_questions(evidence)
    yield from of_training(evidence)


def _said(text: str, quantities: Sequence[str]) -> str:
    said = text.replace("{it}", " and ".join(quantities))
    return f"{said[:1].upper()}{said[1:]}" if said.startswith("the ") else said
