"""The formats that `gradkata report` can write: the document itself, and a table of marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gradkata import hookimpl

if TYPE_CHECKING:
    from gradkata.judge.records import Graded, Results

# A spreadsheet runs a cell that begins with one of these, and learners name their own folders.
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


@hookimpl
def gradkata_exporters() -> Mapping[str, Callable[[Results], str]]:
    return {"csv": as_csv, "json": as_json}


def as_json(results: Results) -> str:
    """The results document as `gradkata grade --json` writes it."""
    # Imported here, since opening a course should cost next to nothing.
    from gradkata.results import to_json

    return to_json(results).decode()


def as_csv(results: Results) -> str:
    """One row for each learner: the marks in sum, for each kata, and what could not be read."""
    verdicts = (verdict for graded in results.submissions for verdict in graded.katas)
    katas = list(dict.fromkeys(verdict.kata for verdict in verdicts))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["submission", "score", "max_score", *map(_inert, katas), "error"])
    table.writerows(_row(graded, katas) for graded in results.submissions)
    return text.getvalue()


def _row(graded: Graded, katas: list[str]) -> list[str]:
    scores = {verdict.kata: f"{verdict.score:g}" for verdict in graded.katas}
    marks = [f"{graded.score:g}", f"{graded.max_score:g}", *(scores.get(k, "") for k in katas)]
    return [_inert(graded.submission), *marks, _inert(graded.error or "")]


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell
