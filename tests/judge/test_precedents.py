"""Submissions that answer as one before them did: the same verdict, without a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.course.kata import Kata, Limits, Runtime
from gradkata.intake.submission import Source
from gradkata.judge import run
from gradkata.judge.precedents import Asked, Place, Precedents, Said, mark_of
from gradkata.judge.records import Attempt, Settings, Verdict
from gradkata.judge.run import run_checks
from gradkata.judge.seat import MORE_SECONDS, Seat
from gradkata.judge.session import Session
from gradkata.wall.hands import Player, Players
from gradkata.wall.wire import Returned, frame

if TYPE_CHECKING:
    from tests.judge.conftest import Desk

RIGHT = "def double(x): return 2 * x\ndef triple(x): return 3 * x\n"
RIGHT_OTHERWISE = "def double(x): return x + x\ndef triple(x): return x + x + x\n"
HALF = "def double(x): return x\ndef triple(x): return 3 * x\n"
HALF_OTHERWISE = "double = lambda x: 1 * x\ndef triple(x): return x + 2 * x\n"
STUCK = "def double(x): return 2 * x\ndef triple(x):\n    while True: pass\n"
MISTAKES = '''
from gradkata import mistake

@mistake(of="double")
def unchanged(x):
    """Yours is x itself: add it to itself."""
    return x
'''


class Class:
    """Submissions to one kata that are judged one run after the other, on the same precedents."""

    def __init__(self, desk: Desk, seed: int = 7) -> None:
        self.desk, self.settings = desk, Settings(seed, desk.players, Precedents())

    def judge(self, *sources: str) -> list[Verdict]:
        kata, found = self.desk.kata, list[Verdict]()
        attempts = [Attempt(f"{n}", kata, Source(s, "kata.py")) for n, s in enumerate(sources)]
        run_checks(attempts, self.settings, lambda attempt, verdict: found.append(verdict))
        return found

    def one(self, source: str) -> Verdict:
        (verdict,) = self.judge(source)
        return verdict


@dataclass
class Recorded:
    """Keeps the players that are given out."""

    players: Players
    given: list[Player] = field(default_factory=list)

    def spawn(self, runtime: Runtime, limits: Limits) -> Player:
        self.given.append(self.players.spawn(runtime, limits))
        return self.given[-1]


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many submissions each session of pytest judged."""
    counted, real = list[int](), run._run

    def counting(session: Session) -> None:
        counted.append(sum(seat.attempt is not None for seat in session.seats))
        real(session)

    monkeypatch.setattr(run, "_run", counting)
    return counted


def _timeless(verdict: Verdict) -> Verdict:
    checks = [replace(check, seconds=0.0) for check in verdict.checks]
    return replace(verdict, seconds=0.0, checks=checks)


