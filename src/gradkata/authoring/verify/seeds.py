"""Which verdicts another seed could change: only those are worth the price of judging again."""

from __future__ import annotations

from collections.abc import Sequence

from gradkata.authoring.verify.hearing import Heard
from gradkata.authoring.verify.lineup import Entrant, Outcomes, functions_of
from gradkata.authoring.verify.replays import parts
from gradkata.judge.module import Form
from gradkata.wall.calls import Function

Asked = dict[str, Heard]


def open_to_doubt(
    entrants: Sequence[Entrant], outcomes: Outcomes, heard: Sequence[Asked], form: Form
) -> list[Entrant]:
    """Entrants of one kata whose outcome under a later seed is to be judged, and not deduced.

    What is right always is. A mistake that failed a check is known to fail it again where the check
    asks the same, or is made of comparisons alone and one of those rejects what the mistake says.
    """
    if len(heard) < 2:
        return []
    mistakes = [entrant for entrant in entrants if entrant.role == "mistake"]
    functions = _functions(mistakes)
    right = [entrant for entrant in entrants if entrant.role in ("reference", "alternative")]
    return right + [
        mistake
        for mistake in mistakes
        if not _fails_again(functions[mistake.name], _failed(mistake, outcomes), heard, form)
    ]


def _functions(mistakes: Sequence[Entrant]) -> dict[str, tuple[str, Function]]:
    if not mistakes:
        return {}
    kata = mistakes[0].kata
    return functions_of(kata, kata.mistakes, "mistake")


def _failed(entrant: Entrant, outcomes: Outcomes) -> list[str]:
    verdicts = outcomes.of(entrant).values()
    return [c.name for v in verdicts for c in v.checks if c.outcome == "failed"]


def _fails_again(
    mistake: tuple[str, Function], failed: Sequence[str], heard: Sequence[Asked], form: Form
) -> bool:
    if any(_is_fixed(check, heard) for check in failed):
        return True
    return all(
        any(_rejects(later[check], mistake, form) for check in failed if check in later)
        for later in heard[1:]
    )


def _is_fixed(check: str, heard: Sequence[Asked]) -> bool:
    """Whether a check asks the same under every seed."""
    calls = [[e.call for e in asked[check].exchanges] for asked in heard if check in asked]
    return len(calls) == len(heard) and all(one == calls[0] for one in calls)


def _rejects(heard: Heard, mistake: tuple[str, Function], form: Form) -> bool:
    of, function = mistake
    asked = (e for e in heard.exchanges if e.call.function == of)
    return heard.compares and any(parts(function, exchange, form) for exchange in asked)
