"""The pack `by_hand`: the known figures, exactly, and gradients against other derivations."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gradkata.checking import numeric_vjp
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.judge.module import load

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from gradkata.course.kata import Kata

NAMES = ["decide", "gradients", "update", "train", "vectorised"]
START = (0.666, 0.333, 0.233)
TRAINED = (0.4514297388906616, 0.2369025056182418, -0.611635769357402)
AND_GATE = [[1, 0, -1], [0, 1, -1], [0, 0, -1], [1, 1, 1]]


@pytest.fixture(scope="module")
def course() -> Course:
    return open_course(bundled_course())


def _kata(course: Course, name: str) -> Kata:
    return course.kata(f"by_hand/{name}")


def _reference(course: Course, name: str) -> ModuleType:
    return load(_kata(course, name).reference, "reference")


def _loss(values: np.ndarray, x: np.ndarray, target: np.ndarray) -> float:
    return float((((x * values[:2]).sum(axis=1) + values[2] - target) ** 2).sum())


def _slopes(values: np.ndarray, x: np.ndarray, target: np.ndarray) -> np.ndarray:
    return np.asarray(numeric_vjp(_loss, [values, x, target], 1.0)[0])


def _imported(source: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(source.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_katas_come_in_teaching_order(course: Course) -> None:
    ours = [kata.name for kata in course.katas if kata.pack == "by_hand"]
    assert ours == NAMES


def test_pack_comes_first(course: Course) -> None:
    assert course.packs[0].name == "by_hand"


def test_training_gives_the_known_figures_exactly(course: Course) -> None:
    assert _reference(course, "train").train(*START, AND_GATE, 20, 0.01) == TRAINED


def test_trained_machine_is_an_and_gate(course: Course) -> None:
    decide = _reference(course, "decide").decide
    inputs = [(0, 1), (1, 0), (0, 0), (1, 1)]
    assert [decide(*TRAINED, x1, x2) for x1, x2 in inputs] == [0, 0, 0, 1]


def test_no_epoch_changes_nothing(course: Course) -> None:
    assert _reference(course, "train").train(*START, AND_GATE, 0, 0.01) == START


def test_training_is_gradients_and_update_row_by_row(course: Course) -> None:
    gradients = _reference(course, "gradients").gradients
    update = _reference(course, "update").update
    weights = START
    for x1, x2, target in 20 * AND_GATE:
        weights = update(*weights, *gradients(*weights, x1, x2, target), 0.01)
    assert weights == TRAINED


def test_score_of_zero_is_decided_as_an_int_zero(course: Course) -> None:
    answer = _reference(course, "decide").decide(1.0, 1.0, -2.0, 1, 1)
    assert (answer, type(answer)) == (0, int)


def test_gradients_of_the_worked_example(course: Course) -> None:
    assert _reference(course, "gradients").gradients(1, 2, 3, 4, 5, 14) == (24, 30, 6)


def test_one_update_takes_most_of_the_worked_examples_error(course: Course) -> None:
    w1, w2, b = _reference(course, "update").update(1, 2, 3, 24, 30, 6, 0.01)
    assert w1 * 4 + w2 * 5 + b - 14 == pytest.approx(0.48)


def test_first_row_of_the_worked_training(course: Course) -> None:
    first = _reference(course, "train").train(*START, AND_GATE[:1], 1, 0.01)
    assert first == pytest.approx((0.62802, 0.333, 0.19502), rel=1e-14)


def test_gradients_are_the_slopes_of_the_loss(course: Course) -> None:
    rng = np.random.default_rng(1)
    gradients = _reference(course, "gradients").gradients
    for w1, w2, b, x1, x2, target in rng.normal(size=(20, 6)).tolist():
        slopes = _slopes(np.array([w1, w2, b]), np.array([[x1, x2]]), np.array([target]))
        np.testing.assert_allclose(
            gradients(w1, w2, b, x1, x2, target), slopes, rtol=1e-7, atol=1e-7
        )


def test_vectorised_gradients_of_the_worked_example(course: Course) -> None:
    x = np.array([[4.0, 5.0], [1.0, 0.0], [0.0, 1.0]])
    target = np.array([14.0, 3.0, 8.0])
    d_w, d_b = _reference(course, "vectorised").gradients(np.array([1.0, 2.0]), 3.0, x, target)
    assert (d_w.tolist(), d_b) == ([26, 24], 2)


def test_vectorised_gradients_are_the_slopes_of_the_summed_loss(course: Course) -> None:
    rng = np.random.default_rng(2)
    values, x, target = rng.normal(size=3), rng.normal(size=(23, 2)), rng.normal(size=23)
    d_w, d_b = _reference(course, "vectorised").gradients(values[:2], values[2], x, target)
    np.testing.assert_allclose([*d_w, d_b], _slopes(values, x, target), rtol=1e-7)


def test_vectorised_gradients_are_the_sum_over_single_rows(course: Course) -> None:
    rng = np.random.default_rng(3)
    (w1, w2, b), table = rng.normal(size=3), rng.normal(size=(7, 3))
    single = _reference(course, "gradients").gradients
    rows = np.array([single(w1, w2, b, *row) for row in table])
    whole = _reference(course, "vectorised").gradients
    d_w, d_b = whole(np.array([w1, w2]), b, table[:, :2], table[:, 2])
    np.testing.assert_allclose([*d_w, d_b], rows.sum(axis=0), rtol=1e-12)


def test_vectorised_gradients_keep_their_shapes_with_one_row(course: Course) -> None:
    d_w, d_b = _reference(course, "vectorised").gradients(
        np.ones(2), 0.5, np.ones((1, 2)), np.zeros(1)
    )
    assert (d_w.shape, np.ndim(d_b)) == ((2,), 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_kata_has_at_least_three_hints(course: Course, name: str) -> None:
    assert len(_kata(course, name).hints) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_reference_uses_no_other_kata(course: Course, name: str) -> None:
    assert _imported(_kata(course, name).reference) <= {"numpy"}


def test_pack_is_registered_without_numpy(course: Course) -> None:
    source = _kata(course, "decide").root / "plugins" / "by_hand" / "__init__.py"
    assert _imported(source) == {"pathlib", "gradkata"}
