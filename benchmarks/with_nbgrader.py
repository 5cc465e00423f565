"""The same checks by nbgrader: a test cell for each kata, which gives part of its points."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from notebooks import Cell, cell, label, run_tool, write_notebook
from plain import COURSE

from gradkata.course.kata import Kata

NOTE = (
    "nbgrader: `nbgrader autograde`, which has no wall. One notebook a learner, so that all katas "
    "share one process and its names."
)
WEEK = "week_1"
NOTEBOOK = "katas.ipynb"
KATA_SECONDS = 120
TEST_CELL = """\
from in_notebook import score
score({kata!r}, globals())
"""


def lay_out(folder: Path, submissions: Sequence[Path]) -> None:
    """A course with one assignment, which is released, and what everybody handed in for it."""
    _write(folder / "source", COURSE.root / "katas")
    run_tool(folder, "nbgrader", "generate_assignment", WEEK)
    for submission in submissions:
        _write(folder / "submitted" / submission.name, submission)


def _write(folder: Path, answers: Path) -> None:
    cells = (cell for kata in COURSE.katas for cell in _cells(kata, answers))
    write_notebook(folder / WEEK / NOTEBOOK, cells)


def _cells(kata: Kata, answers: Path) -> Iterator[Cell]:
    source = (answers / kata.file).read_text("utf-8")
    yield cell(source, _described(label(kata), grade=False, locked=False, solution=True))
    described = _described(f"{label(kata)}-checks", grade=True, locked=True, solution=False)
    described["nbgrader"]["points"] = kata.points
    yield cell(TEST_CELL.format(kata=kata.id), described)


def _described(name: str, **is_kind: bool) -> Cell:
    return {"nbgrader": {"schema_version": 3, "grade_id": name, "task": False} | is_kind}


def grade(folder: Path, submissions: Sequence[Path]) -> dict[str, float]:
    run_tool(folder, "nbgrader", "autograde", WEEK, f"--ExecutePreprocessor.timeout={KATA_SECONDS}")
    run_tool(folder, "nbgrader", "export", "--to=marks.csv")
    with (folder / "marks.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: round(float(row["score"]), 6) for row in csv.DictReader(file)}
