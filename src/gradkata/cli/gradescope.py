"""`gradkata gradescope` makes an autograder for Gradescope, `gradkata autograde` runs inside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import course_for_grading, course_option

if TYPE_CHECKING:
    from gradkata.course.course import Course
    from gradkata.judge.records import Results


@click.command(short_help="Write an autograder for Gradescope.")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Install gradkata from this file, not from the package index.",
)
@click.option("--unprotected", is_flag=True, help="Grade there although the wall may have holes.")
@course_option
def gradescope(bundle: Path, wheel: Path | None, unprotected: bool, where: Path | None) -> None:
    """Write an autograder for Gradescope: BUNDLE is the zip to upload there."""
    from gradkata.autograder.bundle import bundle_of
    from gradkata.results import write_whole

    course = course_for_grading(where)
    write_whole(bundle_of(course, wheel, unprotected=unprotected), bundle, "zip")
    click.echo(f"{bundle}: {len(course.katas)} katas; upload it as the assignment's autograder.")
    for record in course.host.plugins:
        if record.source == "installed":
            click.echo(f"Not in it, since it is installed beside gradkata: {record.name}")


@click.command(hidden=True)
@click.argument("root", type=click.Path(path_type=Path))
@click.option("--unprotected", is_flag=True)
def autograde(root: Path, unprotected: bool) -> None:
    """Grade ROOT/submission by ROOT/source/course into ROOT/results/results.json."""
    from gradkata.cli.report import exported
    from gradkata.results import write_whole

    course = course_for_grading(root / "source" / "course")
    results = _graded(course, root / "submission", unprotected)
    text = exported(course, "gradescope", lambda: results)
    write_whole(text.encode(), root / "results" / "results.json", "ROOT")
    click.echo(f"seed {results.seed}, protection {results.protection.level}")


def _graded(course: Course, submission: Path, unprotected: bool) -> Results:
    import secrets

    from gradkata.grading import grade_behind
    from gradkata.intake.submission import read_submission
    from gradkata.wall.pool import Wall

    handed_in = read_submission(submission, course.katas, "submission")
    seed = secrets.randbits(48)
    with Wall() as wall:
        return grade_behind(wall, course, [handed_in], seed, course.katas, unprotected=unprotected)
