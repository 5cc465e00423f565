"""The gate: everything that `verify` does, for as many katas as are asked for."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence

from gradkata import __version__
from gradkata.authoring.verify.demands import SHIPPED, WAIVABLE, Demands, declared
from gradkata.authoring.verify.files import look_at_files
from gradkata.authoring.verify.hearing import Hearing, hear
from gradkata.authoring.verify.inputs import look_at_inputs
from gradkata.authoring.verify.lineup import Entrant, Outcomes, functions_of, judged, lineup
from gradkata.authoring.verify.records import KataReport, Report
from gradkata.authoring.verify.replays import Replay, look_at_gap, recorded, replay
from gradkata.authoring.verify.right import look_at_right_answers, passes_somewhere
from gradkata.authoring.verify.seeds import open_to_doubt
from gradkata.authoring.verify.sight import SELF, guises_of, look_at_sight
from gradkata.authoring.verify.wrong import look_at_mistakes
from gradkata.course.course import Course, bundled_course
from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind
from gradkata.judge.module import Module
from gradkata.judge.session import reference_of
from gradkata.wall.pool import Wall

SEEDS = 5


def verify(
    course: Course,
    katas: Sequence[Kata],
    *,
    seeds: Sequence[int] = tuple(range(SEEDS)),
    strict: bool = False,
    mutants: bool = False,
    wall: Wall | None = None,
) -> Report:
    """Hold katas against the demands on them.

    strict: ask of every kata what is asked of those that gradkata ships.
    wall:   one that is up already and stays so; by default one for this run alone.
    """
    started = time.monotonic()
    report = Report(1, __version__, list(seeds))
    with contextlib.nullcontext(wall) if wall else Wall() as wall:
        wall.start({kata.player for kata in katas})
        gate = _Gate(course, wall, seeds, {kata.id: _demands(kata, strict) for kata in katas})
        report.katas = gate.reports(katas, mutants=mutants)
    report.seconds = round(time.monotonic() - started, 2)
    return report


def _demands(kata: Kata, strict: bool) -> Demands:
    return SHIPPED if strict or kata.root == bundled_course() else Demands()


class _Gate:
    def __init__(
        self, course: Course, wall: Wall, seeds: Sequence[int], demands: dict[str, Demands]
    ) -> None:
        self.course, self.wall, self.seeds, self.demands = course, wall, seeds, demands

    def reports(self, katas: Sequence[Kata], *, mutants: bool) -> list[KataReport]:
        found = {kata.id: KataReport(kata.id, limit=kata.limits.kata_seconds) for kata in katas}
        ready = [k for k in katas if look_at_files(k, self.demands[k.id], found[k.id])]
        references = self._references(ready, found)
        runnable = [kata for kata in ready if kata.id in references]
        if runnable:
            self._run(runnable, references, found)
        if mutants:
            self._mutate(runnable, found)
        for kata in katas:
            _waive(kata, found[kata.id])
        return list(found.values())

    def _references(self, katas: Sequence[Kata], found: dict[str, KataReport]) -> dict[str, Module]:
        references = {}
        for kata in katas:
            try:
                references[kata.id] = reference_of(kata)
            except Exception as error:
                said = f"the reference cannot be loaded: {type(error).__name__}: {error}"
                found[kata.id].blame("reference", said)
        return references

    def _run(
        self,
        katas: Sequence[Kata],
        references: dict[str, Module],
        found: dict[str, KataReport],
    ) -> None:
        entrants = {kata.id: lineup(kata) for kata in katas}
        guises = [
            guise for kata in katas for guise in guises_of(kata, references[kata.id], self.seeds)
        ]
        hearing = hear(guises, references)
        outcomes = self._outcomes(katas, references, entrants, hearing)
        for kata in katas:
            self._look(
                kata, references[kata.id], hearing, entrants[kata.id], outcomes, found[kata.id]
            )

    def _outcomes(
        self,
        katas: Sequence[Kata],
        references: dict[str, Module],
        entrants: dict[str, list[Entrant]],
        hearing: Hearing,
    ) -> Outcomes:
        """All under the first seed; under the others, all whose outcome could be another."""
        everything = [entrant for kata in katas for entrant in entrants[kata.id]]
        outcomes = judged(self.course, everything, self.seeds[:1], self.wall)
        again: list[Entrant] = []
        for kata in katas:
            heard = [hearing[kata.id, SELF, seed] for seed in self.seeds]
            form = references[kata.id].form
            again += open_to_doubt(entrants[kata.id], outcomes, heard, form)
        others = judged(self.course, again, self.seeds[1:], self.wall)
        outcomes.verdicts |= others.verdicts
        return outcomes

    def _look(
        self,
        kata: Kata,
        reference: Module,
        hearing: Hearing,
        entrants: Sequence[Entrant],
        outcomes: Outcomes,
        report: KataReport,
    ) -> None:
        first = hearing[kata.id, SELF, self.seeds[0]]
        report.checks = list(first)
        solution = [entrant for entrant in entrants if entrant.role == "reference"]
        if not any(passes_somewhere(outcomes.of(one)) for one in solution):
            look_at_right_answers(solution, outcomes, report)
            report.notes.append("what is wrong besides will be seen once the reference passes")
            return
        mistakes = _replays(kata, "mistake", reference, hearing, self.seeds[0])
        alternatives = _replays(kata, "alternative", reference, hearing, self.seeds[0])

        def fails(mistake: str, check: str) -> bool:
            return check in mistakes[mistake].rejected

        look_at_right_answers(entrants, outcomes, report)
        look_at_mistakes(entrants, outcomes, fails, self.demands[kata.id], report)
        look_at_gap(mistakes, alternatives, report)
        look_at_sight(kata, reference, hearing, self.seeds[0], report)
        everything = [e for s in self.seeds for e in recorded(hearing[kata.id, SELF, s])]
        look_at_inputs(everything, reference.form, report)
        if not first:
            report.blame("no_checks", f"{kata.checks.name} has no check that can be run")

    def _mutate(self, katas: Sequence[Kata], found: dict[str, KataReport]) -> None:
        from gradkata.authoring.mutants.survivors import look_at_mutants

        look_at_mutants(self.course, katas, self.seeds, self.wall, found)


def _replays(
    kata: Kata, kind: Kind, reference: Module, hearing: Hearing, seed: int
) -> dict[str, Replay]:
    path = kata.mistakes if kind == "mistake" else kata.alternatives
    asked = hearing[kata.id, SELF, seed]
    return {
        name: replay(of, function, asked, reference.form)
        for name, (of, function) in functions_of(kata, path, kind).items()
    }


def _waive(kata: Kata, report: KataReport) -> None:
    """Turn what the author has given a reason for into a note."""
    waived = declared(kata.mistakes, "WAIVED")
    for rule, reason in waived.items():
        mine = [problem for problem in report.problems if problem.rule == rule]
        if rule not in WAIVABLE:
            report.blame("waiver", f"{rule} cannot be waived; only {', '.join(WAIVABLE)} can")
        elif not mine:
            report.blame("waiver", f"{rule} is waived, but there is nothing to waive: drop it")
        else:
            report.notes += [f"waived ({reason}): {problem.message}" for problem in mine]
            report.problems = [problem for problem in report.problems if problem.rule != rule]
