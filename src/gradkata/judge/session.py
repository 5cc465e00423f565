"""One pytest session that judges many submissions: each is a parameter of every check."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest

from gradkata.course.kata import Kata
from gradkata.judge.fixtures import Bench
from gradkata.judge.module import CheckFailed, Exchange, Form, Module, load, trusted
from gradkata.judge.precedents import Precedents
from gradkata.judge.probing import is_worth_asking
from gradkata.judge.records import Attempt, Check, Remark, Settings, Verdict
from gradkata.judge.seat import MORE_SECONDS, Seat, seat_at
from gradkata.judge.words import capped
from gradkata.wall.calls import line_in
from gradkata.wall.hands import WallFailed
from gradkata.wall.wire import Call

Done = Callable[[Attempt, Verdict], None]


class Session:
    """The plugin that seats the submissions, watches the checks, and hands out verdicts.

    What pytest itself reports is not trusted with marks: every check that was collected starts as
    `not_judged` and has to be seen to pass.
    """

    def __init__(
        self,
        seats: Sequence[Seat],
        settings: Settings,
        references: Mapping[str, Module],
        done: Done,
    ) -> None:
        self.done, self.precedents, self.faults = done, settings.precedents, list[str]()
        self.usual, self.asked = dict[str, list[Exchange]](), dict[str, set[int]]()
        katas = {seat.kata.id: seat.kata for seat in seats}
        self.controls = {
            name: seat_at(kata, None, settings, references[name]) for name, kata in katas.items()
        }
        self.seats = [*self.controls.values(), *seats]
        self.by_file = dict[Path, list[int]]()
        for place, seat in enumerate(self.seats):
            self.by_file.setdefault(seat.kata.checks.resolve(), []).append(place)

    def pytest_configure(self, config: pytest.Config) -> None:
        # Nobody reads pytest's tracebacks here, and drawing one costs more than the check.
        config.option.tbstyle = "no"

    @pytest.hookimpl(tryfirst=True)
    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "bench" in metafunc.fixturenames:
            places = self.by_file[Path(str(metafunc.module.__file__)).resolve()]
            metafunc.parametrize(
                "bench", places, ids=[str(place) for place in places], indirect=True
            )

    @pytest.fixture
    def bench(self, request: pytest.FixtureRequest) -> Bench:
        place: int = request.param
        return self.seats[place].bench

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if place_of(item) is not None), key=_in_turn)
        for item in items:
            seat, name = self.seats[_in_turn(item)], name_of(item)
            marker = item.get_closest_marker("weight")
            seat.add_check(name, float(marker.args[0]) if marker else 1.0)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(_fault(str(report.longrepr)))

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        seat = self.seats[_in_turn(item)]
        if seat.is_finished:
            pytest.skip("somebody who answers all the same was checked before")
        seat.asking = name_of(item)
        for marker in item.iter_markers("needs"):
            needed = seat.checks.get(marker.args[0])
            if (
                needed
                and needed.outcome in ("failed", "skipped")
                and not seat.unwritten(needed.name)
            ):
                pytest.skip(f"it needs {needed.name}, which has not passed")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        seat = self.seats[_in_turn(item)]
        check = seat.checks[name_of(item)]
        check.seconds = round(check.seconds + call.duration, 6)
        if call.excinfo is not None:
            self._record(check, seat, call.excinfo.value)
        elif call.when == "call":
            self._record(check, seat, None)
        # A bare report: nobody reads pytest's own, which lays out every traceback.
        return pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            "failed" if call.excinfo else "passed",
            None,
            call.when,  # type: ignore[arg-type]  # never `collect` for an item
            duration=call.duration,
        )

    def _record(self, check: Check, seat: Seat, error: BaseException | None) -> None:
        control = self.controls[seat.kata.id].checks.get(check.name)
        if seat.attempt and (control is None or control.outcome != "passed"):
            found = control.message if control else "it was not run"
            check.outcome = "not_judged"
            check.message = f"the check does not pass on the reference: {found}"
        elif error is None:
            check.outcome = "passed"
        else:
            _describe(check, error)
            if check.outcome == "failed" and not (
                seat.attempt or isinstance(error, AssertionError)
            ):
                check.message = _slip(error, seat.kata.checks)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> Generator[None, object, object]:
        seat = self.seats[_in_turn(item)]
        self.look_again(seat)
        result = yield
        is_last = nextitem is None or place_of(nextitem) != place_of(item)
        if is_last and not seat.is_finished:
            self.finish(seat)
        return result

    def look_again(self, seat: Seat) -> None:
        """Before the first check: somebody may have answered alike since this session began."""
        if self.precedents.has_news_for(seat):
            is_decided(seat, self.precedents, self.done)
        seat.unknown = None

    def finish(self, seat: Seat) -> None:
        verdict = self._verdict(seat)
        seat.close()
        seat.is_finished = True
        if seat.attempt:
            if seat.sets_precedent and verdict.outcome != "not_judged":
                self.precedents.keep(seat.kata.id, seat.said, verdict)
            self.done(seat.attempt, verdict)
        else:
            exchanges = seat.bench.learner.exchanges
            self.usual[seat.kata.id] = [e for e in exchanges if is_worth_asking(e.call)]
            self.asked[seat.kata.id] = {_mark_of(exchange.call) for exchange in exchanges}
        # Answers can be large, and the session may have a whole class before it.
        seat.bench.learner.exchanges.clear()
        seat.said.clear()

    def _verdict(self, seat: Seat) -> Verdict:
        verdict = seat.verdict()
        if seat.attempt and verdict.outcome == "failed" and not seat.lost:
            # Before the player is closed, since a diagnosis has questions of its own.
            self._diagnose(seat, verdict)
            return verdict
        seat.close()
        return seat.verdict()

    def _diagnose(self, seat: Seat, verdict: Verdict) -> None:
        # Most submissions are right, and need none.
        from gradkata.judge.diagnosis import diagnosis_of

        seat.asking = ""
        try:
            usual = self.usual.get(seat.kata.id, [])
            diagnosis = diagnosis_of(seat.kata, seat.bench.reference, usual, seat.bench.seed)
            seat.hurry(MORE_SECONDS)
            found = diagnosis.of(self._shared(seat), seat.answer)
            verdict.mistakes, verdict.remarks = found.mistakes, verdict.remarks + found.remarks
        except Exception as error:
            # Marks stand without a name for the mistake; what is broken in the pack is told.
            verdict.remarks.append(Remark("no_diagnosis", f"mistakes could not be named: {error}"))

    def _shared(self, seat: Seat) -> list[Exchange]:
        """What was asked of the reference as well, and not with arguments of the learner's making.

        Mistakes and the reference answer in this process, where no clock stops them.
        """
        asked, exchanges = self.asked.get(seat.kata.id, set()), seat.bench.learner.exchanges
        return [exchange for exchange in exchanges if _mark_of(exchange.call) in asked]

    def finish_rest(self, reason: str) -> None:
        """Report what pytest never came to, as not judged."""
        for seat in self.seats:
            if not seat.is_finished:
                missing = (
                    reason if self.faults else f"no check was found in {seat.kata.checks.name}"
                )
                for check in seat.checks.values():
                    check.message = check.message or reason
                if not seat.checks:
                    seat.add_check("collection", 1.0).message = missing
                self.finish(seat)


def is_decided(seat: Seat, precedents: Precedents, done: Done) -> bool:
    """Whether the submission answers all as one before it did, and has the same verdict."""
    verdict = precedents.verdict_on(seat)
    if verdict is None:
        # A player that waited for the session could disturb those that are asked meanwhile.
        seat.start_over()
        return False
    seat.close()
    seat.is_finished = True
    assert seat.attempt is not None
    done(seat.attempt, verdict)
    return True


def _fault(report: str) -> str:
    """Of pytest's report on a file that cannot be imported: where, and what was raised."""
    places = re.findall(r"^([^\s:]+:\d+): in ", report, re.MULTILINE)
    where = f"{places[-1]}: " if places else ""
    return where + report.strip().splitlines()[-1].removeprefix("E").strip()


