"""`checks-csv`: one row a check, for statistics over a class."""

from __future__ import annotations

from collections.abc import Iterator

from gradkata.judge.records import Check, Results, Verdict

from .cells import inert, table

HEAD = [
    "submission",
    "kata",
    "kata_outcome",
    "check",
    "outcome",
    "message",
    "call",
    "expected",
    "actual",
    "seconds",
    "mistakes",
]


def export(results: Results) -> str:
    return table([HEAD, *_rows(results)])


def _rows(results: Results) -> Iterator[list[str]]:
    for graded in results.submissions:
        for verdict in graded.katas:
            for check in verdict.checks:
                yield [inert(graded.submission), *_row(verdict, check)]


def _row(verdict: Verdict, check: Check) -> list[str]:
    said = [check.message, check.call, check.expected, check.actual]
    mistakes = " ".join(mistake.name for mistake in verdict.mistakes)
    return [
        *map(inert, (verdict.kata, verdict.outcome, check.name, check.outcome, *said)),
        f"{check.seconds:g}",
        inert(mistakes),
    ]
