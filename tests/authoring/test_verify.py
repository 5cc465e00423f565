"""`verify` finds what is wrong with a kata, each thing by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gradkata.authoring.verify import gate
from gradkata.course.stubs import stub_of

if TYPE_CHECKING:
    from tests.authoring.conftest import Course, Said


def test_sound_kata_has_no_problem(demo: Course) -> None:
    assert demo.verified().problems == []


def test_matrix_says_which_check_catches_what(demo: Course) -> None:
    report = demo.verified()
    assert report.catches["test_total"] == ["mean_of_squares"]
    assert report.catches["test_any_rows"] == ["upstream_ignored", "missing_factor_two"]


def test_gap_lies_between_rounding_and_the_nearest_mistake(demo: Course) -> None:
    gap = demo.verified().gap
    assert gap is not None
    assert (gap.accepted or 0) < 1e-12
    assert (gap.rejected or 0) > 0.1


def test_check_taken_out_lets_a_mistake_go_free(demo: Course, said: Said) -> None:
    text = demo.files["checks"].read_text("utf-8")
    demo.write("checks", text[: text.index("def test_total")])
    assert said(demo.verified(), "not_caught") == ["mistake mean_of_squares goes free"]


def test_mistake_that_cannot_be_called_as_the_reference_is_told(demo: Course, said: Said) -> None:
    text = demo.files["mistakes"].read_text("utf-8")
    demo.write("mistakes", text.replace("def mean_of_squares(x)", "def mean_of_squares(x, y)"))
    [message] = said(demo.verified(), "variants")
    assert message.endswith("mean_of_squares cannot be called as the reference's total(x)")


def test_check_that_catches_nothing_is_idle(demo: Course, said: Said) -> None:
    demo.write("checks", demo.files["checks"].read_text("utf-8") + IDLE)
    [message] = said(demo.verified(), "idle")
    assert message.startswith("test_shape catches no mistake")


IDLE = """

def test_shape(compare: Compare) -> None:
    compare("total", np.zeros((2, 3)))
"""


def test_check_without_a_mistake_of_its_own_is_needless_where_much_is_asked(
    demo: Course, said: Said
) -> None:
    found = said(demo.verified(strict=True), "needless")
    assert [message.split()[0] for message in found] == ["test_worked_example", "test_any_rows"]


def test_check_without_a_mistake_of_its_own_is_noted_where_little_is_asked(demo: Course) -> None:
    [first, second] = demo.verified().notes
    assert first.startswith("test_worked_example catches nothing that other checks do not catch")
    assert second.startswith("test_any_rows catches nothing")


def test_of_a_shipped_pack_much_is_asked_always(
    demo: Course, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "bundled_course", lambda: demo.root)
    found = said(demo.verified(), "needless")
    assert [message.split()[0] for message in found] == ["test_worked_example", "test_any_rows"]


def test_check_of_one_result_needs_a_mistake_in_that_one(demo: Course, said: Said) -> None:
    demo.write("reference", BOTH)
    demo.write("stub", stub_of(BOTH))
    demo.write("checks", ONE_BY_ONE)
    demo.write("mistakes", IN_ONE_OF_BOTH)
    demo.write("alternatives", AS_A_LIST)
    report = demo.verified(strict=True)
    assert report.alone == {"test_twice": ["twice_as_thrice"], "test_half": ["half_as_whole"]}
    assert said(report, "needless") == []


BOTH = '''"""Twice and half of x."""


def both(x):
    """Twice x, and half of it."""
    twice = 2 * x
    half = x / 2
    return twice, half
'''
ONE_BY_ONE = """
from gradkata.checking import Compare


def test_twice(compare: Compare) -> None:
    compare("both", 3.0, only=["twice"])


def test_half(compare: Compare) -> None:
    compare("both", 3.0, only=["half"])
"""
IN_ONE_OF_BOTH = '''
import numpy as np
from gradkata import mistake


@mistake(of="both")
def twice_as_thrice(x):
    """That is three times x."""
    return 3 * x, x / 2


@mistake(of="both")
def half_as_whole(x):
    """That is x itself."""
    return 2 * x, x


@mistake(of="both")
def nothing_comes_back(x):
    """Return both."""


@mistake(of="both")
def one_number(x):
    """Return both, one after the other."""
    return np.array(2 * x)
'''
AS_A_LIST = """
from gradkata import alternative


@alternative(of="both")
def as_a_list(x):
    return [x + x, 0.5 * x]
