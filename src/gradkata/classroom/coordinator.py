"""Handing parcels to workers, and gathering what comes back, whatever becomes of a worker."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field

import msgspec

from gradkata.classroom.parcel import Order, decompressed, grade_parcel, pack, unpack
from gradkata.errors import UserError
from gradkata.grading import not_judged
from gradkata.intake.submission import Submission
from gradkata.judge.records import Graded, Protection

Parcel = Iterable[Submission]
Arrived = Callable[[Graded, Protection], None]
TRIES = 3
LAST_SECONDS = 10.0


class _Answer(msgspec.Struct):
    """Of the results document of a parcel what is needed here; one submission at a time is read."""

    protection: Protection
    submissions: list[msgspec.Raw]


@dataclass(slots=True)
class Coordinator:
    """Has every submission graded once; `arrived` is called with the results of each.

    When a worker dies, whatever was out at that moment is suspected, and goes to new workers one
    submission at a time with nothing beside it: so the one that brings workers down is found, and
    nobody else pays. After `TRIES` it is not judged, with a reason.
    """

    order: Order
    jobs: int
    new_workers: Callable[[], Executor]
    arrived: Arrived
    workers: Executor | None = None
    deaths: Counter[str] = field(default_factory=Counter)
    suspects: deque[Submission] = field(default_factory=deque)
    is_alone: bool = False
    out: dict[Future[bytes], bytes] = field(default_factory=dict)

    def grade(self, parcels: Iterable[Parcel]) -> None:
        """Grade all of it; what is out when this is cut short is given up.

        A parcel is asked for when there is a worker for it, and let go when it is back.
        """
        waiting = iter(parcels)
        try:
            self._send(waiting)
            while self.out:
                self._gather()
                self._send(waiting)
        except BaseException:
            self._dismiss(cut_short=True)
            raise
        self._dismiss(cut_short=False)

    def _send(self, waiting: Iterator[Parcel]) -> None:
        """Keep the workers busy; where one is suspected, clear that up first."""
        self.is_alone = self.is_alone and bool(self.out)
        if self.suspects:
            if not self.out:
                self.is_alone = True
                self._submit([self.suspects.popleft()])
        elif not self.is_alone:
            self._fill(waiting)

    def _fill(self, waiting: Iterator[Parcel]) -> None:
        # One more than there are workers, so that none has to wait for the next parcel.
        jobs = getattr(self.workers, "jobs", self.jobs)
        while len(self.out) <= jobs and (parcel := next(waiting, None)) is not None:
            self._submit(parcel)

    def _submit(self, parcel: Parcel) -> None:
        if self.workers is None:
            self.workers = self.new_workers()
            self._get_ready(self.workers)
        packed = pack(self.order, parcel, getattr(self.workers, "board", ""))
        try:
            future = self.workers.submit(grade_parcel, packed)
        except BrokenExecutor as error:
            # It broke between two looks at it; this parcel was never there.
            future = Future()
            future.set_exception(error)
        self.out[future] = packed

    def _get_ready(self, workers: Executor) -> None:
        if get_ready := getattr(workers, "get_ready", None):
            get_ready({kata.player for kata in self.order.katas})

    def _gather(self) -> None:
        done, _ = wait(self.out, return_when=FIRST_COMPLETED)
        stand = [self._stands_after(future, self.out.pop(future)) for future in done]
        if not all(stand):
            self._start_over()

    def _stands_after(self, future: Future[bytes], packed: bytes) -> bool:
        """Take what came back; whether the executor still stands."""
        try:
            answer = future.result(LAST_SECONDS)
        except UserError:
            raise
        except Exception as error:
            self._suspect(packed, error)
            return not isinstance(error, BrokenExecutor)
        results = decompressed(answer, _Answer)
        for graded in results.submissions:
            self.arrived(msgspec.json.decode(graded, type=Graded), results.protection)
        return True

    def _start_over(self) -> None:
        """The executor is broken: what is still out has come back already, or never will."""
        while self.out:
            self._stands_after(*self.out.popitem())
        self._dismiss(cut_short=True)

    def _suspect(self, packed: bytes, error: Exception) -> None:
        _, submissions = unpack(packed)
        for submission in submissions:
            self.deaths[submission.name] += 1
            if self.deaths[submission.name] < TRIES:
                self.suspects.append(submission)
            else:
                self.arrived(_given_up(self.order, submission, error), Protection("full"))

    def _dismiss(self, *, cut_short: bool) -> None:
        workers, self.workers = self.workers, None
        if workers is not None:
            workers.shutdown(wait=True, cancel_futures=cut_short)


def _given_up(order: Order, submission: Submission, error: Exception) -> Graded:
    """Workers died of it, time and again: our fault until proven otherwise, so no marks."""
    reason = f"no worker could grade it, {TRIES} tried: {' '.join(str(error).split())[:200]}"
    verdicts = [not_judged(kata, "worker", reason) for kata in order.katas]
    total = sum(kata.points for kata in order.katas)
    return Graded(submission.name, submission.digest, 0.0, total, submission.error, verdicts)
