"""`canvas`: grades as Canvas' gradebook imports them.

Canvas finds a learner by `ID`, else by `SIS Login ID`, else by name. The column is called after
the assignment: rename it where yours has another name.
"""

from __future__ import annotations

from gradkata.judge.records import Graded, Results

from .cells import inert, mark, name_and_number, table

HEAD = ["Student", "ID", "SIS Login ID", "Section", "gradkata"]

# Canvas takes a row for the assignment's points where these words stand anywhere in the name.
_POINTS = "Points Possible"


def export(results: Results) -> str:
    most = max((graded.max_score for graded in results.submissions), default=0.0)
    possible = [f"    {_POINTS}", "", "", "", f"{most:g}"]
    return table([HEAD, possible, *map(_row, results.submissions)])


def _row(graded: Graded) -> list[str]:
    name, number = name_and_number(graded.submission)
    student = inert(name).replace(_POINTS, _POINTS.lower())
    return [student, number, "" if number else inert(name), "", mark(graded)]
