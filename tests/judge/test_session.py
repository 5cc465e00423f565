"""Judging small katas: outcomes, scores, and what must have no effect on either."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.judge.records import Check
from gradkata.wall.hands import WallFailed
from gradkata.wall.pool import Wall
from gradkata.wall.spawn import Zygote

if TYPE_CHECKING:
    from tests.judge.conftest import Desk

RIGHT = "def double(x): return 2 * x\ndef triple(x): return 3 * x\n"
HALF = "def double(x): return x\ndef triple(x): return 3 * x\n"
WRONG = "def double(x): return x\ndef triple(x): return x\n"
STUB = "def double(x): raise NotImplementedError\ndef triple(x): raise NotImplementedError\n"
NONSENSE = b"\0\0\0\1\xc0"
FORGER = f"""
import os
def double(x):
    os.write(3, {NONSENSE!r} * 100)
    os._exit(0)
triple = double
"""


def _only(check: Any) -> Check:
    (found,) = check.checks
    assert isinstance(found, Check)
    return found


def test_the_reference_passes_with_all_points(desk: Desk) -> None:
    verdict = desk.one(RIGHT)
    assert (verdict.outcome, verdict.score, verdict.max_score) == ("passed", 1.0, 1.0)


def test_each_check_is_reported_under_its_own_name(desk: Desk) -> None:
    assert desk.outcomes(HALF) == {"test_double": "failed", "test_triple": "passed"}


def test_half_of_the_checks_give_half_of_the_points(desk: Desk) -> None:
    desk.set(desk.kata.name, points=4.0)
    assert (desk.one(HALF).outcome, desk.one(HALF).score) == ("failed", 2.0)


def test_a_check_counts_by_its_weight(desk: Desk) -> None:
    desk.checks("""
import pytest

@pytest.mark.weight(3)
def test_double(compare): compare("double", 1.5)
def test_triple(compare): compare("triple", 1.5)
""")
    assert desk.one(HALF).score == 0.25


def test_a_failed_check_says_what_was_called_expected_and_given(desk: Desk) -> None:
    check = desk.check(HALF, "test_double")
    assert (check.call, check.expected, check.actual) == ("double(x=3.5)", "7.0", "3.5")


def test_nothing_written_is_todo_without_points(desk: Desk) -> None:
    verdict = desk.one(STUB)
    assert (verdict.outcome, verdict.score) == ("todo", 0.0)


def test_one_function_still_to_be_written_is_failed_with_the_others_points(desk: Desk) -> None:
    verdict = desk.one(RIGHT.replace("return 3 * x", "raise NotImplementedError"))
    assert (verdict.outcome, verdict.score) == ("failed", 0.5)


BROKEN = {
    "def double(x:": "cannot be loaded: SyntaxError",
    "import nothing_like_it": "cannot be loaded: ModuleNotFoundError",
    "1 / 0": "cannot be loaded: ZeroDivisionError",
    "import os; os._exit(0)": "ended the process: it left with exit status 0",
    "while True: pass": "was stopped: it did not answer within 2 seconds",
}


@pytest.mark.parametrize("source", BROKEN)
def test_a_file_that_does_not_load_fails_every_check_with_the_reason(
    desk: Desk, source: str
) -> None:
    checks = desk.one(source).checks
    assert [check.outcome for check in checks] == ["failed", "failed"]
    assert all(BROKEN[source] in check.message for check in checks)


def test_a_missing_function_is_named(desk: Desk) -> None:
    check = desk.check("def double(x): return 2 * x", "test_triple")
    assert "there is no function triple in kata" in check.message


def test_an_exception_is_told_with_its_line(desk: Desk) -> None:
    check = desk.check("def double(x):\n    return x / 0\n", "test_double")
    assert check.message == "double raised ZeroDivisionError: float division by zero (line 2)"


def test_what_was_printed_is_kept(desk: Desk) -> None:
    assert desk.one("def double(x): print('x is', x)\ntriple = double\n").output == (
        "x is 3.5\nx is 3.5\n"
    )


NEEDS = """
import pytest

def test_double(compare): compare("double", 1.5)

@pytest.mark.needs("test_double")
def test_triple(compare): compare("triple", 1.5)

