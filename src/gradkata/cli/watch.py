"""`gradkata watch`: every save is checked at once."""

from __future__ import annotations

from pathlib import Path

import click

from gradkata.cli.check import SEED
from gradkata.cli.common import course_at, course_option
from gradkata.errors import UserError


@click.command(short_help="Check a kata whenever you save it.")
@click.argument("kata", required=False)
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=SEED, help="Draw other random arguments."
)
@course_option
def watch(kata: str | None, seed: int, where: Path | None) -> None:
    """Check a kata whenever you save it, beginning with KATA or the first that is not right yet.

    On a terminal, keys run it again, give a hint, go on to the next kata, and so on; elsewhere
    each verdict is printed, until the input ends.
    """
    course = course_at(where)
    if not course.katas:
        raise UserError("this course has no katas to watch; `gradkata plugins` says why")
    from gradkata.watching.loop import Loop

    first = course.kata(kata) if kata else None
    Loop(course, seed).run(first)
