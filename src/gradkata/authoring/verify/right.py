"""What is right must pass: the reference, the alternatives; and the stub is still to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gradkata.authoring.verify.demands import SHARE_OF_LIMIT
from gradkata.authoring.verify.lineup import Entrant, Outcomes, in_words
from gradkata.authoring.verify.records import KataReport
from gradkata.judge.records import Check, Verdict


def look_at_right_answers(
    entrants: Iterable[Entrant], outcomes: Outcomes, report: KataReport
) -> None:
    complaints: dict[tuple[str, str], list[Entrant]] = {}
    for entrant in entrants:
        verdicts = outcomes.of(entrant)
        if entrant.role == "stub":
            _look_at_stub(verdicts, report)
        elif entrant.role in ("reference", "alternative"):
            if complaint := _complaint(entrant, verdicts):
                complaints.setdefault(complaint, []).append(entrant)
            report.seconds = max([report.seconds, *(v.seconds for v in verdicts.values())])
        if entrant.role == "alternative":
            report.alternatives.append(entrant.name)
    for (rule, said), of in complaints.items():
        report.blame(rule, f"{_together(of)} {said}")
    if report.seconds > SHARE_OF_LIMIT * report.limit:
        report.blame(
            "slow",
            f"a right answer takes {report.seconds:.2g} s of {report.limit:g} s: a class may run "
            "on a slower machine, so ask less or raise Limits.kata_seconds",
        )


def _together(entrants: Sequence[Entrant]) -> str:
    if entrants[0].role == "reference":
        return "the reference is"
    if len(entrants) == 1:
        return f"alternative {entrants[0].name} is"
    names = ", ".join(entrant.name for entrant in entrants)
    return f"{len(entrants)} alternatives, which may well be right ({names}), are"


def _look_at_stub(verdicts: Mapping[int, Verdict], report: KataReport) -> None:
    for verdict in verdicts.values():
        if verdict.outcome != "todo":
            report.blame(
                "stub",
                f"the stub is {in_words(verdict)}, not still to be written: {_said(verdict)}",
            )


def _complaint(entrant: Entrant, verdicts: Mapping[int, Verdict]) -> tuple[str, str] | None:
    """The rule that a right answer breaks, and what is to be said; None where it passes."""
    for seed, verdict in verdicts.items():
        if verdict.outcome != "passed":
            rule = entrant.role if verdict.outcome == "failed" else "not_judged"
            share = f"under seed {seed}" if passes_somewhere(verdicts) else "under every seed"
            return rule, f"{in_words(verdict)} {share}: {_said(verdict)}"
    return None


def passes_somewhere(verdicts: Mapping[int, Verdict]) -> bool:
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