@pytest.mark.parametrize(
    ("first", "second"),
    [(RIGHT, RIGHT_OTHERWISE), (HALF, HALF_OTHERWISE)],
    ids=["right", "half right"],
)
def test_equal_answers_are_judged_in_one_session(
    desk: Desk, sessions: list[int], first: str, second: str
) -> None:
    school = Class(desk)
    assert _timeless(school.one(first)) == _timeless(school.one(second))
    assert sessions == [1]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose checks have run."""
    names, real = list[str](), Session.finish

    def finish(session: Session, seat: Seat) -> None:
        names.extend([seat.attempt.submission] if seat.attempt else [])
        real(session, seat)

    monkeypatch.setattr(Session, "finish", finish)
    return names


def test_who_answers_as_another_in_the_same_session_is_not_checked_again(
    desk: Desk, checked: list[str]
) -> None:
    verdicts = Class(desk).judge(HALF, HALF_OTHERWISE, RIGHT, RIGHT_OTHERWISE)
    assert [verdict.outcome for verdict in verdicts] == ["failed", "failed", "passed", "passed"]
    assert checked == ["0", "2"]


def test_who_comes_after_one_that_was_not_checked_again_is_judged_as_if_alone(desk: Desk) -> None:
    one, another = desk.set("one_kata"), desk.set("another_kata")
    submitted = [(one, RIGHT), (one, RIGHT_OTHERWISE), (another, RIGHT)]
    attempts = [Attempt(f"{n}", k, Source(s, "kata.py")) for n, (k, s) in enumerate(submitted)]
    outcomes = list[str]()
    run_checks(attempts, Settings(7, desk.players), lambda a, v: outcomes.append(v.outcome))
    assert outcomes == ["passed", "passed", "passed"]


def test_what_becomes_known_while_somebody_is_checked_changes_nothing(
    desk: Desk, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    school = Class(desk)
    known = school.settings.precedents.has_news_for
    monkeypatch.setattr(Precedents, "has_news_for", lambda self, seat: seat.said and known(seat))
    assert [verdict.outcome for verdict in school.judge(HALF, HALF)] == ["failed", "failed"]
    assert checked == ["0", "1"]


def test_a_named_mistake_is_named_again(desk: Desk, sessions: list[int]) -> None:
    desk.set(desk.kata.name, mistakes=MISTAKES)
    school = Class(desk)
    for source in (HALF, HALF_OTHERWISE):
        assert [mistake.name for mistake in school.one(source).mistakes] == ["unchanged"]
    assert sessions == [1]


def test_another_answer_is_judged_by_the_checks(desk: Desk, sessions: list[int]) -> None:
    school = Class(desk)
    assert [school.one(source).outcome for source in (RIGHT, HALF)] == ["passed", "failed"]
    assert sessions == [1, 1]


def test_what_was_printed_on_the_way_is_not_told_twice(desk: Desk) -> None:
    school = Class(desk)
    school.one(RIGHT)
    telling = "def double(x):\n    print('asked')\n    return 2 * x\ntriple = double\n"
    assert school.one(telling).output == Class(desk).one(telling).output


class Told:
    """A board with room for one note, from one judge to another."""

    def __init__(self) -> None:
        self.notes = list[bytes]()

    def tell(self, note: bytes) -> None:
        self.notes.append(note)

    def news(self) -> list[bytes]:
        told, self.notes = self.notes, []
        return told


def test_what_one_judge_decides_another_need_not(desk: Desk, sessions: list[int]) -> None:
    desk.set(desk.kata.name, mistakes=MISTAKES)
    board, verdicts = Told(), list[Verdict]()
    for source in (HALF, HALF_OTHERWISE):
        school = Class(desk)
        school.settings = replace(school.settings, precedents=Precedents(board))
        verdicts.append(_timeless(school.one(source)))
    assert sessions == [1]
    assert verdicts[0] == verdicts[1]


@dataclass
class _Guessing:
    """A seat of somebody who answers something else each time."""

    kata: Kata
    answers: list[Returned]
    unknown: Place | None = None
    output: str = ""

    def reply_to(self, asked: Asked) -> bytes:
        return frame(self.answers.pop(0))


def test_whoever_is_asked_again_has_to_answer_as_before(desk: Desk) -> None:
    guess, right = Returned([3.0], []), Returned([2.0], [])
    seat: Any = _Guessing(desk.kata, [guess, right])
    precedents, asked = Precedents(), Asked("test_double", "double", b"")
    passed = Verdict(desk.kata.id, "passed", 1.0, 1.0)
    for answer in (right, guess):
        assert precedents.verdict_on(seat) is None
        precedents.keep(desk.kata.id, [Said(asked, mark_of(frame(answer)))], passed)
    assert precedents.has_news_for(seat)
    assert precedents.verdict_on(seat) is None


def test_an_answer_of_another_kind_is_another_answer(desk: Desk, sessions: list[int]) -> None:
    desk.checks("def test_double(compare): compare('double', 3.0)\n")
    school = Class(desk)
    for source in (RIGHT, "def double(x): return int(2 * x)\n"):
        school.one(source)
    assert sessions == [1, 1]


def test_what_a_learner_prints_is_their_own(desk: Desk) -> None:
    school = Class(desk)
    school.one("print('first')\n" + RIGHT)
    assert school.one("print('second')\n" + RIGHT).output == "second\n"


def test_what_a_learner_prints_does_not_hang_on_who_came_before(desk: Desk) -> None:
    desk.set(desk.kata.name, mistakes=MISTAKES)
    talkative = HALF.replace("return x", "print(x); return x", 1)
    school = Class(desk)
    school.one(HALF)
    assert school.one(talkative).output == Class(desk).one(talkative).output != ""


def test_a_stuck_submission_is_judged_as_if_alone(desk: Desk) -> None:
    school = Class(desk)
    school.one(RIGHT)
    desk.kata = replace(desk.kata, limits=Limits(call_seconds=0.5))
    assert "did not answer within 0.5 seconds" in school.one(STUCK).checks[1].message


def test_only_the_checks_have_time_for_who_is_slow(desk: Desk) -> None:
    school, recorded = Class(desk), Recorded(desk.players)
    school.one(RIGHT)
    desk.kata = replace(desk.kata, limits=Limits(call_seconds=0.5))
    school.settings = replace(school.settings, players=recorded)
    school.one(STUCK)
    times = [player.limits.kata_seconds for player in recorded.given]
    assert times == [MORE_SECONDS, desk.kata.limits.kata_seconds]


def test_whoever_could_not_answer_to_the_end_sets_no_precedent(
    desk: Desk, sessions: list[int]
) -> None:
    leaving = "import os\ndef double(x): os._exit(0)\ntriple = double\n"
    school = Class(desk)
    school.one(leaving)
    school.one(leaving)
    assert sessions == [1, 1]


def test_what_could_not_be_judged_sets_no_precedent(desk: Desk, sessions: list[int]) -> None:
    desk.checks("def test_broken(compare): assert compare('double', 3.5) == 'never'\n")
    school = Class(desk)
    assert [school.one(RIGHT).outcome for _ in range(2)] == ["not_judged", "not_judged"]
    assert sessions == [1, 1]


def test_settings_begin_without_precedents(desk: Desk, sessions: list[int]) -> None:
    for _ in range(2):
        desk.one(RIGHT)
    assert sessions == [1, 1]


def test_no_player_waits_for_a_session(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    school, real = Class(desk), run._run
    school.one(RIGHT)
    players: list[Player | None] = []

    def looking(session: Session) -> None:
        players.extend(seat.player for seat in session.seats)
        real(session)

    monkeypatch.setattr(run, "_run", looking)
    others = [f"def double(x): return {n} * x\ntriple = double\n" for n in range(3, 8)]
    assert _outcomes(school.judge(*others)) == ["failed"] * 5
    assert players == [None] * 6


def test_no_more_is_remembered_than_there_is_room_for(desk: Desk, sessions: list[int]) -> None:
    school = Class(desk)
    school.settings.precedents.room = 0
    school.judge(RIGHT)
    school.judge(RIGHT)
    assert sessions == [1, 1]


def test_every_verdict_takes_room(desk: Desk) -> None:
    school = Class(desk)
    rooms = []
    for factor in (3, 4, 5):
        school.one(RIGHT.replace("3 * x", f"{factor} * x"))
        rooms.append(school.settings.precedents.room)
    assert rooms == sorted(rooms, reverse=True)
    assert len(set(rooms)) == 3


def test_a_mark_tells_kinds_apart() -> None:
    assert mark_of(frame(Returned([1], []))) != mark_of(frame(Returned([1.0], [])))


def _outcomes(verdicts: Sequence[Verdict]) -> list[str]:
    return [verdict.outcome for verdict in verdicts]
