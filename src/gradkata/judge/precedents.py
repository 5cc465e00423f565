"""What was decided before: a submission that answers all the same gets the same verdict.

What a judge asks, and what comes of it, is a function of the seed and of the answers. Where a whole
class is judged, most submissions answer as one before them did, to the last byte. Those are asked
the same questions, behind the same wall, without a pytest item for each of their checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

import msgspec

from gradkata.judge.records import Verdict
from gradkata.wall.errors import PlayerLost, WallFailed

if TYPE_CHECKING:
    from gradkata.judge.seat import Seat

ROOM = 64 * 2**20
QUESTION_BYTES, VERDICT_BYTES = 1024, 8192
"""What may be kept in all; about what a question takes beside its numbers, and a verdict."""
Mark = bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a submission. check: who asked; empty where it was the diagnosis."""

    check: str
    function: str
    request: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What was asked, and the mark of what a submission answered."""

    asked: Asked
    mark: Mark


class Decided(msgspec.Struct):
    """All that was said on a kata, and what it came to."""

    kata: str
    said: list[Said]
    verdict: Verdict


class Board(Protocol):
    """Where judges of the same run tell one another."""

    def tell(self, note: bytes) -> None: ...

    def news(self) -> Iterable[bytes]:
        """What others told since this was asked last."""


@dataclass(slots=True)
class Question:
    """What is asked at one point, and what came next after each answer that was given."""

    asked: Asked
    next: Branches = field(default_factory=dict)


Branches = dict[Mark, Question | Verdict]
Place = tuple[Branches, Mark]
"""Where something would be known, if it were."""


@dataclass(slots=True)
class Precedents:
    """Verdicts of one run, whose seed and katas do not change, by kata and answers.

    What the judge itself could not decide is not kept, nor is what hung on time.
    """

    board: Board | None = None
    first: Branches = field(default_factory=dict)
    room: int = ROOM

    def verdict_on(self, seat: Seat) -> Verdict | None:
        """Ask what was asked before, until it is decided; None where an answer is new.

        What was new then is left at the seat: see `has_news_for`. Whoever is asked again has to
        answer what was new then as before, or else luck would have two tries.
        """
        self._listen()
        place: Place = self.first, _start(seat.kata.id)
        seconds = defaultdict[str, float](float)
        before, seat.unknown = seat.unknown, None
        printed: str | None = None
        try:
            while isinstance(known := _known(place), Question):
                before = None if before and _are_same(place, before) else before
                if not known.asked.check and printed is None:
                    printed = seat.output
                start = perf_counter()
                reply = seat.reply_to(known.asked)
                seconds[known.asked.check] += perf_counter() - start
                place = known.next, mark_of(reply)
        except (PlayerLost, WallFailed):
            return None
        if known is None:
            seat.unknown = place
        if known is None or (before and not _are_same(place, before)):
            return None
        return _like(known, seconds, seat.output if printed is None else printed)

    def has_news_for(self, seat: Seat) -> bool:
        """Whether the answer that was new has been given by somebody else since."""
        if seat.unknown is None:
            return False
        self._listen()
        return _known(seat.unknown) is not None

    def keep(self, kata: str, conversation: list[Said], verdict: Verdict) -> None:
        """Remember what these answers came to, and tell the others."""
        if not conversation or self.room <= 0:
            return
        decided = Decided(kata, conversation, _like(verdict, defaultdict(float), ""))
        self._remember(decided)
        if self.board:
            note = msgspec.msgpack.encode(decided)
            self.board.tell(note)
            self.room -= len(note)

    def _listen(self) -> None:
        for note in self.board.news() if self.board else ():
            self._remember(msgspec.msgpack.decode(note, type=Decided))

    def _remember(self, decided: Decided) -> None:
        place: Place = self.first, _start(decided.kata)
        for said in decided.said:
            place = self._asked_at(place, said.asked).next, said.mark
        branches, mark = place
        branches[mark] = decided.verdict
        self.room -= VERDICT_BYTES

    def _asked_at(self, place: Place, asked: Asked) -> Question:
        known = _known(place)
        if not isinstance(known, Question):
            self.room -= QUESTION_BYTES + len(asked.request)
            branches, mark = place
            known = branches[mark] = Question(asked)
        return known


def _are_same(place: Place, other: Place) -> bool:
    return place[0] is other[0] and place[1] == other[1]


def _start(kata: str) -> Mark:
    return kata.encode()


def _known(place: Place) -> Question | Verdict | None:
    branches, mark = place
    return branches.get(mark)


def mark_of(reply: bytes) -> Mark:
    """The same for what is the same to the last byte, and for nothing else."""
    return blake2b(reply, digest_size=16).digest()


def _like(verdict: Verdict, seconds: Mapping[str, float], output: str) -> Verdict:
    """A verdict for somebody else: lists of its own, without what is read off the source."""
    checks = [replace(check, seconds=round(seconds[check.name], 6)) for check in verdict.checks]
    return replace(
        verdict,
        seconds=round(sum(check.seconds for check in checks), 6),
        checks=checks,
        mistakes=[*verdict.mistakes],
        remarks=[*verdict.remarks],
        violations=[],
        output=output,
    )