@pytest.mark.needs("test_triple")
def test_last(compare): compare("triple", 2.5)
"""


def test_what_needs_a_failed_check_is_skipped_and_so_on(desk: Desk) -> None:
    desk.checks(NEEDS)
    assert list(desk.outcomes(HALF).values()) == ["failed", "skipped", "skipped"]


def test_what_needs_a_passed_check_is_run(desk: Desk) -> None:
    desk.checks(NEEDS)
    assert set(desk.outcomes(RIGHT).values()) == {"passed"}


def test_a_skipped_check_names_the_one_it_needs_and_earns_nothing(desk: Desk) -> None:
    desk.checks(NEEDS)
    verdict = desk.one(HALF)
    assert verdict.score == 0
    assert "it needs test_double" in verdict.checks[1].message


def test_a_check_with_an_odd_answer_to_use_has_failed(desk: Desk) -> None:
    desk.checks('def test_double(learner): assert learner.double(2.0)[0] == "a"', reference=(
        "def double(x): return 'a'"
    ))  # fmt: skip
    check = _only(desk.one("def double(x): return 7"))
    assert check.outcome == "failed"
    assert check.message.startswith("the check could not use the answer: TypeError")


def test_an_assertion_of_the_checks_own_fails(desk: Desk) -> None:
    desk.checks("def test_double(learner): assert learner.double(2.0) == 4.0, 'not four'")
    check = _only(desk.one(WRONG))
    assert (check.outcome, check.message.splitlines()[0]) == ("failed", "not four")


def test_a_check_that_the_reference_fails_judges_nobody(desk: Desk) -> None:
    desk.checks("def test_double(learner): assert learner.double(2.0) == 5.0")
    verdict = desk.one("def double(x): return 5.0")
    assert (verdict.outcome, verdict.score) == ("not_judged", 0.0)
    assert "does not pass on the reference" in _only(verdict).message


def test_a_check_that_skips_itself_judges_nobody(desk: Desk) -> None:
    desk.checks("import pytest\ndef test_double(learner): pytest.skip('not today')")
    assert desk.one(RIGHT).outcome == "not_judged"


def test_a_check_that_only_the_submission_makes_skip_earns_nothing(desk: Desk) -> None:
    desk.checks(
        "import pytest\ndef test_double(learner):\n"
        "    if learner.double(2.0) != 4.0: pytest.skip('odd')\n"
    )
    verdict = desk.one(WRONG)
    assert (_only(verdict).outcome, verdict.score) == ("skipped", 0.0)


@pytest.mark.parametrize("checks", ["import nothing_like_it", "def test_double(", "1 / 0"])
def test_checks_that_do_not_load_judge_nobody_and_say_why(desk: Desk, checks: str) -> None:
    desk.checks(checks)
    verdicts = desk.judge(RIGHT, WRONG)
    assert [verdict.outcome for verdict in verdicts] == ["not_judged", "not_judged"]
    assert all(_only(verdict).message not in ("", "pytest ended") for verdict in verdicts)


@pytest.mark.parametrize("checks", ["", "def double(compare): pass", "def test_it(): pass"])
def test_no_check_means_not_judged(desk: Desk, checks: str) -> None:
    desk.checks(checks)
    verdict = desk.one(RIGHT)
    assert (verdict.outcome, verdict.score) == ("not_judged", 0.0)


def test_checks_that_are_not_there_judge_nobody(desk: Desk) -> None:
    desk.kata.checks.unlink()
    assert desk.one(RIGHT).outcome == "not_judged"


def test_a_reference_that_does_not_load_judges_nobody_and_says_why(desk: Desk) -> None:
    desk.kata.reference.write_text("1 / 0")
    verdict = desk.one(RIGHT)
    assert verdict.outcome == "not_judged"
    assert "the reference cannot be loaded: ZeroDivisionError" in _only(verdict).message


class _NoPlayers:
    def spawn(self, *_: object) -> Any:
        raise WallFailed("no zygote today")


def test_a_wall_that_fails_is_nobodys_failure(
    new_desk: Callable[[Path], Desk], tmp_path: Path
) -> None:
    desk = new_desk(tmp_path)
    desk.players = _NoPlayers()
    verdict = desk.one(RIGHT)
    assert verdict.outcome == "not_judged"
    assert {check.message for check in verdict.checks} == {"no zygote today"}


def test_a_check_may_have_parameters_of_its_own(desk: Desk) -> None:
    desk.checks("""
import pytest

