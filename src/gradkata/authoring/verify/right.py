"""What is right must pass: the reference, the alternatives; and the stub is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gradkata.authoring.verify.demands import SHARE_OF_LIMIT
from gradkata.authoring.verify.lineup import Entrant, Outcomes
from gradkata.authoring.verify.records import KataReport
from gradkata.judge.records import Check, Verdict


def look_at_right_answers(
    entrants: Iterable[Entrant], outcomes: Outcomes, report: KataReport
) -> None:
    for entrant in entrants:
        verdicts = outcomes.of(entrant)
        if entrant.role == "stub":
            _look_at_stub(verdicts, report)
        elif entrant.role in ("reference", "alternative"):
            _look_at_answer(entrant, verdicts, report)
            report.seconds = max([report.seconds, *(v.seconds for v in verdicts.values())])
        if entrant.role == "alternative":
            report.alternatives.append(entrant.name)
    if report.seconds > SHARE_OF_LIMIT * report.limit:
        report.blame(
            "slow",
            f"a right answer takes {report.seconds:.2g} s of {report.limit:g} s: a class may run "
            "on a slower machine, so ask less or raise Limits.kata_seconds",
        )


def _look_at_stub(verdicts: Mapping[int, Verdict], report: KataReport) -> None:
    for verdict in verdicts.values():
        if verdict.outcome != "todo":
            report.blame("stub", f"the stub is {verdict.outcome}, not todo: {_said(verdict)}")


def _look_at_answer(entrant: Entrant, verdicts: Mapping[int, Verdict], report: KataReport) -> None:
    for seed, verdict in verdicts.items():
        if verdict.outcome == "passed":
            continue
        what = "the reference" if entrant.role == "reference" else f"alternative {entrant.name}"
        rule = entrant.role if verdict.outcome == "failed" else "not_judged"
        share = f"under seed {seed}" if _passes_somewhere(verdicts) else "under every seed"
        report.blame(rule, f"{what} is {verdict.outcome} {share}: {_said(verdict)}")
        return


def _passes_somewhere(verdicts: Mapping[int, Verdict]) -> bool:
    return any(verdict.outcome == "passed" for verdict in verdicts.values())


def _said(verdict: Verdict) -> str:
    if verdict.violations:
        return f"line {verdict.violations[0].line} uses {verdict.violations[0].message}"
    bad = next(
        (check for check in verdict.checks if check.outcome != "passed"),
        Check("", message="no check ran"),
    )
    message = bad.message.splitlines()[0] if bad.message else bad.outcome
    return f"{bad.name}: {message}" if bad.name else message
