"""Judging without a wall: the same session, with submissions of ours run in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, cast

from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata, Limits, Runtime
from gradkata.intake.submission import Source
from gradkata.judge.diagnosis import Diagnosis, Findings
from gradkata.judge.module import Exchange
from gradkata.judge.records import Attempt, Settings, Verdict
from gradkata.judge.run import _run, run_checks
from gradkata.judge.seat import Seat, seat_at
from gradkata.judge.session import Session, reference_of
from gradkata.wall.calls import perform, raised
from gradkata.wall.hands import HEAD
from gradkata.wall.wire import Call, Raised, Returned, decode_reply, decode_request, frame

if TYPE_CHECKING:
    from gradkata.wall.hands import Player


@dataclass
class Here:
    """A player in this process; what it is asked is counted."""

    limits: Limits
    module: ModuleType = field(default_factory=lambda: ModuleType("submission"))
    lost: str = ""
    text: str = ""
    spent: float = 0.0
    asked: int = 0

    def load(self, source: str, filename: str) -> Raised | None:
        try:
            exec(compile(source, filename, "exec"), self.module.__dict__)
        except Exception as error:
            return raised(error, filename)
        return None

    def ask(self, request: bytes, what: str) -> bytes:
        self.asked += 1
        call = decode_request(request[HEAD:])
        assert isinstance(call, Call)
        function = vars(self.module).get(call.function)
        missing = Raised("missing", f"there is no function {call.function}")
        return frame(perform(function, call) if function else missing)[HEAD:]

    def understood(self, reply: bytes, call: Call) -> Returned | Raised:
        answer = decode_reply(reply)
        assert isinstance(answer, (Returned, Raised))
        return answer

    def close(self) -> str:
        return ""


@dataclass
class HerePlayers:
    given: list[Here] = field(default_factory=list)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        self.given.append(Here(limits))
        return cast("Player", self.given[-1])


@cache
def course() -> Course:
    return open_course(bundled_course())


def judge(
    solutions: Sequence[tuple[str, Kata, str]], seed: int = 0, players: HerePlayers | None = None
) -> dict[str, Verdict]:
    """Verdicts by name, for solutions given as name, kata and source."""
    found: dict[str, Verdict] = {}
    attempts = [
        Attempt(name, kata, Source(source, f"katas/{kata.file.as_posix()}"))
        for name, kata, source in solutions
    ]

    def done(attempt: Attempt, verdict: Verdict) -> None:
        found[attempt.submission] = verdict

    run_checks(attempts, Settings(seed, players or HerePlayers()), done)
    return found


def judge_one(kata: Kata, source: str, seed: int = 0) -> Verdict:
    return judge([("one", kata, source)], seed)["one"]


class _Recording(Session):
    """A session that keeps what the checks asked of each kata's reference."""

    kept: dict[str, list[Exchange]]

    def finish(self, seat: Seat) -> None:
        if seat.attempt is None:
            self.kept[seat.kata.id] = list(seat.bench.learner.exchanges)
        super().finish(seat)


@dataclass(frozen=True)
class Asked:
    """What a kata's checks ask under one seed, and a diagnosis that knows it."""

    diagnosis: Diagnosis
    exchanges: list[Exchange]

    def of(self, function: str, solution: Callable[..., object], *, alive: bool = True) -> Findings:
        """The diagnosis of a submission in which one function is this, and the others right.

        alive: whether the submission can be asked further.
        """
        reference = self.diagnosis.reference

        def answer(call: Call) -> Returned | Raised:
            return perform(solution, call) if call.function == function else reference.answer(call)

        exchanges = [Exchange(e.call, answer(e.call), e.terms) for e in self.exchanges]
        return self.diagnosis.of(exchanges, answer if alive else None)


@cache
def asked(seed: int) -> dict[str, Asked]:
    """What the checks of every kata ask, by the kata's id."""
    katas = course().katas
    attempts = [Attempt("right", k, Source(k.reference.read_text(), k.file.name)) for k in katas]
    references = {kata.id: reference_of(kata) for kata in katas}
    settings = Settings(seed, HerePlayers())
    seats = [seat_at(a.kata, a, settings, references[a.kata.id]) for a in attempts]
    session = _Recording(seats, settings, references, lambda attempt, verdict: None)
    session.kept = {}
    _run(session)
    return {
        kata.id: Asked(
            Diagnosis(kata, references[kata.id], session.usual[kata.id]), session.kept[kata.id]
        )
        for kata in katas
    }
