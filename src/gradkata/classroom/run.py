"""Grading a class: what the book does not have yet, here or by workers, saved as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field

from gradkata.classroom.book import Book, Edition
from gradkata.classroom.coordinator import Coordinator
from gradkata.classroom.parcel import Order
from gradkata.classroom.tally import is_all_right
from gradkata.grading import grade_behind
from gradkata.intake.submission import Submission
from gradkata.judge.records import Graded, Protection, Results
from gradkata.wall.pool import Wall, protection_of

Seen = Callable[[Graded, Protection, bool], None]
AT_ONCE = 16
"""How many are judged in one session: starting one costs as much as three submissions."""


class StoppedEarly(Exception):
    """Something was wrong, and the run was to stop at that."""


@dataclass(slots=True)
class Run:
    """One run over a class.

    seen: called with each submission once its marks are in the book, with what stood between it
          and its judge, and whether they were there before.
    again: grade what stands in the book already.
    fail_fast: raise `StoppedEarly` after the first submission in which something is wrong.
    """

    order: Order
    book: Book
    seen: Seen
    again: bool = False
    fail_fast: bool = False
    edition: Edition = field(init=False)
    fault: BaseException | None = None

    def __post_init__(self) -> None:
        order = self.order
        self.edition = Edition(order.version, order.seed, order.unprotected)

    def from_book(self, submissions: Sequence[Submission]) -> list[Submission]:
        """Show what stands in the book; returns the rest."""
        left = list(submissions if self.again else self._wanted(submissions))
        names = {submission.name for submission in left}
        unchanged = [one for one in submissions if one.name not in names]
        for entry in self.book.entries(self.edition, unchanged):
            self._show(entry.graded, entry.protection, was_known=True)
        return left

    def by_workers(
        self, submissions: Sequence[Submission], jobs: int, new_workers: Callable[[], Executor]
    ) -> None:
        size = max(1, min(AT_ONCE, len(submissions) // (4 * jobs)))
        coordinator = Coordinator(self.order, jobs, new_workers, self._arrived, self.from_book)
        coordinator.grade(_parcels(submissions, size))

    def here(self, submissions: Sequence[Submission]) -> None:
        """Grade in this process, which for a small class is faster than to start workers."""
        with Wall() as wall:
            for parcel in _parcels(submissions, AT_ONCE):
                if wanted := self.from_book(parcel):
                    self._judge(wanted, wall)

    def _judge(self, some: Sequence[Submission], wall: Wall) -> None:
        order = self.order
        try:
            grade_behind(
                wall, order.course, some, order.seed, order.katas,
                unprotected=order.unprotected, finished=lambda graded: self._heard(graded, wall),
            )  # fmt: skip
        except KeyboardInterrupt:
            if self.fault is None:
                raise
            raise self.fault from None

    def _heard(self, graded: Graded, wall: Wall) -> None:
        try:
            self._keep(graded, protection_of(wall, wall.spawners))
        except BaseException as error:
            # Only an interrupt ends a session at once, with nothing judged or said after it.
            self.fault = error
            raise KeyboardInterrupt from error

    def _wanted(self, some: Sequence[Submission]) -> list[Submission]:
        if self.again:
            return list(some)
        standing = self.book.standing(self.edition, some)
        return [submission for submission in some if submission.name not in standing]

    def _arrived(self, results: Results) -> None:
        for graded in results.submissions:
            self._keep(graded, results.protection)

    def _keep(self, graded: Graded, protection: Protection) -> None:
        saved = self.book.save(self.edition, graded, protection, self.again)
        self._show(graded, protection, was_known=not saved)

    def _show(self, graded: Graded, protection: Protection, *, was_known: bool) -> None:
        self.seen(graded, protection, was_known)
        if self.fail_fast and not is_all_right(graded):
            raise StoppedEarly(graded.submission)


def _parcels(submissions: Sequence[Submission], size: int) -> Iterator[Sequence[Submission]]:
    return (submissions[start : start + size] for start in range(0, len(submissions), size))
