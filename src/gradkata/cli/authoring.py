"""`new` and `verify`: for authors of katas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gradkata.cli.common import console, course_at, course_for_grading, course_option
from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.authoring.verify.records import Problem, Report
    from gradkata.course.course import Course
    from gradkata.course.kata import Kata

dist_option = click.option(
    "--dist",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of a distribution of its own, in place of the course.",
)


@click.group(short_help="Begin a pack or a kata.")
def new() -> None:
    """Begin a pack or a kata: files that say what is to be filled in."""


@new.command("pack")
@click.argument("name")
@dist_option
@course_option
def new_pack(name: str, dist: Path | None, where: Path | None) -> None:
    """Begin the pack NAME, here or as a package of its own."""
    from gradkata.authoring import scaffold

    if dist is not None:
        files = scaffold.new_distribution(dist, name)
        install = f"python -m pip install -e {dist}"
        _tell(files, dist, f"{install} && gradkata new kata {name}/NAME --dist {dist}")
        return
    root = course_at(where).root
    _tell(scaffold.new_pack(root, name), root, f"gradkata new kata {name}/NAME")


@new.command("kata")
@click.argument("kata", metavar="PACK/NAME")
@click.option("--torch", is_flag=True, help="The kata uses torch; without this, numpy alone.")
@dist_option
@course_option
def new_kata(kata: str, torch: bool, dist: Path | None, where: Path | None) -> None:
    """Begin the kata NAME of the pack PACK, and enter it there."""
    from gradkata.authoring import scaffold

    pack, slash, name = kata.partition("/")
    if not slash:
        raise UserError(f"{kata!r} names no pack: write PACK/{kata}")
    scaffold.checked(pack)
    root = scaffold.root_of_distribution(dist, pack) if dist else _root_of(pack, where)
    files = scaffold.new_kata(root, pack, name, "torch" if torch else "numpy")
    _tell(files, dist or root, f"gradkata verify {kata}, which says what is missing")


def _root_of(pack: str, where: Path | None) -> Path:
    """Where the pack's files lie, though its plugin may not be whole yet."""
    course = course_at(where)
    if (course.root / "plugins" / pack).is_dir():
        return course.root
    roots = [known.root for known in course.packs if known.name == pack]
    return roots[0] if roots else course.root


def _tell(files: list[Path], base: Path, following: str) -> None:
    for file in files:
        shown = file.relative_to(base) if file.is_relative_to(base) else file
        click.echo(f"  {shown}")
    click.echo(f"Next: {following}")


@click.command(short_help="Prove that katas can be trusted.")
@click.argument("what", required=False, metavar="[PACK|KATA]")
@click.option("--seeds", type=click.IntRange(1, 100), default=5, help="How many; 5 by default.")
@click.option("--mutants", is_flag=True, help="Change the references mechanically, too.")
@click.option(
    "--strict", is_flag=True, help="Ask as much as of what gradkata ships: no needless check, too."
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write it all as JSON.")
@course_option
@click.pass_context
def verify(
    ctx: click.Context,
    what: str | None,
    seeds: int,
    mutants: bool,
    strict: bool,
    json_file: Path | None,
    where: Path | None,
) -> None:
    """Prove that katas, their checks and their mistakes can be trusted."""
    from gradkata.authoring.verify import show
    from gradkata.authoring.verify.gate import verify as prove
    from gradkata.results import JSON_FILE, require_place

    if json_file is not None:
        require_place(json_file, JSON_FILE)
    if mutants:
        _need_libcst()
    course = course_for_grading(where)
    problems = _faults(course, what)
    katas = _chosen(course, what, found=bool(problems))
    out = console()
    with out.status("verifying …"):
        report = prove(course, katas, seeds=range(seeds), strict=strict, mutants=mutants)
    report.problems += problems
    for line in show.lines(report):
        out.print(line)
    if json_file is not None:
        _write(report, json_file)
    ctx.exit(0 if report.is_green else 1)


def _chosen(course: Course, what: str | None, *, found: bool) -> list[Kata]:
    if what is None:
        return list(course.katas)
    packs = [pack for pack in course.packs if pack.name == what]
    if packs:
        return list(packs[0].katas)
    # A plugin that did not load has no katas to look at: what is wrong with it is the report.
    return [] if found else [course.kata(what)]


def _faults(course: Course, what: str | None) -> list[Problem]:
    """What is wrong with whole plugins, and packs that have no kata yet."""
    from gradkata.authoring.verify.records import Problem

    wanted = None if what is None else what.partition("/")[0]
    broken = [
        Problem("plugin", f"{record}: {record.error}")
        for record in course.host.plugins
        if record.error and wanted in (None, record.name)
    ]
    empty = [
        Problem("empty", f"pack {pack.name} has no kata yet: `gradkata new kata {pack.name}/NAME`")
        for pack in course.packs
        if not pack.katas and wanted in (None, pack.name)
    ]
    return broken + empty


def _need_libcst() -> None:
    from importlib.util import find_spec

    if find_spec("libcst") is None:
        raise UserError("--mutants needs libcst: pip install 'gradkata[authoring]'")


def _write(report: Report, path: Path) -> None:
    import msgspec

    from gradkata.results import JSON_FILE, write_whole

    write_whole(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n", path, JSON_FILE)
