"""Which mutants the checks let live, and which of those an author has declared equivalent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gradkata.authoring.mutants.mutate import Mutant, mutants_of
from gradkata.authoring.verify.demands import declared
from gradkata.authoring.verify.lineup import Entrant, judged
from gradkata.authoring.verify.records import KataReport, Mutants
from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.wall.hands import Players


def look_at_mutants(
    course: Course,
    katas: Sequence[Kata],
    seeds: Sequence[int],
    players: Players,
    found: Mapping[str, KataReport],
) -> None:
    """Judge every mutant under the first seed, as a submission would be."""
    made = {kata.id: _made(kata) for kata in katas}
    entrants = {
        (kata.id, place): Entrant(kata, "mutant", str(place), mutant.source)
        for kata in katas
        for place, mutant in enumerate(made[kata.id])
    }
    outcomes = judged(course, list(entrants.values()), seeds[:1], players)
    for kata in katas:
        alive = [
            mutant
            for place, mutant in enumerate(made[kata.id])
            if any(
                verdict.outcome == "passed"
                for verdict in outcomes.of(entrants[kata.id, place]).values()
            )
        ]
        _tell(kata, made[kata.id], alive, found[kata.id])


def _made(kata: Kata) -> list[Mutant]:
    source = kata.reference.read_text("utf-8-sig")
    return mutants_of(source, torch=kata.runtime == "torch")


def _tell(kata: Kata, made: Sequence[Mutant], alive: Sequence[Mutant], report: KataReport) -> None:
    excused = declared(kata.mistakes, "EQUIVALENT")
    survivors = [mutant for mutant in alive if mutant.key not in excused]
    report.mutants = Mutants(
        made=len(made),
        killed=len(made) - len(alive),
        equivalent=[mutant.key for mutant in alive if mutant.key in excused],
        survivors=[mutant.diff for mutant in survivors],
    )
    for mutant in survivors:
        report.blame(
            "survivor",
            f"no check notices this change to the reference: {mutant.key!r}; add a check, or "
            f"declare it in EQUIVALENT of mistakes/{kata.name}.py with the reason",
        )
    for key in excused.keys() - {mutant.key for mutant in alive}:
        report.blame("stale", f"EQUIVALENT has {key!r}, but no such mutant lives: drop it")
