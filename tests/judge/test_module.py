"""The submission as a check sees it: functions that can be called, on either side of the wall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gradkata.judge.module import CheckFailed, Form, Module, load, trusted
from gradkata.wall.calls import perform

SOURCE = """
LIMIT = 3

def update(w, rate=0.5, scale=1.0):
    w -= rate * scale
    d_w, d_b = w, 2.0
    return d_w, d_b

def unwritten():
    raise NotImplementedError

def wrong():
    return {1}

def resized(w):
    w.resize(5, refcheck=False)

def _private():
    return 1
"""


@pytest.fixture
def module(tmp_path: Path) -> Module:
    path = tmp_path / "kata.py"
    path.write_text(SOURCE, encoding="utf-8")
    return Module(Form.of(path), trusted(load(path, "kata")))


def test_functions_are_called_by_name(module: Module) -> None:
    assert module.update(2.0)[1] == 2.0


def test_an_array_changed_in_place_is_changed_in_the_checks_hands(module: Module) -> None:
    w = np.ones(2)
    module.update(w, 0.25)
    assert w.tolist() == [0.75, 0.75]


def test_arguments_may_be_named(module: Module) -> None:
    assert module.update(2.0, scale=2.0, rate=0.25)[0] == 1.5


@pytest.mark.parametrize("named", [{"scale": 2.0}, {"speed": 1.0}, {"w": 1.0}])
def test_an_argument_that_cannot_be_passed_on_is_refused(
    module: Module, named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="update cannot be called with"):
        module.update(1.0, **named)


@pytest.mark.parametrize("name", ["train", "_private", "LIMIT"])
def test_what_is_no_public_function_of_the_reference_is_not_there(
    module: Module, name: str
) -> None:
    with pytest.raises(AttributeError, match="the reference has no function"):
        getattr(module, name)


def test_what_is_still_to_be_written_says_so(module: Module) -> None:
    with pytest.raises(CheckFailed, match="unwritten is still to be written"):
        module.unwritten()


def test_a_result_that_may_not_cross_is_named(module: Module) -> None:
    with pytest.raises(CheckFailed, match="wrong returned a set"):
        module.wrong()


def test_an_argument_reshaped_in_place_fails_the_check(module: Module) -> None:
    with pytest.raises(CheckFailed, match="resized reshaped an argument"):
        module.resized(np.ones(2))


def test_every_exchange_is_kept(module: Module) -> None:
    module.update(1.0)
    with pytest.raises(CheckFailed):
        module.wrong()
    assert [exchange.call.function for exchange in module.exchanges] == ["update", "wrong"]


def test_the_reference_is_asked_the_same_only_once(tmp_path: Path) -> None:
    path = tmp_path / "kata.py"
    path.write_text("calls = []\ndef count():\n    calls.append(1)\n    return len(calls)\n")
    module = Module(Form.of(path), trusted(load(path, "kata")))
    assert [module.count(), module.count()] == [1, 1]


def test_results_are_called_as_the_reference_calls_them(module: Module) -> None:
    assert module.form.results["update"] == ["d_w", "d_b"]


def test_a_failed_check_reads_as_call_expected_and_actual() -> None:
    failed = CheckFailed("it is off", "f(x=1)", "2", "")
    assert str(failed) == "it is off\n  called   f(x=1)\n  expected 2"


def test_an_answer_is_made_anew_for_every_check() -> None:
    answers = Module(Form({"f": []}, {}), lambda call: perform(lambda: np.zeros(2), call))
    first = answers.f()
    first += 1
    assert answers.f().tolist() == [0, 0]
