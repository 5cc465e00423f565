"""Recorded calls, put to mistakes and alternatives in this process: numbers, not verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log10

from gradkata.authoring.verify.demands import DECADES
from gradkata.authoring.verify.errors import Error, largest_error
from gradkata.authoring.verify.hearing import Heard
from gradkata.authoring.verify.records import Gap, KataReport
from gradkata.judge.answers import parting
from gradkata.judge.module import Exchange, Form
from gradkata.wall.calls import Function, perform
from gradkata.wall.wire import Raised

LEAST_MARGIN = 10.0**DECADES


@dataclass(slots=True)
class Replay:
    """A variant beside the reference: by check, the errors that are accepted and rejected."""

    accepted: dict[str, Error] = field(default_factory=dict)
    rejected: dict[str, Error] = field(default_factory=dict)


def replay(of: str, function: Function, asked: Mapping[str, Heard], form: Form) -> Replay:
    """of: the name of the function that this one takes the place of."""
    found = Replay()
    for check, heard in asked.items():
        for exchange in (e for e in heard.exchanges if e.call.function == of):
            agrees, error = _held(function, exchange, form)
            side = found.accepted if agrees else found.rejected
            side[check] = max(side.get(check, Error()), error)
    return found


def _held(function: Function, exchange: Exchange, form: Form) -> tuple[bool, Error]:
    expected = exchange.reply
    actual = perform(function, exchange.call)
    if isinstance(expected, Raised) or isinstance(actual, Raised):
        return False, Error(inf, inf)
    agrees = parting(exchange.call, expected, actual, form, exchange.terms) is None
    error = largest_error(exchange.call, expected, actual, form, exchange.terms)
    # What is rejected although its numbers would do is rejected for its kind, and has no number.
    if agrees == (error.margin <= 1):
        return agrees, error
    return agrees, Error() if agrees else Error(inf, inf)


def parts(function: Function, exchange: Exchange, form: Form) -> bool:
    """Whether the comparison rejects what the function answers."""
    return not _held(function, exchange, form)[0]


def look_at_gap(
    mistakes: Mapping[str, Replay], alternatives: Mapping[str, Replay], report: KataReport
) -> None:
    """Hold the largest error of what is right against the smallest of what is wrong."""
    accepted = max(
        (e.relative for r in alternatives.values() for e in r.accepted.values()), default=None
    )
    clearest = {name: max(r.rejected.values()) for name, r in mistakes.items() if r.rejected}
    in_numbers = {name: error for name, error in clearest.items() if error.margin < inf}
    for name, error in in_numbers.items():
        if error.margin < LEAST_MARGIN:
            report.blame(
                "thin",
                f"mistake {name} is off by no more than {error.relative:.1g}, "
                f"{error.margin:.1f} times what is tolerated: tighten that or ask for more",
            )
    rejected = min((error.relative for error in in_numbers.values()), default=None)
    report.gap = Gap(accepted, rejected, _decades(accepted, rejected))
    if report.gap.decades is not None and report.gap.decades < DECADES:
        report.blame(
            "thin",
            f"{report.gap.decades:.1f} decades lie between the largest error accepted in an "
            f"alternative, {accepted:.1g}, and the smallest rejected in a mistake, {rejected:.1g}; "
            f"at least {DECADES:g} are asked",
        )


def _decades(accepted: float | None, rejected: float | None) -> float | None:
    return round(log10(rejected / accepted), 1) if accepted and rejected else None


def recorded(heard: Mapping[str, Heard]) -> Sequence[Exchange]:
    return [exchange for one in heard.values() for exchange in one.exchanges]
