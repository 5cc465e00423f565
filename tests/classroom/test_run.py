"""A run over a class: what is read and when, and what is kept of it."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gradkata.classroom.book import Book, open_book
from gradkata.classroom.parcel import Order, compressed, unpack
from gradkata.classroom.run import AT_ONCE, FIRST, Run, _shares
from gradkata.classroom.version import version_of
from gradkata.course.course import bundled_course, open_course
from gradkata.intake.submission import Found, Source, find_submissions
from gradkata.judge.records import Graded, Protection, Results, Verdict
from tests.classroom.conftest import DECIDE, WriteClass

COURSE = open_course(bundled_course())
KATAS = [COURSE.kata("by_hand/decide")]
ORDER = Order(COURSE, KATAS, version_of(KATAS), seed=7)
SIZE, MANY = 48, 448
KEPT_BYTES = 600
JOBS = 2


@dataclass
class Workers(Executor):
    """Passes everybody at once, and remembers who was sent and how many sources were in memory."""

    sent: list[str] = field(default_factory=list)
    most_sources: int = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        sources = sum(type(thing) is Source for thing in gc.get_objects())
        self.most_sources = max(self.most_sources, sources)
        _, submissions = unpack(args[0])
        self.sent += [one.name for one in submissions]
        future: Future[Any] = Future()
        graded = [_passed(one.name, one.digest) for one in submissions]
        results = Results(1, "", 7, "", 0.0, Protection("full"), graded)
        future.set_result(compressed(results))
        return future


def _passed(name: str, digest: str) -> Graded:
    verdict = Verdict("by_hand/decide", "passed", 1.0, 1.0)
    return Graded(name, digest, 1.0, 1.0, None, [verdict])


@dataclass
class Class:
    """A run over made-up submissions, and whom it told of."""

    book: Book
    folder: Path
    found: Sequence[Found]
    seen: list[tuple[str, bool]] = field(default_factory=list)

    def run(self) -> Run:
        return Run(
            ORDER, self.book, lambda one, _, known: self.seen.append((one.submission, known))
        )

    def grade(self, found: Sequence[Found] | None = None) -> Workers:
        workers = Workers()
        wanted = self.found if found is None else found
        self.run().by_workers(wanted, JOBS, lambda: workers)
        return workers


@pytest.fixture
def made_up(write_class: WriteClass, tmp_path: Path) -> Iterator[Class]:
    folder = write_class(tmp_path / "class", SIZE)
    with open_book(str(tmp_path / "book.db")) as book:
        yield Class(book, folder, find_submissions([folder], KATAS))


def names(some: Sequence[Found]) -> list[str]:
    return [one.name for one in some]


def test_a_source_is_let_go_when_it_is_packed(made_up: Class) -> None:
    gc.collect()
    before = sum(type(thing) is Source for thing in gc.get_objects())
    assert made_up.grade().most_sources - before <= 1


def test_a_name_and_a_digest_are_all_that_is_kept_of_a_submission(
    made_up: Class, write_class: WriteClass, tmp_path: Path
) -> None:
    def kept_after(run: Run, found: Sequence[Found]) -> int:
        run.by_workers(found, JOBS, Workers)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    many = find_submissions([write_class(tmp_path / "many", MANY)], KATAS)
    run = Run(ORDER, made_up.book, lambda *_: None)
    tracemalloc.start()
    try:
        few_are_done = kept_after(run, many[:SIZE])
        more = kept_after(run, many[SIZE:]) - few_are_done
    finally:
        tracemalloc.stop()
    assert more / (MANY - SIZE) < KEPT_BYTES


def test_parcels_grow_at_first_get_smaller_in_the_end_and_leave_nobody_out(made_up: Class) -> None:
    everybody = [*made_up.found] * 10
    shares = list(_shares(everybody, JOBS))
    assert [one for share in shares for one in share] == everybody
    sizes = [len(share) for share in shares]
    largest = sizes.index(AT_ONCE)
    assert sizes[:largest] == sorted(sizes[:largest])
    assert sizes[largest:] == sorted(sizes[largest:], reverse=True)
    assert (sizes[:JOBS], max(sizes), sizes[-1]) == ([FIRST] * JOBS, AT_ONCE, 1)


def test_what_stands_in_the_book_is_told_and_not_left(made_up: Class) -> None:
    made_up.grade(made_up.found[:20])
    made_up.seen.clear()
    assert made_up.run().from_book(made_up.found) == made_up.found[20:]
    assert made_up.seen == [(name, True) for name in names(made_up.found[:20])]


def test_what_another_run_has_graded_meanwhile_is_not_sent(made_up: Class) -> None:
    left = made_up.run().from_book(made_up.found)
    made_up.grade(made_up.found[30:32])
    made_up.seen.clear()
    sent = made_up.grade(left).sent
    assert sorted(sent) == sorted(names([*made_up.found[:30], *made_up.found[32:]]))
    assert Counter(name for name, _ in made_up.seen) == Counter(names(made_up.found))


def test_what_changes_before_its_turn_is_graded_as_it_is_then(made_up: Class) -> None:
    first = made_up.found[0]
    before = first.read(KATAS).digest
    run = made_up.run()
    left = run.from_book(made_up.found)
    (made_up.folder / first.name / DECIDE).write_text("changed = True\n", "utf-8")
    run.by_workers(left, JOBS, Workers)
    assert before != run.digests[first.name] == first.read(KATAS).digest


@dataclass
class Counted:
    """A submission that counts how often it is read."""

    found: Found
    times: int = 0

    @property
    def name(self) -> str:
        return self.found.name

    def read(self, katas: Any) -> Any:
        self.times += 1
        return self.found.read(katas)


def test_who_hands_out_the_work_does_without_numpy() -> None:
    told = "import sys, gradkata.classroom.run; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_in_a_new_book_everybody_is_read_once(made_up: Class) -> None:
    counted: Any = [Counted(one) for one in made_up.found]
    made_up.grade(made_up.run().from_book(counted))
    assert {one.times for one in counted} == {1}
