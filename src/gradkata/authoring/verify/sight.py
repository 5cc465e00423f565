"""Whether checks see what they look at: answers that are off, a little or a lot, must not pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gradkata.authoring.verify.guises import SLIGHTLY_OFF, WRONG, altered_reply, off_by
from gradkata.authoring.verify.hearing import Guise, Heard, Hearing
from gradkata.authoring.verify.records import KataReport
from gradkata.course.kata import Kata
from gradkata.judge.answers import parting
from gradkata.judge.module import Answer, Exchange, Form, Module
from gradkata.wall.wire import Raised

By = Callable[[str], dict[str, Heard]]

SELF, AGAIN, WRONG_ALL, SLIGHT = "reference", "again", "wrong", "slightly off"


def guises_of(kata: Kata, reference: Module, seeds: Sequence[int]) -> list[Guise]:
    """The reference under every seed; twice under the first; and what must be noticed there."""
    answers: list[tuple[str, Answer]] = [
        (AGAIN, reference.answer),
        (WRONG_ALL, off_by(WRONG, reference.answer)),
        (SLIGHT, off_by(SLIGHTLY_OFF, reference.answer)),
    ]
    answers += [
        (f"{WRONG_ALL} {function}", off_by(WRONG, reference.answer, function))
        for function in reference.form.parameters
    ]
    plain = [Guise(kata, SELF, seed, reference.answer) for seed in seeds]
    return plain + [Guise(kata, name, seeds[0], answer) for name, answer in answers]


def look_at_sight(
    kata: Kata, reference: Module, hearing: Hearing, seed: int, report: KataReport
) -> None:
    def of(name: str) -> dict[str, Heard]:
        return hearing[kata.id, name, seed]

    asked = of(SELF)
    for check, heard in asked.items():
        _repeatable(check, heard, of(AGAIN).get(check), report)
        blind = _trusted_functions(check, heard, of, reference)
        if blind:
            report.blame(
                "oracle",
                f"{check} is content with {blind} off by half: what it expects comes from the "
                "learner's own answers; take it from the reference, or write it out",
            )
        elif _content(reference, of(SLIGHT).get(check)):
            report.blame(
                "tolerance", f"{check} is content with answers that are off by a thousandth"
            )
        _tolerances(check, heard.exchanges, reference.form, report)


def _repeatable(check: str, heard: Heard, again: Heard | None, report: KataReport) -> None:
    calls = [exchange.call for exchange in heard.exchanges]
    if again is None or calls != [exchange.call for exchange in again.exchanges]:
        report.blame(
            "flaky", f"{check} asks something else each time under one seed: draw from `rng`"
        )
    elif heard.passed != again.passed:
        report.blame("flaky", f"{check} passes at one time and fails at another under one seed")


def _trusted_functions(check: str, heard: Heard, of: By, reference: Module) -> str:
    called = dict.fromkeys(exchange.call.function for exchange in heard.exchanges)
    found = [name for name in called if _content(reference, of(f"{WRONG_ALL} {name}").get(check))]
    if not found and _content(reference, of(WRONG_ALL).get(check)):
        found = list(called)
    return " and ".join(found)


def _content(reference: Module, heard: Heard | None) -> bool:
    """Whether a check passed although some answer that it was given was off."""
    if heard is None or not heard.passed:
        return False
    return any(e.reply != reference.answer(e.call) for e in heard.exchanges)


def _tolerances(check: str, exchanges: Sequence[Exchange], form: Form, report: KataReport) -> None:
    for exchange in exchanges:
        if _lets_pass(exchange, form, SLIGHTLY_OFF) and not _lets_pass(exchange, form, WRONG):
            rtol = exchange.terms.rtol
            how = "" if rtol is None else f" with rtol={rtol:g}"
            name = exchange.call.function
            message = f"{check} compares {name}{how}, which accepts answers off by a thousandth"
            report.blame("tolerance", message)


def _lets_pass(exchange: Exchange, form: Form, factor: float) -> bool:
    """Whether the comparison takes an answer that is off for the right one."""
    if isinstance(exchange.reply, Raised):
        return False
    call, altered = exchange.call, altered_reply(exchange.call, exchange.reply, factor)
    parted = parting(call, exchange.reply, altered, form, exchange.terms)
    return altered != exchange.reply and parted is None