@pytest.mark.parametrize("x", [1.5, 0.0])
def test_double(compare, x): compare("double", x)
""")
    assert desk.outcomes(WRONG) == {"test_double[1.5]": "failed", "test_double[0.0]": "passed"}


def test_other_submissions_do_not_change_a_verdict(desk: Desk) -> None:
    alone = [_told(desk.one(source)) for source in (RIGHT, HALF, STUB)]
    first, _, second, _, third = desk.judge(RIGHT, FORGER, HALF, "import os; os._exit(1)", STUB)
    assert [_told(verdict) for verdict in (first, second, third)] == alone


def _told(verdict: Any) -> Any:
    rows = [(c.name, c.outcome, c.message, c.call, c.actual) for c in verdict.checks]
    return verdict.outcome, verdict.score, rows


def test_a_forger_gets_nothing_and_a_reason(desk: Desk) -> None:
    verdict = desk.one(FORGER)
    assert (verdict.outcome, verdict.score) == ("failed", 0.0)
    assert "something that is no message" in verdict.checks[0].message


DRAWN = """
def test_double(compare, rng): compare("double", float(rng.normal()))
def test_triple(compare, rng): compare("triple", float(rng.normal()))
"""


def test_the_same_seed_asks_the_same(desk: Desk) -> None:
    desk.checks(DRAWN)
    assert _told(desk.one(WRONG, seed=3)) == _told(desk.one(WRONG, seed=3))


def test_another_seed_asks_otherwise(desk: Desk) -> None:
    desk.checks(DRAWN)
    assert _told(desk.one(WRONG, seed=3)) != _told(desk.one(WRONG, seed=4))


def test_every_submission_is_asked_the_same(desk: Desk) -> None:
    desk.checks(DRAWN)
    first, second = desk.judge(WRONG, WRONG)
    assert _told(first) == _told(second)


def test_every_check_draws_its_own_numbers(desk: Desk) -> None:
    desk.checks(DRAWN)
    first, second = desk.one(WRONG).checks
    assert first.call.partition("=")[2] != second.call.partition("=")[2]


def test_checks_come_in_the_order_of_the_file(desk: Desk) -> None:
    names = [f"test_{name}" for name in "qxazm"]
    desk.checks("\n".join(f'def {name}(compare): compare("double", 1.5)' for name in names))
    for verdict in desk.judge(RIGHT, WRONG, STUB):
        assert [check.name for check in verdict.checks] == names


def test_two_katas_are_judged_in_one_session(desk: Desk) -> None:
    first = desk.kata
    second = desk.set(first.name + "_second", 'def test_last(compare): compare("double", 9.0)')
    verdicts = desk.judge(HALF, RIGHT, katas=[first, second])
    assert [(v.kata, v.score) for v in verdicts] == [
        (first.id, 0.5),
        (second.id, 0.0),
        (first.id, 1.0),
        (second.id, 1.0),
    ]


def test_a_kata_whose_checks_do_not_load_takes_no_other_with_it(desk: Desk) -> None:
    first = desk.kata
    second = desk.set(first.name + "_second", "1 / 0")
    verdicts = desk.judge(RIGHT, katas=[first, second])
    assert [verdict.outcome for verdict in verdicts] == ["passed", "not_judged"]


def test_a_kata_of_the_same_name_in_another_course_is_another(
    desk: Desk, new_desk: Callable[[Path], Desk], tmp_path: Path
) -> None:
    desk.set("same_name")
    desk.one(RIGHT)
    other = new_desk(tmp_path / "other")
    other.set("same_name", 'def test_other(compare): compare("double", 1.0)')
    assert other.outcomes(RIGHT) == {"test_other": "passed"}


def test_checks_that_were_edited_are_read_again(desk: Desk) -> None:
    desk.one(RIGHT)
    desk.checks('def test_new(compare): compare("double", 1.0)')
    assert desk.outcomes(RIGHT) == {"test_new": "passed"}


SPOILERS = {
    "conftest.py": "import pytest\n@pytest.fixture\ndef compare(): return lambda *a, **k: None\n",
    "pytest.ini": "[pytest]\npython_functions = nothing\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--collect-only"\n',
    "tox.ini": "[pytest]\naddopts = --deselect test_double\n",
    "sitecustomize.py": "raise SystemExit",
}


@pytest.mark.parametrize("place", ["beside the checks", "above them", "here"])
def test_files_around_have_no_effect(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    checks = desk.kata.checks.parent
    folder = {"beside the checks": checks, "above them": tmp_path}.get(place, tmp_path / "here")
    folder.mkdir(exist_ok=True)
    for name, text in SPOILERS.items():
        (folder / name).write_text(text)
    monkeypatch.chdir(folder)
    assert desk.outcomes(HALF) == {"test_double": "failed", "test_triple": "passed"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("PYTEST_ADDOPTS", "--collect-only"), ("PYTEST_PLUGINS", "nothing_like_it"), ("CI", "true")],
)
def test_the_environment_has_no_effect_and_stays_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    before = dict(os.environ)
    assert desk.outcomes(HALF) == {"test_double": "failed", "test_triple": "passed"}
    assert dict(os.environ) == before


def test_judging_puts_nothing_on_the_path(desk: Desk) -> None:
    before = list(sys.path)
    desk.one(RIGHT)
    assert sys.path == before


def test_a_fresh_process_gives_the_same_verdicts(
    desk: Desk, new_desk: Callable[[Path], Desk]
) -> None:
    sources = [HALF, STUB, "import os; os._exit(3)"]
    forked = [_told(verdict) for verdict in desk.judge(*sources)]
    with Wall(fresh=True) as wall:
        desk.players = wall
        assert [_told(verdict) for verdict in desk.judge(*sources)] == forked


def test_a_zygote_that_was_killed_in_between_does_not_change_a_verdict(
    desk: Desk, wall: Wall
) -> None:
    before = _told(desk.one(HALF))
    zygote = wall.spawners["numpy"]
    assert isinstance(zygote, Zygote)
    zygote.process.kill()
    zygote.process.wait()
    assert _told(desk.one(HALF)) == before
