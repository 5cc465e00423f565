"""The rules that the katas of every pack keep, shown with their own mistakes and alternatives.

GRADKATA_SEEDS says under how many seeds; the default keeps the suite short.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from gradkata.course.course import bundled_course, open_course
from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind, as_submission, load_variants
from gradkata.course.stubs import is_untouched, signatures, stub_of
from gradkata.grading import grade
from gradkata.intake.records import Source, Submission, readable
from gradkata.judge.records import Protection, Settings, Verdict
from gradkata.wall.pool import Wall

COURSE = open_course(bundled_course())
SEEDS = range(int(os.environ.get("GRADKATA_SEEDS", "3")))
MISTAKES, ALTERNATIVES, HINTS = 6, 3, 3

each_kata = pytest.mark.parametrize("kata", COURSE.katas, ids=lambda kata: kata.id)


@dataclass(frozen=True, eq=False)
class Answer:
    """A submission to one kata whose verdict is known beforehand; for a mistake its name."""

    kata: Kata
    kind: Kind | None
    name: str

    def submission(self) -> Submission:
        label = f"{self.kata.id} {self.kind} {self.name}"
        return readable(label, {self.kata.id: Source(self._text(), f"katas/{self.kata.file}")})

    def _text(self) -> str:
        if self.kind is None:
            return self.kata.reference.read_text("utf-8")
        folder = self.kata.mistakes if self.kind == "mistake" else self.kata.alternatives
        return as_submission(self.kata, self.name, folder)


Judged = dict[Answer, list[Verdict]]


def answers_to(kata: Kata) -> Iterator[Answer]:
    yield Answer(kata, None, "reference")
    for variant in load_variants(kata.mistakes, "mistake"):
        yield Answer(kata, "mistake", variant.name)
    for variant in load_variants(kata.alternatives, "alternative"):
        yield Answer(kata, "alternative", variant.name)


@pytest.fixture(scope="module")
def judged() -> Judged:
    """The verdict on every known answer, one for each seed."""
    answers = [answer for kata in COURSE.katas for answer in answers_to(kata)]
    submissions = [answer.submission() for answer in answers]
    verdicts: Judged = {answer: [] for answer in answers}
    with Wall() as wall:
        for seed in SEEDS:
            results = grade(COURSE, submissions, Settings(seed, wall), Protection("full"))
            for answer, graded in zip(answers, results.submissions, strict=True):
                verdicts[answer] += [v for v in graded.katas if v.kata == answer.kata.id]
    return verdicts


def of_kind(judged: Judged, kata: Kata, kind: Kind | None) -> list[tuple[str, Verdict]]:
    """The names of a kata's answers of one kind, each with every verdict on it."""
    ours = [answer for answer in judged if (answer.kata, answer.kind) == (kata, kind)]
    return [(answer.name, verdict) for answer in ours for verdict in judged[answer]]


def first_message(verdict: Verdict) -> str:
    return next((check.message for check in verdict.checks if check.message), "")


def docstrings(source: str) -> dict[str, str | None]:
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    public = {f.name: ast.get_docstring(f) for f in functions if not f.name.startswith("_")}
    return {"": ast.get_docstring(tree), **public}


@each_kata
def test_the_stub_is_what_the_reference_makes_it(kata: Kata) -> None:
    assert kata.stub.read_text("utf-8") == stub_of(kata.reference.read_text("utf-8"))


@each_kata
def test_the_stub_counts_as_untouched(kata: Kata) -> None:
    assert is_untouched(kata.stub.read_text("utf-8"), kata.reference.read_text("utf-8"))


@each_kata
def test_the_reference_does_not_count_as_untouched(kata: Kata) -> None:
    reference = kata.reference.read_text("utf-8")
    assert not is_untouched(reference, reference)


@each_kata
def test_stub_and_reference_have_the_same_signatures(kata: Kata) -> None:
    stub, reference = (path.read_text("utf-8") for path in (kata.stub, kata.reference))
    assert signatures(stub) == signatures(reference) != {}


@each_kata
def test_stub_and_reference_have_the_same_docstrings(kata: Kata) -> None:
    stub, reference = (path.read_text("utf-8") for path in (kata.stub, kata.reference))
    assert docstrings(stub) == docstrings(reference)


@each_kata
def test_everything_has_a_docstring(kata: Kata) -> None:
    found = docstrings(kata.stub.read_text("utf-8"))
    assert [name for name, text in found.items() if not text] == []


@each_kata
def test_there_are_hints_enough(kata: Kata) -> None:
    assert len({hint.strip() for hint in kata.hints} - {""}) >= HINTS


@each_kata
def test_there_are_mistakes_enough(kata: Kata) -> None:
    assert len(load_variants(kata.mistakes, "mistake")) >= MISTAKES


@each_kata
def test_there_are_alternatives_enough(kata: Kata) -> None:
    assert len(load_variants(kata.alternatives, "alternative")) >= ALTERNATIVES


@each_kata
def test_every_mistake_has_a_name_and_a_sentence_of_its_own(kata: Kata) -> None:
    told = [(m.name, m.message) for m in load_variants(kata.mistakes, "mistake")]
    names, sentences = ([*column] for column in zip(*told, strict=True))
    assert (len(set(names)), len(set(sentences))) == (len(told), len(told))


@pytest.mark.parametrize("pack", COURSE.packs, ids=lambda pack: pack.name)
def test_every_file_of_a_pack_belongs_to_a_kata(pack: object) -> None:
    katas = [kata for kata in COURSE.katas if kata.pack == getattr(pack, "name", "")]
    known = {p for k in katas for p in (k.stub, k.reference, k.checks, k.mistakes, k.alternatives)}
    there = {file for path in known for file in path.parent.glob("*.py")}
    assert there - known == set()


@each_kata
def test_the_reference_passes(judged: Judged, kata: Kata) -> None:
    verdicts = of_kind(judged, kata, None)
    assert [first_message(v) for _, v in verdicts if v.outcome != "passed"] == []


@each_kata
def test_the_reference_gets_full_marks(judged: Judged, kata: Kata) -> None:
    assert {v.score for _, v in of_kind(judged, kata, None)} == {kata.points}


@each_kata
def test_every_alternative_passes(judged: Judged, kata: Kata) -> None:
    verdicts = of_kind(judged, kata, "alternative")
    failed = [(name, first_message(v)) for name, v in verdicts if v.outcome != "passed"]
    assert failed == []


@each_kata
def test_no_alternative_is_called_a_mistake(judged: Judged, kata: Kata) -> None:
    verdicts = of_kind(judged, kata, "alternative")
    assert [(name, v.mistakes) for name, v in verdicts if v.mistakes] == []


@each_kata
def test_every_mistake_is_caught(judged: Judged, kata: Kata) -> None:
    verdicts = of_kind(judged, kata, "mistake")
    assert [name for name, v in verdicts if v.outcome != "failed"] == []


@each_kata
def test_every_mistake_is_named_as_itself_and_nothing_else(judged: Judged, kata: Kata) -> None:
    named = [(name, [m.name for m in v.mistakes]) for name, v in of_kind(judged, kata, "mistake")]
    assert [(name, found) for name, found in named if found != [name]] == []


@each_kata
def test_no_check_is_idle(judged: Judged, kata: Kata) -> None:
    checks = [check for _, verdict in of_kind(judged, kata, "mistake") for check in verdict.checks]
    at_work = {check.name for check in checks if check.outcome == "failed"}
    assert {check.name for check in checks} - at_work == set()
