"""`gradkata report`: a results document in another format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import course_for_grading, course_option
from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.course.course import Course
    from gradkata.judge.records import Results

VERSION = 1
LARGEST_MIB = 512
OURS = (
    *("json", "csv", "checks-csv", "junit", "gradescope", "canvas", "moodle"),
    *("github", "github-summary", "github-classroom"),
)
"""The formats that gradkata comes with, for a help that loads no plugins."""


@click.command(short_help="Print results in another format.")
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--format", "name", default="", metavar="NAME", help=f"{', '.join(OURS)}, or a plugin's."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write to this file instead of printing."
)
@course_option
def report(document: Path, name: str, out: Path | None, where: Path | None) -> None:
    """Print a results DOCUMENT, which `gradkata grade --json` wrote, in another format."""
    text = exported(course_for_grading(where), name, lambda: read(document))
    if out:
        from gradkata.results import write_whole

        write_whole(text.encode(), out, "--out file")
    else:
        click.echo(text, nl=False)


def exported(course: Course, name: str, results: Callable[[], Results]) -> str:
    """The results in the format of that name, which is looked for before they are read."""
    from gradkata.course.loading import reason

    formats = course.host.exporters()
    if not name:
        raise UserError(f"in which format? add --format NAME, one of {', '.join(sorted(formats))}")
    if name not in formats:
        raise UserError(f"there is no format {name!r}; known: {', '.join(sorted(formats))}")
    document = results()
    try:
        return formats[name](document)
    except UserError:
        raise
    except Exception as error:
        raise UserError(f"the format {name!r} failed: {reason(error)}") from error


def read(document: Path) -> Results:
    """A results document, every field of it checked; raises `UserError` where it is none."""
    import msgspec

    from gradkata.judge.records import Results

    try:
        results = msgspec.json.decode(_content(document), type=Results)
    except (msgspec.MsgspecError, ValueError) as error:
        raise UserError(f"{document} is no results document: {error}") from None
    if results.version != VERSION:
        raise UserError(
            f"{document} is of version {results.version}, and version {VERSION} is read here; "
            "grade again, or upgrade gradkata"
        )
    return results


def _content(document: Path) -> bytes:
    try:
        if not document.is_file():
            missing = "is not a file" if document.exists() else "is not there"
            raise UserError(f"{document} {missing}; name what `gradkata grade --json` wrote")
        if document.stat().st_size > LARGEST_MIB * 2**20:
            raise UserError(f"{document} is larger than {LARGEST_MIB} MiB")
        return document.read_bytes()
    except OSError as error:
        raise UserError(f"{document} cannot be read: {error.strerror}") from None
