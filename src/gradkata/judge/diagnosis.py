"""Why a submission is wrong: known mistakes by name, or what its numbers show, and an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gradkata.course.kata import Kata
from gradkata.course.mistakes import Variant, load_variants
from gradkata.judge.answers import parting
from gradkata.judge.counterexample import counterexample
from gradkata.judge.module import Answer, Exchange, Form, Module, load, remembered
from gradkata.judge.probing import (
    Asker,
    bulk_of,
    is_out_of_proportion,
    merged,
    single_steps,
    variations,
    work,
)
from gradkata.judge.records import Remark
from gradkata.judge.remarks import remarks_on
from gradkata.wall.calls import perform
from gradkata.wall.scratch import with_files
from gradkata.wall.values import Value, thaw
from gradkata.wall.wire import Call, Raised, Returned

FURTHER_CALLS, FIRST_STEPS, SEED = 8, 4, 0


@dataclass(frozen=True, slots=True)
class Suspect:
    """A wrong solution, made of one known mistake or of two."""

    variants: tuple[Variant, ...]
    answer: Answer

    @property
    def remarks(self) -> list[Remark]:
        return [Remark(variant.name, variant.message) for variant in self.variants]


@dataclass(slots=True)
class Findings:
    """What a submission did wrong, and what else there is to say of it."""

    mistakes: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Further:
    """What a function is usually asked, and calls of our own after that pattern."""

    usual: Sequence[Exchange]
    variations: Sequence[Call]
    single_steps: Sequence[Call]

    @classmethod
    def like(cls, usual: Sequence[Exchange]) -> Further:
        return cls(
            usual,
            list(variations(usual, FURTHER_CALLS, SEED)),
            list(single_steps(usual, FIRST_STEPS, SEED)),
        )


@dataclass(slots=True)
class Diagnosis:
    """A kata's known mistakes, ready to be held against what a submission answered.

    usual: what the checks ask of the reference, all of them, also those that a submission never
           comes to because what they need has failed.
    """

    kata: Kata
    reference: Module
    usual: Sequence[Exchange] = ()
    calls: dict[str, Further] = field(default_factory=dict)
    suspects: list[Suspect] = field(init=False)
    pairs: list[Suspect] = field(init=False)

    def __post_init__(self) -> None:
        variants = load_variants(self.kata.mistakes, "mistake")
        right = load(self.kata.reference, f"reference of {self.kata.id}")
        single = [(v, v.over(getattr(right, v.of, None))) for v in variants]
        self.suspects = [Suspect((v,), self._answers_of(function)) for v, function in single]
        # Both orders of two that wrap: one may drop what the other has changed before it.
        self.pairs = [
            Suspect(_in_order(variants, outer, inner), self._answers_of(outer.over(function)))
            for outer in variants
            for inner, function in single
            if outer.wraps and outer.of == inner.of and outer is not inner
        ]

    def _answers_of(self, function: Callable[..., object]) -> Answer:
        return remembered(partial(perform, with_files(self.kata.limits.files, function)))

    def of(self, exchanges: Sequence[Exchange], answer: Answer | None = None) -> Findings:
        """What explains the wrong answers; `answer` is the submission, if it can still be asked."""
        findings = Findings()
        kept = [exchange for exchange in exchanges if not self._is_too_much(exchange)]
        for function in dict.fromkeys(exchange.call.function for exchange in kept):
            asked = [exchange for exchange in kept if exchange.call.function == function]
            wrong = sorted(filter(self._is_wrong, asked), key=lambda e: work(e.call))
            if wrong:
                self._add(findings, asked, wrong, Asker(answer))
        findings.remarks = findings.remarks[:4]
        return findings

    def _is_too_much(self, exchange: Exchange) -> bool:
        expected = self.reference.answer(exchange.call)
        most = bulk_of(expected) if isinstance(expected, Returned) else 0
        reply = exchange.reply
        return isinstance(reply, Returned) and is_out_of_proportion(reply, most)

    def _is_wrong(self, exchange: Exchange) -> bool:
        reply = exchange.reply
        if isinstance(reply, Raised) and reply.kind in ("not_implemented", "missing"):
            return False
        return not self._agrees(exchange, self.reference.answer)

    def _add(
        self, findings: Findings, asked: list[Exchange], wrong: list[Exchange], ask: Asker
    ) -> None:
        # A wrong answer rules out most suspects at once, so those come first.
        in_turn = [*wrong, *(e for e in asked if e not in wrong)]
        own = self._calls_like(asked)
        further = list(_answered(own.variations, own.usual, ask))
        known = self._known(in_turn, further)
        findings.mistakes += known
        if not known:
            single = _answered(own.single_steps, own.usual, ask)
            seen = [*asked, *further, *single]
            findings.remarks += remarks_on(seen, self.reference, ask)
        example = counterexample(self.kata, wrong, own.usual, self.reference, ask)
        findings.remarks += [example] if example else []

    def _calls_like(self, asked: Sequence[Exchange]) -> Further:
        function = asked[0].call.function
        if function not in self.calls:
            usual = [e for e in self.usual if e.call.function == function]
            if not usual:
                return Further.like(asked)
            self.calls[function] = Further.like(usual)
        return self.calls[function]

    def _known(self, in_turn: Sequence[Exchange], further: Sequence[Exchange]) -> list[Remark]:
        function = in_turn[0].call.function
        for suspects in (self.suspects, self.pairs):
            fitting = [
                suspect
                for suspect in suspects
                if suspect.variants[0].of == function and self._explains(suspect.answer, in_turn)
            ]
            fitting = [s for s in fitting if self._explains(s.answer, further)]
            if fitting:
                return _closest(fitting, [*in_turn, *further]).remarks
        return []

    def _explains(self, answer: Answer, exchanges: Iterable[Exchange]) -> bool:
        return all(self._agrees(exchange, answer) for exchange in exchanges)

    def _agrees(self, exchange: Exchange, answer: Answer) -> bool:
        return agree(exchange, answer(exchange.call), self.reference.form)


_ready: dict[Path, tuple[object, Diagnosis]] = {}


def diagnosis_of(kata: Kata, reference: Module, usual: Sequence[Exchange], seed: int) -> Diagnosis:
    """The same from one session to the next, so that each known mistake answers each call once."""
    files = [file for file in (kata.reference, kata.mistakes) if file.is_file()]
    state = seed, [file.stat().st_mtime_ns for file in files]
    if _ready.get(kata.reference, (None,))[0] != state:
        _ready[kata.reference] = state, Diagnosis(kata, reference, usual)
    return _ready[kata.reference][1]


def _answered(calls: Iterable[Call], usual: Sequence[Exchange], ask: Asker) -> Iterator[Exchange]:
    """Calls of our own, on the terms that the checks have all in all."""
    terms = merged([exchange.terms for exchange in usual])
    for call in calls:
        reply = ask(call)
        if reply is None:
            return
        yield Exchange(call, reply, terms)


def agree(exchange: Exchange, other: Returned | Raised, form: Form) -> bool:
    """Whether `other` is what the submission answered, on the terms of that comparison."""
    reply = exchange.reply
    if isinstance(reply, Returned) and isinstance(other, Returned):
        if reply.off_graph != other.off_graph:
            return False
        # To the last bit is what most answers are, and quickly seen.
        return (
            _is_twin(reply, other)
            or parting(exchange.call, other, reply, form, exchange.terms) is None
        )
    if isinstance(reply, Raised) and isinstance(other, Raised):
        return _cause(reply) == _cause(other)
    return False


def _is_twin(one: Returned, other: Returned) -> bool:
    # 1 == 1.0 in Python, which is not what a kata may mean.
    kinds = [[type(leaf) for leaf in answer.result] for answer in (one, other)]
    return kinds[0] == kinds[1] and one == other


def _closest(fitting: Sequence[Suspect], exchanges: Sequence[Exchange]) -> Suspect:
    """The first whose answers are the same down to what no check asks; else simply the first.

    Those that are left give the same answers throughout, so that the author's order decides.
    """
    to_the_letter = (s for s in fitting if all(_is_alike(e, s.answer(e.call)) for e in exchanges))
    return next(to_the_letter, fitting[0])


def _is_alike(exchange: Exchange, other: Returned | Raised) -> bool:
    reply = exchange.reply
    if isinstance(reply, Raised) or isinstance(other, Raised):
        return (
            isinstance(reply, Raised)
            and isinstance(other, Raised)
            and (reply.message == other.message)
        )
    return all(
        _grads(a) == _grads(b)
        for a, b in zip(thaw(reply.arguments), thaw(other.arguments), strict=True)
    )


def _grads(value: Value) -> object:
    """Whether there is a gradient, which a comparison may leave out."""
    if not hasattr(value, "requires_grad") or not value.is_leaf:
        return None
    return value.grad is not None and bool(value.grad.any())


def _cause(reply: Raised) -> tuple[str, str]:
    return reply.kind, reply.message.partition(":")[0]


def _in_order(variants: Sequence[Variant], *chosen: Variant) -> tuple[Variant, ...]:
    return tuple(variant for variant in variants if variant in chosen)
