"""One kata of one submission while it is judged: its player, its checks, and its verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from gradkata.course.kata import Kata
from gradkata.judge.fixtures import Bench
from gradkata.judge.module import CheckFailed, Module, explain
from gradkata.judge.precedents import Asked, Place, Said, mark_of
from gradkata.judge.records import Attempt, Check, KataOutcome, Settings, Verdict
from gradkata.wall.hands import Player, PlayerLost, Players, framed
from gradkata.wall.wire import MAX_SOURCE, Call, Raised, Returned

OUT_OF_MEMORY = ("MemoryError", "can't allocate memory")
MORE_SECONDS = 1.0
"""What a diagnosis may cost a submission that is slow to answer."""


@dataclass(slots=True)
class Seat:
    """Where one submission sits for one kata; without an attempt, the reference itself sits there.

    The reference's seat is the control: a check that fails there judges nobody.

    asking:  the check that asks at the moment, if it is one.
    said:    what came of all questions of the checks and the diagnosis, in order.
    unknown: where nobody knew on, as long as no check has asked this submission anything.
    """

    kata: Kata
    attempt: Attempt | None
    players: Players
    bench: Bench = field(init=False)
    checks: dict[str, Check] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    player: Player | None = None
    broken: str = ""
    is_finished: bool = False
    asking: str = ""
    said: list[Said] = field(default_factory=list)
    unknown: Place | None = None

    def answer(self, call: Call) -> Returned | Raised:
        """What the submission answers; raises `CheckFailed` where it can answer nothing."""
        asked = Asked(self.asking, call.function, framed(call, call.function))
        try:
            reply = self._heard(asked)
            understood = self._seated().understood(reply, call)
        except PlayerLost as lost:
            raise CheckFailed(str(lost), self.bench.learner.form.show(call)) from None
        self.said.append(Said(asked, mark_of(reply)))
        return self._with_limit(understood)

    def reply_to(self, asked: Asked) -> bytes:
        """What a question is answered with, not looked at; raises `PlayerLost`.

        Whoever takes longer than those who set precedents has to be judged by the checks.
        """
        return self._heard(asked, MORE_SECONDS)

    def start_over(self) -> None:
        """The checks begin with a fresh player, whatever the last one was asked."""
        self.close()
        self.player, self.broken = None, ""

    def _heard(self, asked: Asked, seconds: float = math.inf) -> bytes:
        player = self._seated(seconds)
        if self.broken:
            raise PlayerLost(self.broken)
        return player.ask(asked.request, asked.function)

    def _with_limit(self, reply: Returned | Raised) -> Returned | Raised:
        """Where it is the wall that stopped something, say so; and how much there was."""
        limit = self._limit_met(reply.message) if isinstance(reply, Raised) else ""
        if isinstance(reply, Raised) and limit:
            return Raised(reply.kind, f"{reply.message} (a limit: {limit})", reply.line)
        return reply

    def _limit_met(self, message: str) -> str:
        if any(words in message for words in OUT_OF_MEMORY):
            return f"this kata may use {self.kata.limits.memory_mb} MiB of memory"
        if message.startswith("PermissionError"):
            files = "no other files" if self.kata.limits.files else "no files"
            return f"this kata may open {files}, sockets or programs"
        return "nobody types while it is checked" if message.startswith("EOFError") else ""

    def _seated(self, seconds: float = math.inf) -> Player:
        if self.player is None:
            self.player = self.players.spawn(self.kata.runtime, self.kata.limits)
            self.hurry(seconds)
            self._load(self.player)
        return self.player

    def _load(self, player: Player) -> None:
        assert self.attempt is not None
        source = self.attempt.source
        if len(source.text) > MAX_SOURCE:
            self.broken = f"{source.filename} is larger than {MAX_SOURCE:,} characters"
            return
        try:
            failed = player.load(source.text, source.filename)
        except PlayerLost as lost:
            self.broken = str(lost)
            return
        if failed:
            told = explain(source.filename, self._with_limit(failed))  # type: ignore[arg-type]
            self.broken = told.replace(" raised ", " cannot be loaded: ", 1)

    def hurry(self, seconds: float) -> None:
        """From now on allow the submission this much time, all in all, and no more than it has."""
        if self.player is not None:
            limits = self.player.limits
            left = min(self.player.spent + seconds, limits.kata_seconds)
            self.player.limits = replace(limits, kata_seconds=left)

    def add_check(self, name: str, weight: float) -> Check:
        """A check that must run: not judged until it is seen to pass."""
        self.checks[name], self.weights[name] = Check(name), weight
        return self.checks[name]

    def close(self) -> None:
        if self.player is not None:
            self.player.close()

    def verdict(self) -> Verdict:
        """What the checks came to. No check that passed, no points."""
        share = self._weight({"passed"}) / (self._weight(None) or 1.0)
        return Verdict(
            kata=self.kata.id,
            outcome=self._outcome(),
            score=round(self.kata.points * share, 6),
            max_score=self.kata.points,
            seconds=round(sum(check.seconds for check in self.checks.values()), 6),
            checks=list(self.checks.values()),
            output=self.output,
        )

    def _weight(self, outcomes: set[str] | None) -> float:
        counted = (c for c in self.checks.values() if outcomes is None or c.outcome in outcomes)
        return sum(self.weights[check.name] for check in counted)

    def _outcome(self) -> KataOutcome:
        outcomes = {check.outcome for check in self.checks.values()}
        if not outcomes or "not_judged" in outcomes:
            return "not_judged"
        if outcomes == {"passed"}:
            return "passed"
        return "todo" if self._nothing_attempted() else "failed"

    def _nothing_attempted(self) -> bool:
        replies = [exchange.reply for exchange in self.bench.learner.exchanges]
        unwritten = all(isinstance(r, Raised) and r.kind == "not_implemented" for r in replies)
        return bool(replies) and unwritten and not self.lost

    @property
    def output(self) -> str:
        return self.player.text if self.player else ""

    @property
    def lost(self) -> bool:
        """Whether the submission could not answer to the end."""
        return bool(self.broken or (self.player and self.player.lost))

    @property
    def sets_precedent(self) -> bool:
        """Whether its answers were all that its verdict hung on, and no clock."""
        return self.player is not None and not self.lost and self.player.spent < MORE_SECONDS

    def unwritten(self, check: str) -> bool:
        """Whether this check failed only because its function is still to be written."""
        return "is still to be written" in self.checks[check].message


def seat_at(kata: Kata, attempt: Attempt | None, settings: Settings, reference: Module) -> Seat:
    """A seat whose bench holds the submission on one side and the reference on the other."""
    seat = Seat(kata, attempt, settings.players)
    answer = reference.answer if attempt is None else seat.answer
    seat.bench = Bench(kata, settings.seed, Module(reference.form, answer), reference)
    return seat
