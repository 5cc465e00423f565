"""Calls with tensors: what a function does to them, and what flows back through its results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gradkata.wall.calls import perform, restore
from gradkata.wall.values import freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

torch = pytest.importorskip("torch")


def _leaf(*values: float) -> Any:
    return torch.tensor(values, dtype=torch.float64, requires_grad=True)


def _call(function: Callable[..., Any], *arguments: Any, upstream: Any = None) -> Any:
    sent = None if upstream is None else freeze(upstream)
    return perform(function, Call("f", freeze(list(arguments)), sent))


def _restored(tensor: Any, function: Callable[..., Any]) -> Any:
    reply = _call(function, tensor)
    assert isinstance(reply, Returned), reply
    restore(tensor, thaw(reply.arguments)[0])
    return tensor


def _step(w: Any) -> None:
    with torch.no_grad():
        w -= 1


def test_a_leaf_changed_in_place_is_changed_and_still_a_leaf() -> None:
    w = _restored(_leaf(1, 2), _step)
    assert (w.tolist(), w.is_leaf, w.requires_grad) == ([0, 1], True, True)


def test_a_gradient_that_was_set_is_set() -> None:
    w = _restored(_leaf(1, 2), lambda w: (w**2).sum().backward())
    assert w.grad.tolist() == [2, 4]


def test_a_gradient_that_was_taken_away_is_none() -> None:
    w = _leaf(1, 2)
    w.grad = torch.ones_like(w)

    def take_away(copy: Any) -> None:
        copy.grad = None

    assert _restored(w, take_away).grad is None


def test_a_gradient_that_was_zeroed_is_zero() -> None:
    w = _leaf(1, 2)
    w.grad = torch.ones_like(w)
    assert _restored(w, lambda copy: copy.grad.zero_()).grad.tolist() == [0, 0]


def test_requires_grad_switched_off_is_off() -> None:
    assert not _restored(_leaf(1), lambda w: w.requires_grad_(False)).requires_grad


def test_requires_grad_switched_on_is_on() -> None:
    assert _restored(torch.ones(2), lambda w: w.requires_grad_(True)).requires_grad


def test_a_tensor_that_became_a_result_is_no_leaf() -> None:
    w = _restored(torch.zeros(2), lambda copy: copy.add_(_leaf(1)))
    assert (w.is_leaf, w.requires_grad, w.tolist()) == (False, True, [1, 1])


def test_a_result_that_was_only_read_stays_a_result() -> None:
    w = _restored(_leaf(1, 2) * 3, lambda copy: copy.sum())
    assert (w.is_leaf, w.tolist()) == (False, [3, 6])


def test_a_change_of_a_view_shows_in_what_it_views() -> None:
    whole = torch.zeros(2, 4)
    _restored(whole[:, ::2], lambda copy: copy.fill_(1))
    assert whole.tolist() == [[1, 0, 1, 0], [1, 0, 1, 0]]


def _pulled(function: Callable[..., Any], *arguments: Any, upstream: Any) -> Any:
    reply = _call(function, *arguments, upstream=upstream)
    assert isinstance(reply, Returned), reply
    return reply


def test_vector_jacobian_products_are_those_computed_by_hand() -> None:
    # y = a * b², with v = (1, 10): v * b² and 2 * v * a * b.
    reply = _pulled(
        lambda a, b: a * b**2,
        _leaf(2, 3),
        _leaf(5, 7),
        upstream=[torch.tensor([1.0, 10.0]).double()],
    )
    assert [gradient.tolist() for gradient in thaw(reply.gradients)] == [[25, 490], [20, 420]]


def test_products_of_several_results_are_added_up() -> None:
    one = torch.ones(1, dtype=torch.float64)
    reply = _pulled(lambda a: (2 * a, a**2), _leaf(3), upstream=[one, 10 * one])
    assert thaw(reply.gradients)[0].tolist() == [2 + 60]


def test_an_argument_that_is_not_used_gets_none() -> None:
    reply = _pulled(lambda a, _: 2 * a, _leaf(3), _leaf(4), upstream=[_leaf(1).detach()])
    assert thaw(reply.gradients)[1] is None


def test_an_argument_that_needs_no_gradient_gets_none() -> None:
    reply = _pulled(
        lambda x, w: x * w, torch.ones(1).double(), _leaf(4), upstream=[_leaf(1).detach()]
    )
    assert [g if g is None else g.item() for g in thaw(reply.gradients)] == [None, 1]


def test_results_and_arguments_come_back_beside_the_gradients() -> None:
    reply = _pulled(lambda a: 2 * a, _leaf(3), upstream=[_leaf(1).detach()])
    assert (thaw(reply.result).item(), thaw(reply.arguments)[0].item()) == (6, 3)


def test_a_result_off_the_graph_is_named() -> None:
    upstream = [_leaf(1).detach(), _leaf(1).detach()]
    reply = _pulled(lambda a: (2 * a, (2 * a).detach()), _leaf(3), upstream=upstream)
    assert (reply.gradients, reply.off_graph) == (None, "output 2 of 2")


def test_a_result_of_another_precision_has_gradients_all_the_same() -> None:
    reply = _pulled(lambda a: 3 * a.float(), _leaf(1, 2), upstream=[torch.ones(2).double()])
    assert reply.gradients is not None
    assert thaw(reply.gradients)[0].tolist() == [3, 3]


@pytest.mark.parametrize("function", [lambda a: a.sum(), lambda a: (a, a), lambda a: a.tolist()])
def test_a_result_of_another_form_has_no_gradients(function: Callable[..., Any]) -> None:
    reply = _pulled(function, _leaf(1, 2), upstream=[torch.ones(2).double()])
    assert (reply.gradients, reply.off_graph) == (None, None)


def test_a_graph_that_was_used_up_is_the_functions_fault() -> None:
    def used_up(a: Any) -> Any:
        result = a**2
        result.sum().backward()
        return result

    reply = _call(used_up, _leaf(1), upstream=[_leaf(1).detach()])
    assert isinstance(reply, Raised)
    assert reply.message.startswith(
        "RuntimeError: Trying to backward through the graph a second time"
    )
