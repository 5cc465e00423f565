"""`github-summary`: Markdown for the summary of a GitHub Actions step."""

from __future__ import annotations

import html
import string
from collections.abc import Iterator

from gradkata.judge.records import Graded, Results

from .text import WORDS, explanation, first_line, one_line, points

_MEANS_SOMETHING = frozenset(string.punctuation)


def export(results: Results) -> str:
    if len(results.submissions) == 1:
        return "\n".join(_one(results.submissions[0])) + "\n"
    return "\n".join(_class(results)) + "\n"


def _one(graded: Graded) -> Iterator[str]:
    yield f"## {points(graded.score)} of {points(graded.max_score)} points\n"
    if graded.error:
        yield f"{plain(graded.error)}\n"
    yield "| kata | points | |\n| --- | ---: | --- |"
    for verdict in graded.katas:
        marks = f"{points(verdict.score)} / {points(verdict.max_score)}"
        yield f"| {plain(verdict.kata)} | {marks} | {WORDS[verdict.outcome]} |"
    for verdict in graded.katas:
        if verdict.outcome in ("failed", "not_judged"):
            yield f"\n### {plain(verdict.kata)}\n\n{verbatim(explanation(verdict))}"


def _class(results: Results) -> Iterator[str]:
    yield f"## {len(results.submissions)} submissions\n"
    yield "| submission | points | passed | first not right |\n| --- | ---: | ---: | --- |"
    for graded in results.submissions:
        marks = f"{points(graded.score)} / {points(graded.max_score)}"
        passed = sum(verdict.outcome == "passed" for verdict in graded.katas)
        yield f"| {plain(graded.submission)} | {marks} | {passed} | {plain(_news(graded))} |"


def _news(graded: Graded) -> str:
    wrong = (v for v in graded.katas if v.outcome in ("failed", "not_judged"))
    told = (f"{verdict.kata}: {first_line(verdict)}" for verdict in wrong)
    return graded.error or next(told, "")


def plain(text: str) -> str:
    """Text that Markdown takes no mark of, since an entity never begins one."""
    return "".join(
        f"&#{ord(letter)};" if letter in _MEANS_SOMETHING else letter for letter in one_line(text)
    )


def verbatim(text: str) -> str:
    return f"<pre>{html.escape(text)}</pre>"
