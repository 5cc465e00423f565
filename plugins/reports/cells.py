"""Tables of comma-separated values that a spreadsheet can open without running any of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from gradkata.judge.records import Graded

from .text import LONGEST, visible

# A spreadsheet runs a cell that begins with one of these, and learners name their own folders.
_RUN_BY_SPREADSHEETS = tuple("=+-@\t\r\n＝＋－＠")
_NUMBERED = re.compile(r"(.+) #(\d+)", re.DOTALL)


def table(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def inert(cell: str, limit: int = LONGEST) -> str:
    shown = visible(cell, limit)
    return f"'{shown}" if cell.startswith(_RUN_BY_SPREADSHEETS) else shown


def name_and_number(submission: str) -> tuple[str, str]:
    """`Ada Lovelace #4711`, as intake calls a learner of Canvas or Moodle, in its two parts."""
    match = _NUMBERED.fullmatch(submission)
    return (match[1], match[2]) if match else (submission, "")


def mark(graded: Graded) -> str:
    """Blank where no mark was reached: a person has to look, and 0 would hide that."""
    unjudged = any(verdict.outcome == "not_judged" for verdict in graded.katas)
    return "" if graded.error or unjudged else f"{round(graded.score, 4):g}"
