"""`csv`: one row a learner, with the marks in sum, for each kata, and what could not be read."""

from __future__ import annotations

from gradkata.judge.records import Graded, Results

from .cells import inert, table


def export(results: Results) -> str:
    verdicts = (verdict for graded in results.submissions for verdict in graded.katas)
    katas = list(dict.fromkeys(verdict.kata for verdict in verdicts))
    head = ["submission", "score", "max_score", *map(inert, katas), "error"]
    return table([head, *(_row(graded, katas) for graded in results.submissions)])


def _row(graded: Graded, katas: list[str]) -> list[str]:
    scores = {verdict.kata: f"{verdict.score:g}" for verdict in graded.katas}
    marks = [f"{graded.score:g}", f"{graded.max_score:g}", *(scores.get(k, "") for k in katas)]
    return [inert(graded.submission), *marks, inert(graded.error or "")]
