"""Everything a kata's checks have to tell apart, as submissions for the real engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind, as_submission, load_variants
from gradkata.grading import grade
from gradkata.intake.submission import Source, Submission
from gradkata.judge.module import load
from gradkata.judge.records import Protection, Settings, Verdict
from gradkata.wall.calls import Function
from gradkata.wall.hands import Players
from gradkata.wall.scratch import with_files

Role = Literal["reference", "stub", "mistake", "alternative", "mutant"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """One source to be judged, and what it is known to be."""

    kata: Kata
    role: Role
    name: str
    source: str

    @property
    def label(self) -> str:
        return f"{self.kata.id} {self.role} {self.name}"


@dataclass(slots=True)
class Outcomes:
    """Verdicts by seed and entrant."""

    verdicts: dict[int, dict[str, Verdict]] = field(default_factory=dict)

    def of(self, entrant: Entrant) -> Mapping[int, Verdict]:
        found = ((seed, known.get(entrant.label)) for seed, known in self.verdicts.items())
        return {seed: verdict for seed, verdict in found if verdict}


def in_words(verdict: Verdict) -> str:
    return verdict.outcome.replace("_", " ")


def lineup(kata: Kata) -> list[Entrant]:
    """The reference, the stub, every mistake and every alternative of a kata."""
    reference = kata.reference.read_text("utf-8-sig")
    found = [Entrant(kata, "reference", "", reference)]
    if kata.stub.is_file():
        # A line that changes nothing, or the engine would not even run what is untouched.
        stub = kata.stub.read_text("utf-8-sig") + "\n_attempted = True\n"
        found.append(Entrant(kata, "stub", "", stub))
    for variant in load_variants(kata.mistakes, "mistake"):
        source = as_submission(kata, variant.name, variant.path)
        found.append(Entrant(kata, "mistake", variant.name, source))
    for variant in load_variants(kata.alternatives, "alternative"):
        source = as_submission(kata, variant.name, variant.path)
        found.append(Entrant(kata, "alternative", variant.name, source))
    return found


def functions_of(kata: Kata, path: Path, kind: Kind) -> dict[str, tuple[str, Function]]:
    """The variants as functions to be called here, by name: of which function each is one."""
    right, files = load(kata.reference, kata.name), kata.limits.files
    return {
        variant.name: (variant.of, with_files(files, variant.over(getattr(right, variant.of))))
        for variant in load_variants(path, kind)
    }


def judged(
    course: Course, entrants: Sequence[Entrant], seeds: Sequence[int], players: Players
) -> Outcomes:
    """Every entrant graded under every seed, as a class would be."""
    katas = list({entrant.kata.id: entrant.kata for entrant in entrants}.values())
    submissions = [_submission(entrant) for entrant in entrants]
    outcomes = Outcomes()
    for seed in seeds:
        results = grade(course, submissions, Settings(seed, players), Protection("full"), katas)
        outcomes.verdicts[seed] = {
            entrant.label: next(v for v in graded.katas if v.kata == entrant.kata.id)
            for entrant, graded in zip(entrants, results.submissions, strict=True)
        }
    return outcomes


def _submission(entrant: Entrant) -> Submission:
    source = Source(entrant.source, entrant.kata.file.name)
    return Submission(entrant.label, {entrant.kata.id: source}, "", None)
