"""Verdicts on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from textwrap import fill, indent
from typing import TYPE_CHECKING

from rich.text import Text

from gradkata.cli.common import clean
from gradkata.intake.files import NOTEBOOK_ENDING

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.course.course import Course
    from gradkata.course.kata import Kata
    from gradkata.judge.records import Check, Remark, Verdict

MARKS = {
    "passed": ("✔", "passed", "green"),
    "failed": ("✘", "not right yet", "red"),
    "todo": ("·", "not started", "dim"),
    "not_judged": ("?", "could not be judged", "yellow"),
}
OUTPUT_LINES = 20


def states(console: Console, verdicts: Sequence[Verdict]) -> None:
    """A line per kata, then how many of them pass."""
    for verdict in verdicts:
        mark, words, style = MARKS[verdict.outcome]
        line = Text.assemble((f"  {mark} ", style), f"{verdict.kata:<22} ", (words, style))
        console.print(line)
    passed = sum(verdict.outcome == "passed" for verdict in verdicts)
    console.print(f"\n{progress(passed, len(verdicts))} {passed} of {len(verdicts)} passed")


def progress(done: int, total: int, width: int = 24) -> str:
    filled = width * done // total if total else 0
    return "█" * filled + "░" * (width - filled)


def verdict_in_full(console: Console, course: Course, verdict: Verdict) -> None:
    """Why a kata is not right: the first check that failed, and what to do next."""
    mark, words, style = MARKS[verdict.outcome]
    passed = sum(check.outcome == "passed" for check in verdict.checks)
    console.print()
    console.print(Text(f"{mark} {verdict.kata}: {words}", style=f"bold {style}"))
    file = _judged_file(course, course.kata(verdict.kata))
    console.print(f"  {file}   {passed} of {len(verdict.checks)} checks passed")
    for violation in verdict.violations:
        console.print(f"  line {violation.line}: {clean(violation.message)}")
    for check in [c for c in verdict.checks if c.outcome in ("failed", "not_judged")][:1]:
        _check(console, check)
    for mistake in verdict.mistakes:
        _told(console, "Likely", mistake.message)
    for remark in verdict.remarks:
        _remark(console, remark, in_notebook=file.suffix == NOTEBOOK_ENDING)
    printed(console, verdict.output)


def _judged_file(course: Course, kata: Kata) -> PurePath:
    """Where the learner's work was found, which may be a notebook; from the course's folder."""
    from gradkata.intake.submission import read_submission

    found = read_submission(course.root, [kata]).files.get(kata.id)
    file = course.learner_file(kata).relative_to(course.root)
    return PurePath(found.filename) if found else file


def remarks_on_what_passes(console: Console, verdicts: Sequence[Verdict]) -> None:
    """What there is to say of the method, where nothing is wrong with the numbers."""
    for verdict in verdicts:
        for remark in verdict.remarks:
            console.print(f"Note on {verdict.kata}: {clean(remark.message)}")


def _remark(console: Console, remark: Remark, *, in_notebook: bool) -> None:
    if remark.name == "counterexample":
        # Not indented, so that it can be pasted as it stands.
        place = "in the notebook" if in_notebook else "in `python` in this folder"
        lines = clean(remark.message).splitlines()
        console.print(Text(f"\n  See for yourself, {place}:\n", style="bold"))
        console.print("\n".join(x for x in lines if not (in_notebook and "run_path" in x)))
    else:
        _told(console, "Note", remark.message)


def _told(console: Console, label: str, message: str) -> None:
    """Between words on a terminal; in one line where it is read by another program."""
    head, text = f"  {label}: ", clean(message)
    if console.is_terminal:
        width = max(console.width, 40)
        text = fill(head + text, width, subsequent_indent="  ").removeprefix(head)
    console.print(Text.assemble((f"\n{head}", "bold"), text))


def _check(console: Console, check: Check) -> None:
    console.print(f"\n  {check.name}")
    console.print(Text(f"    {clean(check.message)}", style="bold"))
    for name, text in (
        ("called", check.call),
        ("expected", check.expected),
        ("actual", check.actual),
    ):
        if text:
            console.print(f"    {name:<9} {clean(text)}")


def printed(console: Console, output: str) -> None:
    """What the learner's code printed, set apart so that it cannot be taken for a verdict."""
    lines = clean(output).rstrip().splitlines()
    if lines:
        console.print("\n  your code printed:")
        console.print(indent("\n".join(lines[:OUTPUT_LINES]), "  | "))
    if len(lines) > OUTPUT_LINES:
        console.print("  | … and more")
