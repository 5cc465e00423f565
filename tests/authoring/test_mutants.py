"""Mechanical changes to a reference are noticed, or declared, or reported as source diffs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("libcst")

from gradkata.authoring.mutants.mutate import mutants_of

if TYPE_CHECKING:
    from tests.authoring.conftest import Course, Said


def _made(body: str, *, torch: bool = False) -> set[str]:
    source = f"def f(a, b, n):\n    {body}\n"
    return {mutant.key.partition("  ->  ")[2] for mutant in mutants_of(source, torch=torch)}


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        ("return a + b", "return a - b"),
        ("return a + b", "return a"),
        ("return a @ b", "return b @ a"),
        ("return -a", "return a"),
        ("return a + b", "return -(a + b)"),
        ("return 2 * a", "return 3 * a"),
        ("return a.sum(axis=0)", "return a.sum(axis=1)"),
        ("return a.sum(axis=0)", "return a.mean(axis=0)"),
        ("return a.T", "return a"),
        ("return a > b", "return a >= b"),
        ("return a, b", "return b, a"),
        ("a -= b", "a = a - b"),
        ("a = a - b", "a -= b"),
        ("a.zero_()", "pass"),
        ("return range(n)", "return range(n + 1)"),
    ],
)
def test_changes_that_are_made(body: str, changed: str) -> None:
    assert changed in _made(body)


def test_results_are_detached_only_where_there_is_torch() -> None:
    detached = "return (a * b).detach()"
    assert (detached in _made("return a * b", torch=True), detached in _made("return a * b")) == (
        True,
        False,
    )


def test_docstrings_and_signatures_stay_as_they_are() -> None:
    assert mutants_of('"""Of 2."""\ndef f(a=1):\n    """One."""\n', torch=True) == []


def test_key_survives_that_other_lines_move() -> None:
    source = "def f(a):\n    return a + 1\n"
    moved = "import math\n\n\n" + source
    keys = [{m.key for m in mutants_of(text, torch=False)} for text in (source, moved)]
    assert keys[0] == keys[1]


def test_all_mutants_of_a_sound_kata_are_killed(demo: Course) -> None:
    found = demo.mutated().mutants
    assert found is not None
    assert (found.survivors, found.killed) == ([], found.made)


def test_survivor_is_reported_as_a_source_diff(demo: Course) -> None:
    demo.replace("checks", "rng.normal(size=(3, 2)))\n", "np.array([[2.0]]))\n")
    found = demo.mutated().mutants
    assert found is not None
    assert any("+    found = (x * 2).sum()" in diff for diff in found.survivors)


def test_survivor_declared_equivalent_is_none(demo: Course, said: Said) -> None:
    demo.replace("reference", "    found = (x**2).sum()", "    found = (x * x).sum() + 0")
    survivor = "found = (x * x).sum() + 0  ->  found = (x * x).sum() - 0"
    assert any(survivor in message for message in said(demo.mutated(), "survivor"))
    text = demo.files["mistakes"].read_text("utf-8")
    demo.write("mistakes", text + f'\n\nEQUIVALENT = {{"{survivor}": "0 is 0"}}\n')
    assert not any(survivor in m for m in said(demo.mutated(), "survivor"))


def test_declaration_without_a_survivor_is_stale(demo: Course, said: Said) -> None:
    text = demo.files["mistakes"].read_text("utf-8")
    demo.write("mistakes", text + '\n\nEQUIVALENT = {"a  ->  b": "once"}\n')
    [message] = said(demo.mutated(), "stale")
    assert "drop it" in message
