"""`github-classroom`: what GitHub Classroom's grading reporter reads from a step's output.

Base64, as the reporter takes it, which also keeps a learner's text from being read as anything.
"""

from __future__ import annotations

import base64
import json

from gradkata.errors import UserError
from gradkata.judge.records import Graded, Results, Verdict

from .text import first_line

_STATUS = {"passed": "pass", "failed": "fail", "todo": "fail", "not_judged": "error"}


def export(results: Results) -> str:
    if len(results.submissions) != 1:
        raise UserError(
            f"GitHub Classroom grades one submission a run, not {len(results.submissions)}"
        )
    report = json.dumps(_report(results.submissions[0]), allow_nan=False)
    return base64.b64encode(report.encode()).decode() + "\n"


def _report(graded: Graded) -> dict[str, object]:
    tests = [_test(verdict) for verdict in graded.katas]
    return {"version": 1, "status": _worst(tests), "max_score": graded.max_score, "tests": tests}


def _worst(tests: list[dict[str, object]]) -> str:
    found = {test["status"] for test in tests}
    return next((status for status in ("error", "fail") if status in found), "pass")


def _test(verdict: Verdict) -> dict[str, object]:
    return {
        "name": verdict.kata,
        "status": _STATUS[verdict.outcome],
        "score": verdict.score,
        "max_score": verdict.max_score,
        "message": "" if verdict.outcome == "passed" else first_line(verdict),
        "test_code": "",
        "filename": f"katas/{verdict.kata}.py",
        "line_no": verdict.violations[0].line if verdict.violations else 0,
        "execution_time": f"{verdict.seconds:g}s",
    }