def _mark_of(call: Call) -> int:
    return hash(msgspec.msgpack.encode(call))


def _describe(check: Check, error: BaseException) -> None:
    """Whose fault an exception is: the wall's, nobody's, or the submission's."""
    check.message = capped(str(error))
    if isinstance(error, WallFailed):
        check.outcome = "not_judged"
    elif isinstance(error, pytest.skip.Exception):
        check.outcome = "skipped"
    elif isinstance(error, CheckFailed):
        check.outcome, check.message = "failed", error.message
        check.call, check.expected, check.actual = error.call, error.expected, error.actual
    elif isinstance(error, AssertionError):
        check.outcome = "failed"
    else:
        # The reference passed this check, so it is the answer that the check could not work with.
        check.outcome = "failed"
        said = f"{type(error).__name__}: {error}"
        check.message = capped(f"the check could not use the answer: {said}")


def _slip(error: BaseException, checks: Path) -> str:
    """What a check raised that works with the reference's answers: its own author's fault."""
    line = line_in(error, str(checks))
    where = f" ({checks.name}, line {line})" if line else ""
    return capped(f"it raised {type(error).__name__}: {error}{where}")


def reference_of(kata: Kata) -> Module:
    """The solution as a module whose answers are remembered from one session to the next."""
    files = tuple(kata.limits.files.items())
    return _reference_at(kata.reference, kata.reference.stat().st_mtime_ns, files)


@lru_cache(maxsize=64)
def _reference_at(path: Path, _changed: int, files: tuple[tuple[str, str], ...]) -> Module:
    solution = trusted(load(path, f"reference {path.stem}"), dict(files))
    # It needs no diagnosis: exchanges kept here would grow with every submission.
    return Module(Form.of(path), solution, deque(maxlen=0))


def place_of(item: pytest.Item) -> int | None:
    callspec = getattr(item, "callspec", None)
    return None if callspec is None else callspec.params.get("bench")


def _in_turn(item: pytest.Item) -> int:
    place = place_of(item)
    assert place is not None
    return place


def name_of(item: pytest.Item) -> str:
    """The check's name as its author wrote it, with the author's own parameters."""
    name = getattr(item, "originalname", item.name)
    _, _, own = item.name.partition("[")[2].rstrip("]").partition("-")
    return f"{name}[{own}]" if own else name
