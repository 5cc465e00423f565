"""`init`, `list`, `plugins` and `doctor`: what there is, and whether it works here."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import clean, course_for_grading, course_for_looking, course_option
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.stubs import is_stub, stub_for
from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.course.kata import Kata

PARTS = ("katas", "reference", "plugins", "conftest.py")
TEMPLATES = {"course_tox.ini": "tox.ini", "course_gitignore": ".gitignore"}


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Make a course in DIRECTORY, with every kata as a stub."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UserError(f"{directory} is not empty; name a folder that is new or empty")
    sys.dont_write_bytecode = True  # what is opened next is a learner's new folder
    try:
        _copy_course(directory)
    except OSError as error:
        raise UserError(f"{directory} cannot be written: {error.strerror}") from None
    course = open_course(directory)
    for kata in course.katas:
        _put_stub(course, kata)
    click.echo(f"A course with {len(course.katas)} katas is in {directory}. Begin:")
    click.echo(f"  cd {directory} && gradkata check")


def _copy_course(directory: Path) -> None:
    ours = bundled_course()
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for part in PARTS[1:3]:
        shutil.copytree(ours / part, directory / part, ignore=ignore)
    (directory / "katas").mkdir()
    shutil.copy(ours / "conftest.py", directory / "conftest.py")
    for template, name in TEMPLATES.items():
        text = (files("gradkata.cli") / template).read_text(encoding="utf-8")
        (directory / name).write_text(text, encoding="utf-8")


def _put_stub(course: Course, kata: Kata) -> None:
    file = course.learner_file(kata)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(stub_for(kata), encoding="utf-8")


@click.command("list", short_help="List the katas in teaching order.")
@course_option
def list_katas(where: Path | None) -> None:
    """List the katas in teaching order, with what the last check said of each."""
    course = course_for_grading(where)
    for pack in course.packs:
        click.echo(f"{pack.title} ({pack.name})")
        for kata in pack.katas:
            state = _state(course, kata)
            click.echo(f"  {kata.id:<22} {kata.points:g} pt  {kata.runtime:<6} {state}".rstrip())


def _state(course: Course, kata: Kata) -> str:
    """What the last check said of the file as it is now."""
    from gradkata.cli.show import MARKS
    from gradkata.watching.notes import recall

    if not _is_started(course, kata):
        return "not started"
    note = recall(course, kata)
    known = MARKS.get(note.outcome) if note else None
    return known[1] if known else "not checked yet"


def _is_started(course: Course, kata: Kata) -> bool:
    try:
        return not is_stub(course.learner_file(kata).read_text(encoding="utf-8"), kata)
    except (OSError, ValueError):
        return course.learner_file(kata).exists()


@click.command(short_help="Show every plugin, or why it did not load.")
@course_option
def plugins(where: Path | None) -> None:
    """Show every plugin: where it is from, its hooks, or why it did not load."""
    for record in course_for_looking(where).host.plugins:
        hooks = ", ".join(record.hooks) or "no hooks"
        click.echo(f"{record.name:<16} {record.source:<9} {record.version:<8} {hooks}")
        if record.error:
            click.echo(f"  ✘ {clean(record.error)}")


@click.command(short_help="Show what this machine has.")
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Show what this machine has: packages, and each layer of the wall."""
    from gradkata.wall.confine import layers
    from gradkata.wall.pool import Wall

    _packages()
    click.echo("\nThe wall around a submission:")
    for layer in layers():
        mark = "✔" if layer.present else "✘"
        click.echo(f"  {mark} {layer.name:<14} {layer.reason}")
    with Wall() as wall:
        holes = wall.holes("numpy") or wall.holes("numpy+files")
    if holes:
        click.echo(f"\n✘ a confined process could still: {', '.join(holes)}")
        click.echo(
            "  `gradkata grade` refuses here: use Linux, WSL2 or a container, or --unprotected"
        )
    else:
        click.echo("\n✔ a confined process tried what is forbidden, and nothing worked")
    ctx.exit(1 if holes else 0)


def _packages() -> None:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("gradkata", "numpy", "torch", "pytest", "pluggy"):
        try:
            click.echo(f"  ✔ {name:<14} {version(name)}")
        except PackageNotFoundError:
            click.echo(
                f"  ✘ {name:<14} not installed, so its katas cannot be judged: "
                f"pip install 'gradkata[{name}]'"
            )
