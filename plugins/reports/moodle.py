"""`moodle`: the grading worksheet that a Moodle assignment takes.

Moodle finds a learner by the participant's number, which is in the names of its downloads. What
it wrote into a worksheet as the time of the last grade is a dash where there was none; it then
leaves alone what was graded there since, unless told otherwise.
"""

from __future__ import annotations

from html import escape

from gradkata.judge.records import Graded, Results, Verdict

from .cells import inert, mark, name_and_number, table
from .text import first_line, points

HEAD = [
    "Identifier",
    "Full name",
    "Grade",
    "Maximum Grade",
    "Last modified (grade)",
    "Feedback comments",
]


def export(results: Results) -> str:
    return table([HEAD, *map(_row, results.submissions)])


def _row(graded: Graded) -> list[str]:
    name, number = name_and_number(graded.submission)
    identifier = f"Participant {number}" if number else ""
    most = f"{graded.max_score:g}"
    return [identifier, inert(name), mark(graded), most, "-", inert(_comment(graded))]


def _comment(graded: Graded) -> str:
    """HTML, to Moodle."""
    if graded.error:
        return escape(graded.error)
    return "<br>".join(escape(_of_kata(verdict)) for verdict in graded.katas)


def _of_kata(verdict: Verdict) -> str:
    marks = f"{verdict.kata} {points(verdict.score)} / {points(verdict.max_score)}"
    return f"{marks}: {first_line(verdict)}" if verdict.outcome == "failed" else marks
