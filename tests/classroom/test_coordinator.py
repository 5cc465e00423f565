"""Whatever becomes of workers, every submission comes back once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

import pytest

from gradkata.classroom import coordinator
from gradkata.classroom.coordinator import Coordinator
from gradkata.classroom.parcel import Order, Terms, compressed, unpack
from gradkata.classroom.version import version_of
from gradkata.course.course import bundled_course, open_course
from gradkata.errors import UserError
from gradkata.intake.submission import Submission
from gradkata.judge.records import Graded, Protection, Results, Verdict

COURSE = open_course(bundled_course())
KATAS = [COURSE.kata("by_hand/decide")]
ORDER = Order(COURSE, KATAS, version_of(KATAS), seed=7)
CLASS = [Submission(f"learner{number}", {}, "sha256:0", None) for number in range(12)]
PARCELS = [CLASS[start : start + 3] for start in range(0, len(CLASS), 3)]


class Pool(Executor):
    """Answers the oldest parcel when it is asked for anything; some submissions break it."""

    most = 0

    def __init__(self, deadly: Sequence[str], error: type[Exception] = BrokenExecutor) -> None:
        self.deadly, self.error = deadly, error
        self.out: list[Future[Any]] = []
        self.is_broken = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.is_broken:
            raise BrokenExecutor("broken")
        future = Waited(self, *unpack(args[0]))
        self.out.append(future)
        Pool.most = max(Pool.most, len(self.out))
        return future

    def work(self) -> None:
        future = self.out.pop(0)
        if any(one.name in self.deadly for one in future.submissions):  # type: ignore[attr-defined]
            self._break(future)
        else:
            graded = [_graded(one.name) for one in future.submissions]  # type: ignore[attr-defined]
            results = Results(1, "", 7, "", 0.0, Protection("full"), graded)
            future.set_result(compressed(results))

    def _break(self, future: Future[Any]) -> None:
        future.set_exception(self.error("a worker died"))
        if issubclass(self.error, BrokenExecutor):
            self.is_broken = True
            while self.out:
                self.out.pop().set_exception(self.error("a worker died"))


class Waited(Future[Any]):
    def __init__(self, pool: Pool, terms: Terms, submissions: Sequence[Submission]) -> None:
        super().__init__()
        self.pool, self.terms, self.submissions = pool, terms, submissions


def _graded(name: str) -> Graded:
    verdict = Verdict("by_hand/decide", "passed", 1.0, 1.0)
    return Graded(name, "sha256:0", 1.0, 1.0, None, [verdict])


@pytest.fixture(autouse=True)
def _work_when_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(futures: dict[Waited, Any], **_: Any) -> tuple[set[Waited], set[Waited]]:
        next(iter(futures)).pool.work()
        return {future for future in futures if future.done()}, set()

    monkeypatch.setattr(coordinator, "wait", work)
    Pool.most = 0


def outcomes(deadly: Sequence[str] = (), error: type[Exception] = BrokenExecutor) -> list[Graded]:
    arrived: list[Graded] = []
    run = Coordinator(
        ORDER, 2, lambda: Pool(deadly, error), lambda graded, _protection: arrived.append(graded)
    )
    run.grade(PARCELS)
    return arrived


def not_judged(graded: Sequence[Graded]) -> set[str]:
    return {one.submission for one in graded if one.katas[0].outcome == "not_judged"}


EVERYBODY = Counter(submission.name for submission in CLASS)
DEADLY = [(), ("learner4",), ("learner0", "learner11"), tuple(EVERYBODY)]


@pytest.mark.parametrize("error", [BrokenExecutor, RuntimeError])
@pytest.mark.parametrize("deadly", DEADLY)
def test_everybody_comes_back_once(deadly: Sequence[str], error: type[Exception]) -> None:
    assert Counter(one.submission for one in outcomes(deadly, error)) == EVERYBODY


@pytest.mark.parametrize("error", [BrokenExecutor, RuntimeError])
@pytest.mark.parametrize("deadly", DEADLY)
def test_who_brings_workers_down_is_not_judged_and_nobody_else(
    deadly: Sequence[str], error: type[Exception]
) -> None:
    assert not_judged(outcomes(deadly, error)) == set(deadly)


def test_why_it_was_not_judged_is_told() -> None:
    graded = next(one for one in outcomes(["learner4"]) if one.submission == "learner4")
    assert "3 tried: a worker died" in graded.katas[0].checks[0].message


def test_what_was_not_judged_could_have_earned_its_points() -> None:
    graded = next(one for one in outcomes(["learner4"]) if one.submission == "learner4")
    assert (graded.score, graded.max_score) == (0.0, 1.0)


def test_no_more_is_out_than_workers_can_take() -> None:
    outcomes()
    assert Pool.most == 3


def test_each_parcel_says_where_workers_tell_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pool, "board", "/proc/1/fd/7", raising=False)
    boards, work = set[str](), Pool.work

    def note(pool: Pool) -> None:
        boards.update(future.terms.board for future in pool.out)  # type: ignore[attr-defined]
        work(pool)

    monkeypatch.setattr(Pool, "work", note)
    outcomes()
    assert boards == {"/proc/1/fd/7"}


def test_workers_get_ready_for_what_katas_need_before_the_first_parcel() -> None:
    class Ready(Pool):
        def get_ready(self, kinds: set[str]) -> None:
            assert not self.out
            told.append(kinds)

    told: list[set[str]] = []
    Coordinator(ORDER, 1, lambda: Ready([]), lambda *_: None).grade(PARCELS)
    assert told == [{"numpy"}]


def test_what_a_person_has_to_mend_ends_the_run() -> None:
    class Holes(UserError):
        pass

    with pytest.raises(Holes):
        outcomes(["learner4"], Holes)


def test_a_parcel_is_asked_for_when_a_worker_can_take_it() -> None:
    happened: list[str] = []

    def asked_for() -> Iterator[Sequence[Submission]]:
        for parcel in PARCELS:
            happened.append("asked for")
            yield parcel

    Coordinator(ORDER, 2, lambda: Pool(()), lambda *_: happened.append("back")).grade(asked_for())
    assert happened == ["asked for"] * 3 + ["back"] * 3 + ["asked for"] + ["back"] * 9
