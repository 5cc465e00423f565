"""Each attack ends as it says, between honest submissions whose marks do not move."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pytest

from tests.hostile.attacks import Attack, corpus
from tests.hostile.classroom import ESCAPED, said

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.judge.records import Graded
    from tests.hostile.classroom import Classroom, Lesson

ATTACKS = corpus()
AT_LEAST = {
    "bringing": 10,
    "endless": 12,
    "forging": 30,
    "leaving": 12,
    "looking": 8,
    "reaching": 20,
    "reading": 15,
    "staying": 8,
    "too_much": 15,
}
Kind = tuple[str, str, bool]


def _kind(attack: Attack) -> Kind:
    return attack.path.parent.name, attack.kata, attack.is_short


KINDS = sorted({_kind(attack) for attack in ATTACKS})
KATAS = sorted({attack.kata for attack in ATTACKS})
# A machine that is busy with other things must not turn a slow attack into one that got through.
PATIENCE = 10.0
LONGEST_VERDICT = 100_000

Found = Callable[[Attack], "Lesson"]


@pytest.fixture(scope="module")
def found(classroom: Classroom, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The lesson of an attack; those of one kind are graded in one session."""

    @cache
    def lessons(like: Kind) -> dict[str, Lesson]:
        together = [attack for attack in ATTACKS if _kind(attack) == like]
        graded = classroom.lessons(together, tmp_path_factory.mktemp("class"))
        return {attack.name: lesson for attack, lesson in zip(together, graded, strict=True)}

    return lambda attack: lessons(_kind(attack))[attack.name]


def needs_torch(kata: str) -> None:
    if kata.startswith("autograd"):
        pytest.importorskip("torch")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_ends_as_stated(attack: Attack, found: Found, classroom: Classroom) -> None:
    needs_torch(attack.kata)
    lesson = found(attack)
    limits = classroom.kata(attack.kata, attack.is_short).limits
    assert lesson.verdict.outcome == attack.ends, lesson.text
    assert attack.says in lesson.text
    assert _has_earned(attack, lesson), lesson.text
    assert ESCAPED not in lesson.text
    assert len(msgspec.json.encode(lesson.attack)) < LONGEST_VERDICT
    assert not lesson.left
    assert lesson.seconds < limits.kata_seconds + PATIENCE


def _has_earned(attack: Attack, lesson: Lesson) -> bool:
    """Whether it has the marks that are its own, and not all of them where it is wrong."""
    if attack.score is None:
        return lesson.verdict.score < lesson.verdict.max_score
    return lesson.verdict.score == attack.score


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_neighbours_keep_their_marks(attack: Attack, found: Found, classroom: Classroom) -> None:
    needs_torch(attack.kata)
    neighbours = found(attack).neighbours
    alone = classroom.known[attack.kata, attack.is_short]
    assert neighbours in (alone, alone[::-1])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)))
def test_what_is_known_of_a_class_changes_no_mark(
    kind: Kind, classroom: Classroom, tmp_path: Path
) -> None:
    needs_torch(kind[1])
    together = [attack for attack in ATTACKS if _kind(attack) == kind]
    first, again = classroom.twice(together, tmp_path)
    assert [_marks(graded) for graded in again] == [_marks(graded) for graded in first]
    assert len({str(said(graded)) for graded in (*first[::2], *again[::2])}) == 1


def _marks(graded: Graded) -> tuple[float, str]:
    return graded.score, graded.katas[0].outcome


@pytest.mark.parametrize("kata", KATAS)
def test_a_half_right_neighbour_has_half_the_marks(
    kata: str, found: Found, classroom: Classroom
) -> None:
    needs_torch(kata)
    found(next(attack for attack in ATTACKS if attack.kata == kata))
    for name, right, half in ((name, *pair) for (name, _), pair in classroom.known.items()):
        if name == kata:
            assert 0 < half["score"] < right["score"] == right["max_score"]


@pytest.mark.parametrize("way", AT_LEAST)
def test_every_way_in_is_tried_several_times(way: str) -> None:
    assert len([attack for attack in ATTACKS if attack.path.parent.name == way]) >= AT_LEAST[way]


def test_no_way_in_is_left_out_of_the_count() -> None:
    assert {attack.path.parent.name for attack in ATTACKS} == set(AT_LEAST)
