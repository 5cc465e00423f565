"""What is held side by side of tensors beyond their numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gradkata.judge.answers import parting, same
from gradkata.judge.difference import difference
from gradkata.judge.module import Form, Terms
from gradkata.judge.show import show
from gradkata.wall.calls import perform
from gradkata.wall.values import freeze
from gradkata.wall.wire import Call, Returned

torch = pytest.importorskip("torch")

FORM = Form({"f": ["w", "x"]}, {"f": ["output"]})


def _leaf() -> Any:
    w = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    w.grad = torch.ones_like(w)
    return w


def _answer(function: Callable[..., Any], call: Call) -> Returned:
    reply = perform(function, call)
    assert isinstance(reply, Returned), reply
    return reply


def _said(
    right: Callable[..., Any], given: Callable[..., Any], upstream: Any = None, **terms: Any
) -> str:
    arguments = [_leaf(), torch.tensor([3.0, 5.0], dtype=torch.float64)]
    call = Call("f", freeze(arguments), None if upstream is None else freeze(upstream))
    found = parting(call, _answer(right, call), _answer(given, call), FORM, Terms(**terms))
    return found.message if found else ""


def _update(w: Any, x: Any) -> None:
    with torch.no_grad():
        w -= x
    w.grad = None


def _variant(change: Callable[[Any], Any]) -> Callable[..., None]:
    def update(w: Any, x: Any) -> None:
        _update(w, x)
        change(w)

    return update


def _zero(w: Any) -> None:
    w.grad = torch.zeros_like(w)


def _keep(w: Any) -> None:
    w.grad = torch.ones_like(w)


def test_the_same_update_agrees() -> None:
    assert not _said(_update, _update)


def test_a_gradient_of_zeros_is_as_good_as_none() -> None:
    assert not _said(_update, _variant(_zero))


def test_a_gradient_that_was_kept_is_named() -> None:
    assert _said(_update, _variant(_keep)).startswith("w.grad afterwards")


def test_gradients_afterwards_may_be_left_out() -> None:
    assert not _said(_update, _variant(_keep), ignore_grad=True)


def test_a_leaf_that_became_a_result_is_named() -> None:
    def update(w: Any, x: Any) -> None:
        w.requires_grad_(False)
        w.sub_(x * torch.ones(2, dtype=torch.float64, requires_grad=True))

    assert _said(_update, update).startswith("w is no longer a leaf")


def test_requires_grad_switched_off_is_named() -> None:
    said = _said(_update, _variant(lambda w: w.requires_grad_(False)))
    assert said.startswith("w.requires_grad is False afterwards")


def test_a_new_tensor_instead_of_a_change_in_place_is_named() -> None:
    said = _said(_update, lambda w, x: w - x, ignore_result=True)
    assert said == "w is as it was before the call; it has to be changed in place"


UPSTREAM = [torch.tensor([1.0, 10.0], dtype=torch.float64)]


def _detached(w: Any, x: Any) -> Any:
    return (w * x).detach().requires_grad_()


def test_equal_gradients_agree() -> None:
    assert not _said(lambda w, x: w * x, lambda w, x: x * w, UPSTREAM)


def test_a_result_off_the_graph_is_named() -> None:
    said = _said(lambda w, x: w * x, lambda w, x: (w * x).detach(), UPSTREAM)
    assert said.startswith("output 1 of 1 is cut off from autograd's graph")


def test_an_argument_to_which_nothing_flows_back_is_named() -> None:
    said = _said(lambda w, x: w * x, _detached, UPSTREAM)
    assert said == "the gradient of w does not come through: no path leads back to it"


def test_a_wrong_gradient_is_named() -> None:
    said = _said(lambda w, x: w * x, lambda w, x: w * x + (w - w.detach()), UPSTREAM)
    assert said.startswith("the gradient of w, of shape (2,), is off in 2 of 2 entries")


def test_an_answer_off_the_graph_is_not_that_of_one_on_it() -> None:
    assert _said(lambda w, x: (w * x).detach(), lambda w, x: w * x, UPSTREAM)


@pytest.mark.parametrize(
    ("expected", "actual", "words"),
    [
        (torch.ones(2), torch.ones(2).numpy(), "got an array of shape (2,), float32"),
        (torch.ones(2).numpy(), torch.ones(2), "got a tensor of shape (2,), float32"),
        (torch.tensor(1.0), 1.0, "got a float (1.0), expected a tensor of shape ()"),
        (torch.tensor(1.0), torch.ones(1), "got a tensor of shape (1,)"),
        (torch.ones(20), torch.ones(20, dtype=torch.bool), "bool, expected"),
        (torch.ones(2), torch.ones(2, dtype=torch.int64), "int64, expected"),
    ],
)
def test_another_kind_is_named(expected: Any, actual: Any, words: str) -> None:
    found = difference(expected, actual)
    assert found
    assert words in found.message


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (1.0, torch.tensor(1.0)),
        (1, torch.tensor(1)),
        ((1.0, 2.0), torch.tensor([1.0, 2.0])),
        ([1.0, 2.0], [torch.tensor(1.0), torch.tensor(2.0)]),
        (torch.ones(2), torch.ones(2, requires_grad=True) * 1),
    ],
)
def test_a_tensor_is_accepted_for_a_number(expected: Any, actual: Any) -> None:
    assert difference(expected, actual) is None


@pytest.mark.parametrize(
    ("tensor", "text"),
    [
        (torch.tensor([1.0]), "torch.tensor([1.0])"),
        (
            torch.tensor([1.0], dtype=torch.float64, requires_grad=True),
            "torch.tensor([1.0], dtype=torch.float64, requires_grad=True)",
        ),
        (torch.zeros(4, 5), "tensor of shape (4, 5), float32, from 0 to 0"),
        (torch.zeros(20, dtype=torch.bool), "tensor of shape (20,), bool, from 0 to 0"),
    ],
)
def test_tensors_are_shown_as_they_would_be_typed(tensor: Any, text: str) -> None:
    assert show(tensor) == text


def test_a_tensor_is_not_the_same_as_an_array() -> None:
    assert not same(torch.ones(2), torch.ones(2).numpy())
