"""`gradkata check`: the learner's own katas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import console, course_at, course_option, exit_status

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.course.course import Course
    from gradkata.course.kata import Kata
    from gradkata.judge.records import Results
    from gradkata.wall.pool import Wall

SEED = 0


@click.command()
@click.argument("kata", required=False)
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=SEED, help="Draw other random arguments."
)
@course_option
@click.pass_context
def check(ctx: click.Context, kata: str | None, seed: int, where: Path | None) -> None:
    """Check your katas, or one KATA, and say what is not right yet."""
    from gradkata.wall.pool import Wall

    with Wall() as wall:
        # Most katas need it, and it takes as long to get warm as all that is done meanwhile.
        wall.start(["numpy"])
        course = course_at(where)
        chosen = [course.kata(kata)] if kata else list(course.katas)
        out = console()
        with out.status("checking …"):
            results = check_course(wall, course, chosen, seed)
        report(out, course, results)
    ctx.exit(exit_status(results))


def check_course(wall: Wall, course: Course, katas: list[Kata], seed: int = SEED) -> Results:
    """Grade the learner's own files, with the same engine that grades a class."""
    from dataclasses import replace

    from gradkata.grading import grade_behind
    from gradkata.intake.submission import read_submission
    from gradkata.watching.notes import remember

    submission = read_submission(course.root, katas, "you")
    # That a course has nothing in it yet is no error of the learner's.
    own = [replace(submission, error=None)]
    results = grade_behind(wall, course, own, seed, katas, own=True)
    remember(course, submission, results.submissions[0].katas)
    return results


def report(out: Console, course: Course, results: Results) -> None:
    """Every kata's state, then the first that is not right, then where to go on."""
    from gradkata.cli import show

    verdicts = results.submissions[0].katas
    show.states(out, verdicts)
    wrong = [v for v in verdicts if v.outcome in ("failed", "not_judged")]
    todo = [v for v in verdicts if v.outcome == "todo"]
    if wrong:
        show.verdict_in_full(out, course, wrong[0])
        if wrong[0].outcome == "failed":
            out.print(f"\n  A hint: gradkata hint {wrong[0].kata}")
        if wrong[1:]:
            more = ", ".join(verdict.kata for verdict in wrong[1:])
            out.print(f"\nNot right yet, too: {more}")
    elif todo:
        _where_next(out, course, todo[0].kata, is_first=len(todo) == len(verdicts))
    else:
        show.remarks_on_what_passes(out, verdicts)
        name = verdicts[0].kata if len(verdicts) == 1 else "KATA"
        out.print(f"Compare with the reference: gradkata solution {name}")


def _where_next(out: Console, course: Course, kata: str, *, is_first: bool) -> None:
    path = course.learner_file(course.kata(kata))
    file = path.relative_to(course.root)
    if not path.exists():
        out.print(f"{file} is not there: `gradkata reset {kata}` puts its stub there")
        return
    begin = "Begin with" if is_first else "Next:"
    out.print(f"{begin} {file}, then run this again. A hint: gradkata hint {kata}")
