"""Handing parcels to workers, and gathering what comes back, whatever becomes of a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass

import msgspec

from gradkata.classroom.parcel import grade_parcel, pack
from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.errors import UserError
from gradkata.intake.submission import Submission
from gradkata.judge.records import Check, Graded, Protection, Results, Verdict

NewExecutor = Callable[[], Executor]
Arrived = Callable[[Results], None]
TRIES = 3


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for all parcels of a run."""

    course: Course
    katas: Sequence[Kata]
    seed: int
    unprotected: bool = False
    parcel_size: int = 8


def grade_class(
    order: Order, submissions: Sequence[Submission], workers: NewExecutor, arrived: Arrived
) -> None:
    """Have every submission graded once; `arrived` is called with each parcel's results.

    When a worker dies, what it had not handed back goes to new workers, one submission a parcel, so
    that the one which brings workers down is found; after `TRIES` it is not judged, with a reason.
    """
    left = list(submissions)
    for attempt in range(TRIES):
        size = 1 if attempt else order.parcel_size
        left = list(_round(order, left, size, workers, arrived))
        if not left:
            return
    arrived(_given_up(order, left))


def _round(
    order: Order,
    submissions: Sequence[Submission],
    size: int,
    workers: NewExecutor,
    arrived: Arrived,
) -> Iterator[Submission]:
    """Yields what no worker handed back."""
    parcels = [submissions[i : i + size] for i in range(0, len(submissions), size)]
    executor = workers()
    try:
        futures = {executor.submit(grade_parcel, _packed(order, p)): p for p in parcels}
        for future in as_completed(futures):
            if not _handed_back(future, arrived):
                yield from futures[future]
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _packed(order: Order, parcel: Sequence[Submission]) -> bytes:
    katas = [kata.id for kata in order.katas]
    return pack(order.course, katas, order.seed, order.unprotected, parcel)


def _handed_back(future: Future[bytes], arrived: Arrived) -> bool:
    try:
        results = msgspec.json.decode(future.result(), type=Results)
    except UserError:
        raise
    except BrokenExecutor:
        return False
    arrived(results)
    return True


def _given_up(order: Order, submissions: Sequence[Submission]) -> Results:
    """Workers died of these, time and again: our fault until proven otherwise, so no marks."""
    graded = [_not_judged(order, submission) for submission in submissions]
    return Results(1, "", order.seed, "", 0.0, Protection("full"), graded)


def _not_judged(order: Order, submission: Submission) -> Graded:
    reason = f"the worker that graded it died, {TRIES} times"
    verdicts = [
        Verdict(kata.id, "not_judged", 0.0, kata.points, checks=[Check("worker", message=reason)])
        for kata in order.katas
    ]
    total = sum(kata.points for kata in order.katas)
    return Graded(submission.name, submission.digest, 0.0, total, submission.error, verdicts)
