"""Grading a class: what the book does not have yet, here or by workers, saved as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from gradkata.classroom.book import Book, Edition
from gradkata.classroom.coordinator import Coordinator
from gradkata.classroom.parcel import Order
from gradkata.classroom.tally import is_all_right
from gradkata.grading import grade_behind
from gradkata.intake.submission import Found, Submission
from gradkata.judge.records import Graded, Protection
from gradkata.wall.pool import Wall, protection_of

if TYPE_CHECKING:
    from gradkata.judge.precedents import Precedents

Seen = Callable[[Graded, Protection, bool], None]
FEW, FIRST, AT_ONCE = 3, 8, 32
"""How many are judged in one session, which takes about as long to start as one submission.

Fewer at first: those who come later need no session where they answer as somebody before them.
"""


class StoppedEarly(Exception):
    """Something was wrong, and the run was to stop at that."""


@dataclass(slots=True)
class Run:
    """One run over a class.

    seen: called with each submission once its marks are in the book, with what stood between it
          and its judge, and whether they were there before.
    again: grade what stands in the book already.
    fail_fast: raise `StoppedEarly` after the first submission in which something is wrong.
    digests: of what was seen, by name. Of a submission nothing else is kept.
    """

    order: Order
    book: Book
    seen: Seen
    again: bool = False
    fail_fast: bool = False
    edition: Edition = field(init=False)
    digests: dict[str, str] = field(default_factory=dict)
    fault: BaseException | None = None

    def __post_init__(self) -> None:
        order = self.order
        self.edition = Edition(order.version, order.seed, order.unprotected)

    def from_book(self, found: Sequence[Found]) -> list[Found]:
        """Show what stands in the book; returns the rest."""
        left: list[Found] = []
        for some in _batches(found, AT_ONCE):
            known = self._known(some)
            for entry in self.book.entries(self.edition, list(known.items())):
                self._show(entry.graded, entry.protection, was_known=True)
            left += [one for one in some if one.name not in known]
        return left

    def _known(self, some: Sequence[Found]) -> dict[str, str]:
        """The digests of those whose marks stand; only who has any is read for it."""
        if self.again:
            return {}
        stand = self.book.standing(self.edition, [one.name for one in some])
        names = {name for name, *_ in stand}
        read = (one.read(self.order.katas) for one in some if one.name in names)
        return {one.name: one.digest for one in read if (one.name, one.digest, one.error) in stand}

    def by_workers(
        self, found: Sequence[Found], jobs: int, new_workers: Callable[[], Executor]
    ) -> None:
        coordinator = Coordinator(self.order, jobs, new_workers, self._keep)
        coordinator.grade(self._parcels(_shares(found, jobs)))

    def here(self, found: Sequence[Found]) -> None:
        """Grade in this process, which for a small class is faster than to start workers."""
        from gradkata.judge.precedents import Precedents

        precedents = Precedents()
        with Wall() as wall:
            for parcel in self._parcels(_batches(found, AT_ONCE)):
                self._judge(list(parcel), wall, precedents)

    def _parcels(self, shares: Iterable[Sequence[Found]]) -> Iterator[Iterator[Submission]]:
        """Each is read when it is asked for, and without what another run has graded by then."""
        for some in shares:
            if wanted := self.from_book(some):
                yield (one.read(self.order.katas) for one in wanted)

    def _judge(self, some: Sequence[Submission], wall: Wall, precedents: Precedents) -> None:
        order = self.order
        try:
            grade_behind(
                wall, order.course, some, order.seed, order.katas,
                unprotected=order.unprotected, finished=lambda graded: self._heard(graded, wall),
                precedents=precedents,
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

    def _keep(self, graded: Graded, protection: Protection) -> None:
        saved = self.book.save(self.edition, graded, protection, self.again)
        self._show(graded, protection, was_known=not saved)

    def _show(self, graded: Graded, protection: Protection, *, was_known: bool) -> None:
        self.digests[graded.submission] = graded.digest
        self.seen(graded, protection, was_known)
        if self.fail_fast and not is_all_right(graded):
            raise StoppedEarly(graded.submission)


def _batches(found: Sequence[Found], size: int) -> Iterator[Sequence[Found]]:
    return (found[start : start + size] for start in range(0, len(found), size))


def _shares(found: Sequence[Found], jobs: int) -> Iterator[Sequence[Found]]:
    """Smaller ones towards the end, so that all workers come to it together."""
    start = 0
    for number in count():
        left = len(found) - start
        if not left:
            return
        few, most = min(FEW, left // jobs), min(FIRST << number // jobs, AT_ONCE)
        size = max(1, few, min(most, left // (4 * jobs)))
        yield found[start : start + size]
        start += size
