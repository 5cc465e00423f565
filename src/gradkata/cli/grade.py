"""`gradkata grade`: a class's submissions."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import (
    clean,
    console,
    course_for_grading,
    course_option,
    exit_status,
)

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.judge.records import Graded, Results, Verdict


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write the results document."
)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Make the run repeatable.")
@click.option(
    "--only", multiple=True, metavar="KATA", help="Grade this kata alone; may be repeated."
)
@click.option(
    "--unprotected", is_flag=True, help="Grade although the wall has holes on this machine."
)
@course_option
@click.pass_context
def grade(
    ctx: click.Context,
    paths: tuple[Path, ...],
    json_file: Path | None,
    seed: int | None,
    only: tuple[str, ...],
    unprotected: bool,
    where: Path | None,
) -> None:
    """Grade submissions: PATHS are submissions, or folders with one an entry."""
    course = course_for_grading(where)
    katas = [course.kata(name) for name in only] or list(course.katas)
    from gradkata.cli.progress import counting
    from gradkata.grading import grade_behind_wall
    from gradkata.intake.submission import find_submissions
    from gradkata.results import write

    submissions = find_submissions(paths, katas)
    out = console()
    chosen_seed = secrets.randbits(48) if seed is None else seed
    with counting(out, submissions) as progress:
        results = grade_behind_wall(
            course, submissions, chosen_seed, katas, unprotected=unprotected, progress=progress
        )
    _table(out, results)
    if json_file:
        write(results, json_file)
        out.print(f"Results document: {json_file}")
    ctx.exit(exit_status(results))


def _table(out: Console, results: Results) -> None:
    width = max(len(graded.submission) for graded in results.submissions)
    for graded in results.submissions:
        marks = f"{graded.score:g} / {graded.max_score:g}"
        out.print(f"{clean(graded.submission, 60):<{width}}  {marks:>12}  {_reason(graded)}")
    total = len(results.submissions)
    out.print(
        f"\n{total} graded in {results.seconds:.1f} s, seed {results.seed}, "
        f"protection {results.protection.level}"
    )
    if results.protection.missing:
        out.print(f"missing: {', '.join(results.protection.missing)}")


def _reason(graded: Graded) -> str:
    """Counts, and the first thing that is not right, in one line."""
    if graded.error:
        return clean(graded.error, 200)
    words = {
        "passed": "passed",
        "failed": "failed",
        "not_judged": "not judged",
        "todo": "not started",
    }
    outcomes = [verdict.outcome for verdict in graded.katas]
    counts = [f"{outcomes.count(o)} {w}" for o, w in words.items() if o in outcomes]
    wrong = [v for v in graded.katas if v.outcome in ("failed", "not_judged")]
    return ", ".join(counts) + (f"; {wrong[0].kata}: {_first(wrong[0])}" if wrong else "")


def _first(verdict: Verdict) -> str:
    said = [violation.message for violation in verdict.violations]
    said += [mistake.message for mistake in verdict.mistakes]
    said += [check.message for check in verdict.checks if check.message]
    return clean(" ".join(said[0].split()), 160) if said else verdict.outcome
