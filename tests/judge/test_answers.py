"""Two answers side by side: results, arguments afterwards, and what autograd knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gradkata.judge.answers import parting, same
from gradkata.judge.module import Form, Terms
from gradkata.wall.calls import perform
from gradkata.wall.values import freeze
from gradkata.wall.wire import Call, Returned

FORM = Form({"f": ["w", "x"]}, {"f": ["d_w", "d_x"]})


def _answer(function: Callable[..., Any], call: Call) -> Returned:
    reply = perform(function, call)
    assert isinstance(reply, Returned), reply
    return reply


def _said(
    right: Callable[..., Any],
    given: Callable[..., Any],
    *arguments: Any,
    upstream: Any = None,
    **terms: Any,
) -> str:
    """What is wrong with `given` beside `right`; nothing where they agree."""
    call = Call("f", freeze(list(arguments)), None if upstream is None else freeze(upstream))
    found = parting(call, _answer(right, call), _answer(given, call), FORM, Terms(**terms))
    return found.message if found else ""


def _add(w: Any, x: Any) -> None:
    w += x


def _leave(w: Any, x: Any) -> None:
    pass


def test_equal_answers_agree() -> None:
    assert not _said(lambda w, x: (w, x), lambda w, x: [w, x], 1.0, 2.0)


def test_results_are_called_as_the_reference_calls_them() -> None:
    said = _said(lambda w, x: (w, x), lambda w, x: (w, w), 1.0, 2.0)
    assert said.startswith("d_x is 1, expected 2")


def test_results_may_be_left_out() -> None:
    assert not _said(lambda w, x: None, lambda w, x: 7, 1.0, 2.0, ignore_result=True)


def test_one_of_several_results_may_count_alone() -> None:
    assert not _said(lambda w, x: (w, x), lambda w, x: (9, x), 1.0, 2.0, only=("d_x",))


def test_an_argument_that_was_changed_is_named() -> None:
    said = _said(_leave, _add, np.zeros(2), np.ones(2))
    assert said == "w was changed; it has to be left as it was given"


def test_a_list_that_was_changed_is_named() -> None:
    assert "w was changed" in _said(_leave, lambda w, x: w.append(x), [1.0], 2.0)


def test_a_dict_of_arrays_that_was_left_alone_agrees() -> None:
    assert not _said(_leave, _leave, {"a": np.zeros(2)}, 1)


def test_an_argument_that_was_not_changed_in_place_is_named() -> None:
    said = _said(_add, _leave, np.zeros(2), np.ones(2))
    assert said == "w is as it was before the call; it has to be changed in place"


def test_an_argument_that_was_changed_otherwise_is_named() -> None:
    said = _said(_add, lambda w, x: _add(w, 3 * x), np.zeros(2), np.ones(2))
    assert said.startswith("w afterwards, of shape (2,), is off in 2 of 2 entries")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1.0, 1.0),
        (float("nan"), float("nan")),
        (np.array([np.nan]), np.array([np.nan])),
        ([1, (2.0, None)], [1, (2.0, None)]),
        ({"a": np.ones(2)}, {"a": np.ones(2)}),
    ],
)
def test_the_same(a: Any, b: Any) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, 1.0),
        (1, True),
        ([1], (1,)),
        ([1], [1, 2]),
        (np.ones(2), np.ones(2, np.float32)),
        (np.ones(2), np.ones((2, 1))),
        (1.0, 1.0 + 2**-52),
        (np.ones(1), 1.0),
        ({"a": 1}, {"b": 1}),
        (None, 0),
    ],
)
def test_not_the_same(a: Any, b: Any) -> None:
    assert not same(a, b)