"""


def test_shipped_packs_owe_six_mistakes_and_three_alternatives(demo: Course, said: Said) -> None:
    found = said(demo.verified(strict=True), "too_few")
    assert ["at least 6" in found[0], "at least 3" in found[1]] == [True, True]


def test_tolerance_of_a_hundredth_is_found(demo: Course, said: Said) -> None:
    demo.replace("checks", "rng.normal(size=(3, 2)))\n", "rng.normal(size=(3, 2)), rtol=1e-2)\n")
    assert any("rtol=0.01" in message for message in said(demo.verified(), "tolerance"))


def test_tolerance_of_a_check_without_compare_is_found(demo: Course, said: Said) -> None:
    demo.replace("checks", 'compare("total", rng.normal(size=(3, 2)))', BY_HAND)
    demo.replace("checks", "compare: Compare, rng: np.random.Generator) -> None:\n    x", LEARNER)
    assert said(demo.verified(), "tolerance") == [
        "test_total is content with answers that are off by a thousandth"
    ]


BY_HAND = """x = rng.normal(size=(3, 2))
    np.testing.assert_allclose(learner.total(x), (x**2).sum(), rtol=1e-2)"""
LEARNER = "learner, rng: np.random.Generator) -> None:\n    x"


def test_zero_up_to_rounding_is_no_oracle_and_no_thin_gap(demo: Course, said: Said) -> None:
    demo.replace("reference", "found = (x**2).sum()", "found = (x**2).sum() + 0.1 + 0.2 - 0.3")
    demo.replace("alternatives", "x.ravel() @ x.ravel()", "(x**2).sum()")
    demo.write("checks", demo.files["checks"].read_text("utf-8") + OF_ZEROS)
    report = demo.verified()
    assert (said(report, "oracle"), said(report, "thin")) == ([], [])


OF_ZEROS = """

def test_zeros(compare: Compare) -> None:
    compare("total", np.zeros((3, 2)))
"""


def test_mistake_nearer_than_two_decades_is_thin(demo: Course, said: Said) -> None:
    demo.write("mistakes", demo.files["mistakes"].read_text("utf-8") + NEAR)
    assert any("nearly_right" in message for message in said(demo.verified(), "thin"))


NEAR = '''

@mistake(of="total")
def nearly_right(x):
    """You round on the way."""
    return (x**2).sum() * (1 + 2e-8)
'''


def test_uniform_upstream_gradient_is_found(demo: Course, said: Said) -> None:
    demo.replace("checks", "np.array([[1.0, 0.5]])", "np.ones((1, 2))")
    demo.replace("checks", "rng.normal(size=shape), ", "np.ones(shape), ")
    found = demo.verified()
    assert any("every entry of upstream is the same" in m for m in said(found, "uniform"))
    assert "mistake upstream_ignored goes free" in said(found, "not_caught")


def test_single_sample_is_found(demo: Course, said: Said) -> None:
    demo.replace("checks", "((3, 2), (4, 5))", "((1, 2), (1, 5))")
    assert any("backward has a single sample" in m for m in said(demo.verified(), "one_sample"))


def test_equal_dimensions_are_found(demo: Course, said: Said) -> None:
    demo.replace("checks", "((3, 2), (4, 5))", "((3, 3), (4, 4))")
    demo.replace("checks", "[[1.0, 0.5]]), np.array([[0.0, 1.0]])", "[[0.5]]), np.array([[1.0]])")
    found = said(demo.verified(), "equal_dimensions")
    assert any(message.startswith("dimensions 0 and 1 of x are equal") for message in found)


def test_oracle_that_runs_learner_code_is_found(demo: Course, said: Said) -> None:
    demo.write("checks", demo.files["checks"].read_text("utf-8") + ORACLE)
    [message] = said(demo.verified(), "oracle")
    assert message.startswith("test_slopes is content with total and backward off by half")


ORACLE = """

def test_slopes(learner, rng: np.random.Generator) -> None:
    x, step = rng.normal(size=(3, 2)), np.zeros((3, 2))
    step[1, 1] = 1e-4
    slope = (learner.total(x + step) - learner.total(x - step)) / 2e-4
    found = learner.backward(np.ones((3, 2)), x)[1, 1]
    assert abs(slope - found) < 1e-6 * abs(found)
