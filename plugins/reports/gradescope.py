"""`gradescope`: the results.json that Gradescope reads after an autograder has run."""

from __future__ import annotations

import json

from gradkata.errors import UserError
from gradkata.judge.records import Graded, Results, Verdict

from .text import WORDS, explanation, visible


def export(results: Results) -> str:
    if len(results.submissions) != 1:
        raise UserError(
            f"Gradescope's results.json is for one submission, not {len(results.submissions)}"
        )
    (graded,) = results.submissions
    report = {
        "score": graded.score,
        "execution_time": results.seconds,
        "output": _summary(graded),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(verdict) for verdict in graded.katas],
    }
    return json.dumps(report, indent=2, allow_nan=False) + "\n"


def _summary(graded: Graded) -> str:
    if graded.error:
        return visible(graded.error)
    passed = sum(verdict.outcome == "passed" for verdict in graded.katas)
    lines = [f"{passed} of {len(graded.katas)} katas passed."]
    lost = [verdict.kata for verdict in graded.katas if verdict.outcome == "not_judged"]
    lines += [f"{kata} {WORDS['not_judged']}: ask for it to be graded again." for kata in lost]
    return "\n".join(lines)


def _test(verdict: Verdict) -> dict[str, object]:
    return {
        "name": visible(verdict.kata),
        "score": verdict.score,
        "max_score": verdict.max_score,
        "status": "passed" if verdict.outcome == "passed" else "failed",
        "output": explanation(verdict),
        "output_format": "text",
        "visibility": "visible",
    }
