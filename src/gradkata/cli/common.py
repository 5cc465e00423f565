"""What several commands share: the course they work on, and the words for an outcome."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.course.course import Course, bundled_course, find_course, open_course
from gradkata.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.judge.records import Results

NOT_JUDGED = 3

course_option = click.option(
    "--course",
    "where",
    type=click.Path(path_type=Path),
    help="The course's folder; by default the one around the current folder.",
)


def course_at(where: Path | None) -> Course:
    """The course a learner works in; what is broken in it is told, and stops nothing else."""
    course = _opened(where or find_course(Path.cwd()))
    for record in course.host.plugins:
        if record.error:
            click.echo(f"gradkata: plugin {record.name}: {one_line(record.error)}", err=True)
    return course


def _opened(root: Path | None) -> Course:
    if root is None:
        raise UserError(
            "there is no course here: `gradkata init DIR` makes one, --course names another"
        )
    if not root.is_dir():
        raise UserError(f"{root}: no such folder; --course takes the folder of a course")
    return open_course(root)


def course_for_grading(where: Path | None) -> Course:
    """The course to grade by: the one named, the one around, or the one that gradkata brings."""
    return course_at(where or find_course(Path.cwd()) or bundled_course())


def course_for_looking(where: Path | None) -> Course:
    """The course to show plugins of: like `course_for_grading`, in silence."""
    return _opened(where or find_course(Path.cwd()) or bundled_course())


def exit_status(results: Results) -> int:
    """0 nothing attempted is wrong, 1 something is, 2 something was unreadable, 3 not judged."""
    outcomes = {verdict.outcome for graded in results.submissions for verdict in graded.katas}
    return exit_status_of(outcomes, any(graded.error for graded in results.submissions))


def exit_status_of(outcomes: Set[str], is_unreadable: bool) -> int:
    if "not_judged" in outcomes:
        return NOT_JUDGED
    if is_unreadable:
        return 2
    return 1 if "failed" in outcomes else 0


def console() -> Console:
    """Colours on a terminal, plain lines elsewhere; nothing that is printed is taken as markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=True)


def clean(text: str, limit: int = 2000) -> str:
    """A submission's text as data: control characters as escapes, and no longer than `limit`."""
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else ascii(letter)[1:-1] for letter in text
    )
    return shown if len(shown) <= limit else shown[:limit] + " …"


def one_line(text: str, limit: int = 300) -> str:
    return clean(" ".join(text.split()), limit)
