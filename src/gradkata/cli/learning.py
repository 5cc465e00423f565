"""`hint`, `reset` and `solution`: help on the way, and the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from gradkata.cli.common import clean, course_at, course_option
from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.course.stubs import stub_for
from gradkata.errors import UserError
from gradkata.watching.notes import KEPT, mark_told, recall


@click.command()
@click.argument("kata")
@click.option("--again", is_flag=True, help="Begin with the first hint again.")
@course_option
def hint(kata: str, again: bool, where: Path | None) -> None:
    """Show the next hint for KATA, from the concept to the line.

    If the last check recognised a known mistake, that comes first.
    """
    course = course_at(where)
    click.echo(next_hint(course, course.kata(kata), again=again))


def next_hint(course: Course, kata: Kata, *, again: bool = False, key: str = "") -> str:
    """What to say next, which then counts as said.

    key: what is pressed for a hint where no command is typed; after the last, the first comes.
    """
    note = None if again else recall(course, kata)
    if note and note.mistakes and not note.told:
        mark_told(course, kata, note)
        return _of_the_mistake(kata, note.mistakes, key)
    if not kata.hints:
        raise UserError(f"{kata.id} has no hints; its statement is in {course.learner_file(kata)}")
    given = 0 if again else _given(course, kata)
    given = given % len(kata.hints) if key else given
    shown = _of_the_ladder(kata, min(given, len(kata.hints) - 1), key)
    return shown + _remember(course, kata, given + 1)


def _of_the_mistake(kata: Kata, mistakes: list[str], key: str) -> str:
    said = "\n\n".join(f"  {clean(mistake)}" for mistake in mistakes)
    more = f"\n\nThe next one: {key or f'gradkata hint {kata.id}'}" if kata.hints else ""
    return f"{kata.id}: your answers are those of a known mistake\n\n{said}{more}"


def _of_the_ladder(kata: Kata, place: int, key: str) -> str:
    is_last = place + 1 == len(kata.hints)
    after = f"That was the last hint. From the first again: {key or 'add --again'}"
    after = after if is_last else f"The next one: {key or f'gradkata hint {kata.id}'}"
    return f"{kata.id}, hint {place + 1} of {len(kata.hints)}\n\n  {kata.hints[place]}\n\n{after}"


def _given(course: Course, kata: Kata) -> int:
    """How many hints have been shown; a file that cannot be read counts as none."""
    try:
        return max(int(_ladder(course, kata).read_text()), 0)
    except (OSError, ValueError):
        return 0


def _remember(course: Course, kata: Kata, given: int) -> str:
    """Count a hint as shown; what there is to say where that cannot be written down."""
    ladder = _ladder(course, kata)
    try:
        ladder.parent.mkdir(parents=True, exist_ok=True)
        ladder.write_text(f"{min(given, len(kata.hints))}\n")
    except OSError as error:
        return f"\nIt will be shown again, since {ladder} cannot be written: {error.strerror}"
    return ""


def _ladder(course: Course, kata: Kata) -> Path:
    return course.root / KEPT / "hints" / kata.pack / kata.name


@click.command()
@click.argument("kata")
@click.option(
    "--dist",
    type=click.Path(path_type=Path, file_okay=False),
    help="For authors: write the stub of a distribution of its own, from its reference.",
)
@course_option
def reset(kata: str, dist: Path | None, where: Path | None) -> None:
    """Put KATA's stub back. Your version is kept, and you are told where."""
    if dist is not None:
        from gradkata.authoring.scaffold import kata_of_distribution

        authored = kata_of_distribution(dist, kata)
        click.echo(_put_stub(authored, authored.stub, dist))
        return
    course = course_at(where)
    click.echo(put_stub_back(course, course.kata(kata)))


def put_stub_back(course: Course, kata: Kata) -> str:
    """Do so, and say what was done."""
    return _put_stub(kata, course.learner_file(kata), course.root)


def _put_stub(kata: Kata, file: Path, root: Path) -> str:
    stub = stub_for(kata)
    kept = _keep(kata, file, root, stub)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(stub, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}") from None
    done = f"{kata.id} is a stub again: {file.relative_to(root)}"
    return done + (f"\nYour version is kept in {kept.relative_to(root)}" if kept else "")


def _keep(kata: Kata, file: Path, root: Path, stub: str) -> Path | None:
    """A copy of the file, beside all earlier ones; None where nothing would be lost."""
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{file} cannot be read, so it is left alone: {error.strerror}") from None
    if written == stub.encode():
        return None
    return _copy(root / KEPT / "kept" / kata.pack, kata.name, written)


def _copy(folder: Path, name: str, written: bytes) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    number = 0
    while True:
        copy = folder / (f"{name}.{stamp}.py" if not number else f"{name}.{stamp}-{number}.py")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with copy.open("xb") as target:
                target.write(written)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise UserError(f"{copy} cannot be written: {error.strerror}") from None
        else:
            return copy


@click.command()
@click.argument("kata")
@click.option("--anyway", is_flag=True, help="Show it although the kata does not pass yet.")
@course_option
def solution(kata: str, anyway: bool, where: Path | None) -> None:
    """Show the reference for KATA, once it passes."""
    course = course_at(where)
    found = course.kata(kata)
    if not anyway and not _passes(course, found):
        raise UserError(
            f"{found.id} does not pass yet; a hint: `gradkata hint {found.id}`, "
            f"or see the solution all the same: `gradkata solution {found.id} --anyway`"
        )
    click.echo(found.reference.read_text(encoding="utf-8"), nl=False)


def _passes(course: Course, kata: Kata) -> bool:
    from gradkata.cli.check import check_course
    from gradkata.wall.pool import Wall

    with Wall() as wall:
        return check_course(wall, course, [kata]).submissions[0].katas[0].outcome == "passed"
