"""Naming mistakes: which known wrong solution gives exactly the answers that the learner gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gradkata.course.kata import Kata
from gradkata.course.mistakes import Variant, load_variants
from gradkata.judge.answers import parting
from gradkata.judge.module import Answer, Exchange, Form, Module, remembered
from gradkata.judge.records import Remark
from gradkata.wall.calls import perform
from gradkata.wall.wire import Raised, Returned


@dataclass(slots=True)
class Diagnosis:
    """A kata's known mistakes, ready to be held against what a submission answered."""

    kata: Kata
    reference: Module
    suspects: list[tuple[Variant, Answer]] = field(init=False)

    def __post_init__(self) -> None:
        variants = load_variants(self.kata.mistakes, "mistake")
        self.suspects = [(variant, _answers_of(variant)) for variant in variants]

    def of(self, exchanges: Sequence[Exchange]) -> list[Remark]:
        """The mistakes that explain all answers of a function, of which at least one is wrong."""
        functions = dict.fromkeys(exchange.call.function for exchange in exchanges)
        return [remark for name in functions for remark in self._in_function(name, exchanges)]

    def _in_function(self, function: str, exchanges: Sequence[Exchange]) -> Iterator[Remark]:
        asked = [exchange for exchange in exchanges if exchange.call.function == function]
        wrong = [e for e in asked if not self._agrees(e, self.reference.answer)]
        if not wrong:
            return
        # A wrong answer rules out most suspects at once, so those come first.
        in_turn = [*wrong, *(e for e in asked if e not in wrong)]
        for variant, answer in self.suspects:
            if variant.of == function and self._explains(answer, in_turn):
                yield Remark(variant.name, variant.message)

    def _explains(self, answer: Answer, exchanges: Iterable[Exchange]) -> bool:
        return all(self._agrees(exchange, answer) for exchange in exchanges)

    def _agrees(self, exchange: Exchange, answer: Answer) -> bool:
        return agree(exchange, answer(exchange.call), self.reference.form)


def agree(exchange: Exchange, other: Returned | Raised, form: Form) -> bool:
    """Whether `other` is what the submission answered, on the terms of that comparison."""
    reply = exchange.reply
    if isinstance(reply, Returned) and isinstance(other, Returned):
        return parting(exchange.call, other, reply, form, exchange.terms) is None
    if isinstance(reply, Raised) and isinstance(other, Raised):
        return _cause(reply) == _cause(other)
    return False


def _cause(reply: Raised) -> tuple[str, str]:
    return reply.kind, reply.message.partition(":")[0]


def _answers_of(variant: Variant) -> Answer:
    return remembered(lambda call: perform(variant.function, call))
