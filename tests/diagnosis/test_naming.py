"""Every mistake is named as itself and as no other, two at once both, and no right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind, Variant, load_variants
from gradkata.judge.module import load
from tests.diagnosis.inprocess import asked, course, judge_one

SEEDS = range(10)
KATAS = [kata.id for kata in course().katas]


def solutions(kata: Kata, kind: Kind) -> Iterator[tuple[Variant, Callable[..., object]]]:
    right = load(kata.reference, "right")
    path = kata.mistakes if kind == "mistake" else kata.alternatives
    for variant in load_variants(path, kind):
        yield variant, variant.over(getattr(right, variant.of))


def named(kata: str, seed: int, *, alive: bool) -> dict[str, list[str]]:
    """What each mistake of a kata is called."""
    judged = asked(seed)[kata]
    return {
        variant.name: [
            mistake.name for mistake in judged.of(variant.of, wrong, alive=alive).mistakes
        ]
        for variant, wrong in solutions(course().kata(kata), "mistake")
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kata", KATAS)
def test_every_mistake_is_named_as_itself_alone(kata: str, seed: int) -> None:
    found = named(kata, seed, alive=False)
    assert found == {name: [name] for name in found}


@pytest.mark.parametrize("kata", KATAS)
def test_further_calls_leave_every_mistake_its_name(kata: str) -> None:
    found = named(kata, 0, alive=True)
    assert found == {name: [name] for name in found}


@pytest.mark.parametrize("kata", KATAS)
def test_nothing_is_said_of_a_right_solution(kata: str) -> None:
    judged = asked(0)[kata]
    findings = [
        judged.of(v.of, right) for v, right in solutions(course().kata(kata), "alternative")
    ]
    assert not any(found.mistakes or found.remarks for found in findings)


def over(kata: str, outer: str, inner: str) -> list[str]:
    """The names given to one mistake laid over another."""
    variants = {v.name: (v, f) for v, f in solutions(course().kata(kata), "mistake")}
    wrong = variants[outer][0].over(variants[inner][1])
    return [m.name for m in asked(0)[kata].of(variants[outer][0].of, wrong).mistakes]


@pytest.mark.parametrize(
    ("kata", "outer", "inner"),
    [
        ("by_hand/gradients", "missing_factor_two", "error_turned_round"),
        ("by_hand/gradients", "error_turned_round", "bias_not_in_the_output"),
        ("by_hand/update", "forgot_the_learning_rate", "uphill"),
        ("by_hand/train", "missing_factor_two", "one_update_for_each_epoch"),
        ("by_hand/vectorised", "missing_factor_two", "mean_for_the_bias_alone"),
        ("autograd/linear", "half_loss", "absolute_errors"),
        ("autograd/update", "forgets_zeroing", "only_two_weights"),
        ("autograd/train", "loss_after_the_update", "forgets_zeroing"),
        ("two_layer/backward", "mean_over_the_rows", "no_gate"),
        ("two_layer/train", "loss_after_the_update", "gradients_never_cleared"),
    ],
)
def test_two_mistakes_at_once_are_both_named(kata: str, outer: str, inner: str) -> None:
    assert sorted(over(kata, outer, inner)) == sorted([outer, inner])


GONE = """import torch


def update(w, learning_rate):
    w.grad.zero_()
"""


def test_mistakes_that_the_first_check_cannot_tell_apart_are_told_apart_by_further_calls() -> None:
    # The other checks are skipped, and the first one does not look at the gradient.
    verdict = judge_one(course().kata("autograd/update"), GONE)
    assert [mistake.name for mistake in verdict.mistakes] == ["gradient_gone_unused"]


def test_a_mistake_is_not_named_where_one_answer_is_another() -> None:
    def sometimes(w1: float, w2: float, b: float, x1: float, x2: float, target: float) -> object:
        error = w1 * x1 + w2 * x2 + b - target
        factor = 1 if abs(error) < 10 else 2
        return factor * error * x1, factor * error * x2, factor * error

    assert asked(0)["by_hand/gradients"].of("gradients", sometimes).mistakes == []