"""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import time", "time"),
        ("from datetime import date", "datetime.date"),
        ("import socket", "socket"),
        ("from pathlib import Path", "pathlib.Path"),
        ("import random", "random"),
        ("DATA = open", "builtins.open"),
        ("DRAWN = np.random.normal(size=3)", "numpy.random.normal"),
    ],
)
def test_clock_network_files_and_chance_are_refused(
    demo: Course, said: Said, line: str, name: str
) -> None:
    demo.replace("checks", "import numpy as np\n", f"import numpy as np\n{line}\n")
    assert any(f"uses {name}: " in message for message in said(demo.looked_at(), "outside"))


def test_check_that_draws_by_itself_is_flaky(demo: Course, said: Said) -> None:
    demo.replace("checks", 'compare("total", rng.', 'compare("total", np.random.default_rng().')
    assert [m.split()[0] for m in said(demo.verified(), "flaky")] == ["test_total"]


def test_check_that_fails_under_some_seed_is_found(demo: Course, said: Said) -> None:
    demo.replace(
        "checks", 'compare("total", ', 'assert rng.integers(2) == 0\n    compare("total", '
    )
    report = demo.verified(seeds=8)
    assert any(
        "the reference is" in m for m in said(report, "not_judged") + said(report, "reference")
    )


def test_reference_that_never_passes_is_all_there_is_to_mend(demo: Course) -> None:
    demo.replace("reference", "upstream * 2 * x", "upstream * 2 * y")
    report = demo.verified()
    [problem] = report.problems
    assert problem.message.startswith("the reference is not judged under every seed")
    assert problem.message.endswith("name 'y' is not defined (line 8)")


def test_slip_in_a_check_is_told_with_its_line(demo: Course, said: Said) -> None:
    demo.replace("checks", 'compare("total", rng.', 'compare("total", rgn.')
    [message] = said(demo.verified(), "not_judged")
    assert "it raised NameError: name 'rgn' is not defined (test_scale.py, line " in message


def test_checks_that_cannot_be_imported_are_told_with_their_line(demo: Course, said: Said) -> None:
    demo.replace("checks", "import numpy as np\n", "import numpy as np\nimport nympu\n")
    [message] = said(demo.verified(), "not_judged")
    assert re.search(r"test_scale.py:\d+: ModuleNotFoundError: No module named 'nympu'$", message)


def test_file_without_a_check_is_told(demo: Course, said: Said) -> None:
    demo.replace("checks", "def test_", "def tset_")
    [message] = said(demo.verified(), "not_judged")
    assert message.endswith("no check was found in test_scale.py")


def test_mistake_that_is_its_author_s_own_slip_is_noted(demo: Course) -> None:
    demo.replace("mistakes", "return 2 * x", "return 2 * z")
    notes = [note for note in demo.verified().notes if note.endswith(": is it meant?")]
    assert [note.split(",")[0] for note in notes] == ["in mistake upstream_ignored"]


def test_mark_without_its_function_says_how_it_is_written(demo: Course, said: Said) -> None:
    demo.replace("mistakes", '@mistake(of="total")', "@mistake")
    [message] = said(demo.looked_at(), "variants")
    assert 'write @mistake(of="FUNCTION")' in message


def test_stub_that_differs_is_found(demo: Course, said: Said) -> None:
    demo.replace("stub", "def total(x)", "def total(x, y)")
    [message] = said(demo.looked_at(), "stub")
    assert "its signatures differ; `gradkata reset demo/scale` writes it anew" in message


def test_stub_with_another_statement_is_found(demo: Course, said: Said) -> None:
    demo.replace("stub", "row by row", "entry by entry")
    assert any("its docstring differs" in message for message in said(demo.looked_at(), "stub"))


def test_alternative_that_is_wrong_is_found(demo: Course, said: Said) -> None:
    demo.replace("alternatives", "upstream * (x + x)", "upstream * x")
    [message] = said(demo.verified(), "alternative")
    assert message.startswith("alternative doubled is failed under every seed: test_worked_example")


def test_alternatives_that_agree_against_the_reference_are_told_of_once(
    demo: Course, said: Said
) -> None:
    again = "@alternative(of='backward')\ndef added(upstream, x):\n    return 2 * (x * upstream)\n"
    demo.write("alternatives", demo.files["alternatives"].read_text("utf-8") + again)
    demo.replace("reference", "upstream * 2 * x", "upstream * 3 * x")
    [message] = said(demo.verified(), "alternative")
    assert message.startswith(
        "2 alternatives, which may well be right (doubled, added), are failed"
    )


def test_two_mistakes_that_look_the_same_are_found(demo: Course, said: Said) -> None:
    demo.write("mistakes", demo.files["mistakes"].read_text("utf-8") + TWIN)
    assert said(demo.verified(), "not_named")


TWIN = '''

@mistake(of="total")
def another_mean(x):
    """The mean once more."""
    return (x**2).sum() / x.size
'''


def test_hints_are_at_least_three_and_all_different(demo: Course, said: Said) -> None:
    demo.replace("pack", '("think", "multiply", "upstream * x * 2")', '("think", "think")')
    assert said(demo.looked_at(), "hints") == [
        "2 of at least 3 hints, from the concept to the line",
        "hint 2 is the same as one before",
    ]


def test_slow_kata_is_told_before_a_class_meets_it(demo: Course, said: Said) -> None:
    demo.replace("pack", "import Kata,", "import Kata, Limits,")
    demo.replace("pack", '"scale", ', '"scale", limits=Limits(kata_seconds=0.000001), ')
    report = demo.verified()
    assert said(report, "slow") or said(report, "reference")


def test_waived_rule_becomes_a_note_with_its_reason(demo: Course) -> None:
    demo.replace("checks", "((3, 2), (4, 5))", "((1, 2), (1, 5))")
    demo.write("mistakes", demo.files["mistakes"].read_text("utf-8") + WAIVED)
    report = demo.verified()
    assert "one_sample" not in {problem.rule for problem in report.problems}
    assert any(note.startswith("waived (rows are alone here)") for note in report.notes)


WAIVED = '\n\nWAIVED = {"one_sample": "rows are alone here"}\n'


def test_that_a_mistake_goes_free_cannot_be_waived(demo: Course, said: Said) -> None:
    waived = '\n\nWAIVED = {"not_caught": "never mind"}\n'
    demo.write("mistakes", demo.files["mistakes"].read_text("utf-8") + waived)
    assert said(demo.verified(), "waiver")[0].startswith("not_caught cannot be waived")
