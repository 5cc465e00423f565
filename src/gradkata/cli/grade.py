"""`gradkata grade`: a class's submissions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli import summary
from gradkata.cli.common import (
    NOT_JUDGED,
    console,
    course_for_grading,
    course_option,
    exit_status_of,
)
from gradkata.cores import cores
from gradkata.errors import UserError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rich.console import Console

    from gradkata.classroom.book import Book
    from gradkata.classroom.parcel import Order
    from gradkata.classroom.run import Run
    from gradkata.classroom.tally import Tally
    from gradkata.cli.progress import Advance
    from gradkata.course.course import Course
    from gradkata.intake.submission import Found
    from gradkata.judge.records import Graded, Protection

INTERRUPTED = 130
SMALL_CLASS = 40
PAYS_FOR_A_WORKER = 12
"""A worker imports and warms up what this process has already: as long as so many take to grade."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for."""

    paths: tuple[Path, ...]
    json_file: Path | None
    seed: int | None
    only: tuple[str, ...]
    jobs: int | None
    executor: str
    address: str
    book: str
    again: bool
    fail_fast: bool
    unprotected: bool


@click.command(short_help="Grade a class's submissions.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write the results document."
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Make the run repeatable.")
@click.option(
    "--only", multiple=True, metavar="KATA", help="Grade this kata alone; may be repeated."
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Workers; by default one for each core, and none for a small class.",
)
@click.option("--executor", default="local", metavar="NAME", help="Where: local or dask.")
@click.option("--address", default="", metavar="URL", help="Of the Dask scheduler.")
@click.option(
    "--book",
    default="gradkata.db",
    metavar="FILE|URL|none",
    help="The gradebook: a file, or a PostgreSQL database.  [default: gradkata.db]",
)
@click.option("--again", is_flag=True, help="Grade what the gradebook has already, too.")
@click.option(
    "--fail-fast", is_flag=True, help="Stop at the first in which something is wrong or unreadable."
)
@click.option(
    "--unprotected", is_flag=True, help="Grade although the wall has holes on this machine."
)
@course_option
@click.pass_context
def grade(ctx: click.Context, /, where: Path | None, **wished: object) -> None:
    """Grade submissions: PATHS are submissions, or folders with one entry per learner.

    What is in the gradebook and has not changed is not graded again, so a run that was stopped goes
    on with the same command.
    """
    wish = Wish(**wished)  # type: ignore[arg-type]
    try:
        ctx.exit(_grade(wish, course_for_grading(where)))
    except KeyboardInterrupt:
        click.echo(f"\nStopped. {_how_to_go_on(wish)}")
        ctx.exit(INTERRUPTED)


def _how_to_go_on(wish: Wish, how: str = "") -> str:
    if wish.book == "none":
        return "Nothing was kept (--book none)."
    if wish.again:
        return "What was graded again is in the gradebook; the same command begins anew."
    command = f"the same command {how}".rstrip()
    return f"What was graded is in the gradebook; {command} goes on from there."


def _grade(wish: Wish, course: Course) -> int:
    from gradkata.classroom.book import open_book
    from gradkata.intake.submission import find_submissions, submissions_inside
    from gradkata.results import JSON_FILE, require_place

    if wish.json_file:
        require_place(wish.json_file, JSON_FILE)
    _require_executor(wish, course)
    katas = [course.kata(name) for name in wish.only] or list(course.katas)
    found = find_submissions(wish.paths, katas)
    for path in wish.paths:
        if others := submissions_inside(path, katas):
            click.echo(_overlooked(path, others), err=True)
    with open_book(wish.book) as book:
        from gradkata.classroom.parcel import Order
        from gradkata.classroom.version import version_of

        seed = book.seed if wish.seed is None else wish.seed
        order = Order(course, katas, version_of(katas), seed, wish.unprotected)
        return _Desk(console(), wish, order, book, found).grade()


@dataclass(slots=True)
class _Desk:
    """Where a run's results are shown and added up."""

    out: Console
    wish: Wish
    order: Order
    book: Book
    found: Sequence[Found]
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    clock: float = field(default_factory=time.monotonic)
    known: int = 0
    width: int = 0
    advance: Advance | None = None
    tally: Tally = field(init=False)

    def __post_init__(self) -> None:
        from gradkata.classroom.tally import Tally

        self.tally = Tally()
        self.width = min(max(len(one.name) for one in self.found), summary.NAME)

    def grade(self) -> int:
        from gradkata.classroom.run import Run, StoppedEarly

        run = Run(self.order, self.book, self.seen, self.wish.again, self.wish.fail_fast)
        try:
            self._run(run)
        except StoppedEarly as stopped:
            self.out.print(
                f"\nStopped at {stopped}. {_how_to_go_on(self.wish, 'without --fail-fast')}"
            )
        # First of all: whoever reads the summary may close the pipe after a few lines.
        if self.wish.json_file:
            self._write(run, self.wish.json_file)
        self._tell()
        if self._left_out():
            return NOT_JUDGED
        return exit_status_of(self.tally.all_outcomes, self.tally.unreadable > 0)

    def _run(self, run: Run) -> None:
        from gradkata.cli.progress import counting

        left = run.from_book(self.found)
        if not left:
            return
        workers, jobs = _workers(self.wish, self.order.course, len(left))
        with counting(self.out, len(left)) as self.advance:
            if workers:
                run.by_workers(left, jobs, workers)
            else:
                run.here(left)

    def seen(self, graded: Graded, protection: Protection, was_known: bool) -> None:
        self.tally.add(graded, protection)
        self.known += was_known
        row = self._row(graded, was_known)
        if self.advance:
            self.advance(row)
        elif row:
            self.out.print(row)

    def _row(self, graded: Graded, was_known: bool) -> str:
        """For everybody in a small class or a log; else for those with something to say."""
        from gradkata.classroom.tally import is_not_judged, is_slow

        is_news = not was_known and not self.out.is_terminal
        is_odd = bool(graded.error) or is_not_judged(graded) or is_slow(graded)
        if not (is_news or is_odd or len(self.found) <= SMALL_CLASS):
            return ""
        return summary.row(graded, self.width, "  (from the gradebook)" if was_known else "")

    def _tell(self) -> None:
        for line in summary.of_class(self.tally):
            self.out.print(line)
        total, seconds = len(self.tally.shares), time.monotonic() - self.clock
        known = f", {self.known} of them from the gradebook" if self.known else ""
        lost = f", {self.tally.unreadable} of them unreadable" if self.tally.unreadable else ""
        self.out.print(
            f"\n{total} graded in {seconds:.1f} s{known}{lost}, seed {self.order.seed}, "
            f"protection {self.tally.protection.level}"
        )
        if self.tally.protection.missing:
            self.out.print(f"missing: {', '.join(self.tally.protection.missing)}")
        for name in self._left_out():
            self.out.print(f"left out: plugin {name}; none of its katas counts here")
        if self.wish.json_file:
            self.out.print(f"Results document: {self.wish.json_file}")

    def _left_out(self) -> list[str]:
        """Plugins that do not load, whose katas the marks may lack; none where katas were named."""
        plugins = [] if self.wish.only else self.order.course.host.plugins
        return [record.name for record in plugins if record.error]

    def _write(self, run: Run, file: Path) -> None:
        from gradkata import __version__
        from gradkata.judge.records import Results
        from gradkata.results import write

        started = self.started.strftime("%Y-%m-%dT%H:%M:%SZ")
        seconds = round(time.monotonic() - self.clock, 3)
        seed, protection = self.order.seed, self.tally.protection
        head = Results(1, __version__, seed, started, seconds, protection, [])
        keys = [(one.name, run.digests[one.name]) for one in self.found if one.name in run.digests]
        entries = self.book.entries(run.edition, keys)
        write(head, file, (entry.graded for entry in entries))


def _overlooked(path: Path, others: Sequence[str]) -> str:
    some = ", ".join(others[:5]) + (" …" if others[5:] else "")
    return (
        f"gradkata: {path} holds katas itself, so it is graded as one submission; there are katas "
        f"in {some} as well: to grade those, name them"
    )


def _require_executor(wish: Wish, course: Course) -> None:
    places = course.host.executors()
    if wish.executor not in places:
        known = ", ".join(sorted(places))
        raise UserError(f"there is no executor {wish.executor!r}; known: {known}")
    if wish.address and wish.executor == "local":
        raise UserError("--address is of a Dask scheduler: add --executor dask, or leave it out")


def _workers(wish: Wish, course: Course, total: int) -> tuple[Callable[[], Executor] | None, int]:
    """Who grades, and how many at once; nobody where it is faster done here."""
    places = course.host.executors()
    jobs = wish.jobs or len(cores())
    if wish.executor == "local":
        jobs = min(jobs, total if wish.jobs else total // PAYS_FOR_A_WORKER)
        if jobs < 2:
            return None, 1
    return lambda: places[wish.executor](jobs, wish.address), jobs
