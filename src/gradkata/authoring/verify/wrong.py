"""What is wrong must fail: each mistake is caught, named as itself, and each check has its use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gradkata.authoring.verify.demands import Demands
from gradkata.authoring.verify.lineup import Entrant, Outcomes, in_words
from gradkata.authoring.verify.records import KataReport

SLIPS = ("NameError", "ImportError", "ModuleNotFoundError")

Fails = Callable[[str, str], bool]
"""Whether a mistake would fail a check that was skipped."""


def look_at_mistakes(
    entrants: Sequence[Entrant],
    outcomes: Outcomes,
    fails: Fails,
    demands: Demands,
    report: KataReport,
) -> None:
    mistakes = [entrant for entrant in entrants if entrant.role == "mistake"]
    report.mistakes = [entrant.name for entrant in mistakes]
    report.catches = {check: [] for check in report.checks}
    for entrant in mistakes:
        _look_at_mistake(entrant, outcomes, report)
        for check in _caught_by(entrant, outcomes, fails):
            report.catches.setdefault(check, []).append(entrant.name)
        _look_at_slips(entrant, outcomes, report)
    _look_at_use(demands, report)


def _look_at_slips(entrant: Entrant, outcomes: Outcomes, report: KataReport) -> None:
    """A mistake that raises what a slip of its author's would raise is caught all the same."""
    for verdict in outcomes.of(entrant).values():
        for check in verdict.checks:
            if any(f" raised {kind}: " in check.message for kind in SLIPS):
                report.notes.append(f"in mistake {entrant.name}, {check.message}: is it meant?")
                return


def _look_at_mistake(entrant: Entrant, outcomes: Outcomes, report: KataReport) -> None:
    verdicts = outcomes.of(entrant)
    for seed, verdict in verdicts.items():
        if verdict.outcome == "passed":
            others = {other.outcome for other in verdicts.values()} - {"passed"}
            now_and_then = f" under seed {seed}" if others else ""
            report.blame("not_caught", f"mistake {entrant.name} goes free{now_and_then}")
            return
        named = [mistake.name for mistake in verdict.mistakes]
        if verdict.outcome != "failed":
            said = next((c.message for c in verdict.checks if c.message), "")
            report.blame("not_judged", f"mistake {entrant.name} is {in_words(verdict)}: {said}")
            return
        if named != [entrant.name]:
            called = " and ".join(named) or "nothing"
            report.blame(
                "not_named", f"mistake {entrant.name} is named as {called} under seed {seed}"
            )
            return


def _caught_by(entrant: Entrant, outcomes: Outcomes, fails: Fails) -> list[str]:
    """The checks that fail it under every seed it was judged under."""
    found: dict[str, list[bool]] = {}
    for verdict in outcomes.of(entrant).values():
        for check in verdict.checks:
            skipped = check.outcome == "skipped"
            failed = fails(entrant.name, check.name) if skipped else check.outcome == "failed"
            found.setdefault(check.name, []).append(failed)
    return [check for check, failed in found.items() if all(failed)]


def _look_at_use(demands: Demands, report: KataReport) -> None:
    for check, caught in report.catches.items():
        others = {
            name for other, names in report.catches.items() if other != check for name in names
        }
        report.alone[check] = [name for name in caught if name not in others]
        if not caught:
            report.blame(
                "idle", f"{check} catches no mistake: add the mistake it is for, or drop it"
            )
        elif not report.alone[check]:
            message = (
                f"{check} catches nothing that other checks do not catch too: without it no "
                "mistake goes free"
            )
            if demands.every_check_needed:
                remedy = "add the mistake that only it sees, or make it a part of another check"
                report.blame("needless", f"{message}; {remedy}")
            else:
                report.notes.append(message)
