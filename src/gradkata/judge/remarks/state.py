"""What a call did besides its numbers: to its arguments, to autograd, and to their kind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gradkata.judge.answers import same
from gradkata.judge.probing import flat
from gradkata.judge.records import Remark
from gradkata.judge.remarks.evidence import Case, Evidence, numbers
from gradkata.wall.values import Value, thaw
from gradkata.wall.wire import Call, Returned

REPEATED = 3


def of_state(evidence: Evidence) -> Iterator[Remark]:
    yield from _once(evidence, _arguments)
    yield from _once(evidence, _graph)
    yield from _kind(evidence)


def of_runaways(evidence: Evidence) -> Iterator[Remark]:
    yield from _once(evidence, _not_a_number)


def _once(evidence: Evidence, look: object) -> Iterator[Remark]:
    """Each remark once, however many calls show it."""
    said: dict[str, Remark] = {}
    for case in evidence.cases:
        for remark in look(case):  # type: ignore[operator]
            said.setdefault(remark.name, remark)
    yield from said.values()


def _not_a_number(case: Case) -> Iterator[Remark]:
    for part in [*case.results, *case.afterwards]:
        if part.actual is None or not part.actual.size:
            continue
        bad = ~np.isfinite(part.actual)
        if bad.any() and np.isfinite(part.expected).all():
            where = [int(i) for i in np.argwhere(bad)[0]] if bad.ndim else []
            place = f"{part.name or 'the result'}{where or ''}"
            what = "nan" if np.isnan(part.actual[tuple(where)]) else "inf"
            text = (
                f"{place} is {what}, the first that is not a number: look for a division by 0, "
                "the log of 0, an exp of something large, or steps that grow from one to the next"
            )
            yield Remark("not_a_number", text)
            return


def _arguments(case: Case) -> Iterator[Remark]:
    before, wanted, got = (
        thaw(leaves)
        for leaves in (case.call.arguments, case.expected.arguments, case.actual.arguments)
    )
    for name, was, want, have in zip(case.given, before, wanted, got, strict=False):
        if not _equal(was, have) and _equal(was, want):
            text = f"{name} is changed by the call: `-=`, `+=` and functions with a _ at their end "
            yield Remark("argument_changed", text + "write into what you were given")
        if not hasattr(want, "requires_grad"):
            continue
        if want.requires_grad and not have.requires_grad:
            text = f"{name}.requires_grad is False afterwards: from now on autograd ignores {name}"
            yield Remark("requires_grad_lost", text)
        elif want.is_leaf and not have.is_leaf:
            text = f"{name} is no leaf any more: its update was recorded by autograd"
            yield Remark("update_on_the_graph", text + "; take it under torch.no_grad()")
        elif not case.terms.ignore_grad and _kept_grad(was, want, have):
            text = f"{name}.grad still holds its gradient: the next `backward` adds to it"
            yield Remark("gradient_kept", text)
        yield from _not_in_place(case, name, was, want, have)


def _not_in_place(case: Case, name: str, was: Value, want: Value, have: Value) -> Iterator[Remark]:
    if _equal(was, want) or not _equal(was, have):
        return
    if any(
        case.near(p.expected, p.actual) and np.ptp(p.expected) > 0
        for p in case.results
        if p.expected.size
    ):
        text = (
            f"your numbers are right, but {name} is as it was before: `{name} = ...` makes a new "
        )
        yield Remark("new_in_place_of_old", text + "tensor; change what is in the old one")
    else:
        text = f"{name} is as it was before the call: either it is never updated, or the update "
        yield Remark("new_in_place_of_old", text + f"makes a new tensor, as `{name} = ...` does")


def _equal(one: Value, other: Value) -> bool:
    if hasattr(one, "requires_grad") and hasattr(other, "requires_grad"):
        return same(one, other)
    return same(one, other)


def _kept_grad(was: Value, want: Value, have: Value) -> bool:
    if not (want.is_leaf and have.is_leaf) or have.grad is None:
        return False
    wanted = want.grad is not None and bool(want.grad.any())
    return bool(have.grad.any()) and not wanted


def _graph(case: Case) -> Iterator[Remark]:
    if case.expected.gradients is None or case.actual.gradients is None:
        if case.expected.gradients is not None and case.actual.off_graph:
            text = f"{case.actual.off_graph} is detached from autograd's graph: item(), numpy(), "
            yield Remark("detached", text + "detach(), .data, no_grad or a new tensor cut it off")
        return
    wanted, got = thaw(case.expected.gradients), thaw(case.actual.gradients)
    for name, want, have in zip(case.given, wanted, got, strict=False):
        if want is not None and have is None:
            text = f"no gradient comes back to {name}: on the way something is detached from "
            yield Remark(
                "detached", text + "autograd's graph (item, numpy, detach, .data, no_grad)"
            )


def _kind(evidence: Evidence) -> Iterator[Remark]:
    """Right numbers in the wrong clothes, or nothing at all, in every call."""
    shown = [c for c in evidence.cases if not c.terms.ignore_result]
    pairs = [(thaw(c.expected.result), thaw(c.actual.result)) for c in shown]
    if pairs and all(_is_cut_to_whole(want, have) for want, have in pairs):
        text = f"{evidence.function} returns an array of whole numbers, which cuts off fractions"
        yield Remark("integer_arithmetic", text)
    if not pairs or all(type(want) is type(have) for want, have in pairs):
        return
    if all(have is None and want is not None for want, have in pairs):
        text = f"{evidence.function} returns nothing: `return` is missing, or has nothing behind it"
        yield Remark("returns_nothing", text)
    elif all(type(want) is not type(have) and _same_numbers(want, have) for want, have in pairs):
        want, have = pairs[0]
        text = f"the numbers are right, but they come as {_named(have)} in place of {_named(want)}"
        yield Remark("wrong_kind", text)


def _is_cut_to_whole(want: Value, have: Value) -> bool:
    """Whether some array that should hold fractions is made of integers."""
    if isinstance(want, (list, tuple)) and isinstance(have, (list, tuple)):
        return any(_is_cut_to_whole(a, b) for a, b in zip(want, have, strict=False))
    if not (getattr(want, "ndim", 0) and getattr(have, "ndim", 0)):
        return False
    return "float" in str(want.dtype) and "int" in str(have.dtype)


def _same_numbers(want: Value, have: Value) -> bool:
    a, b = numbers(want), numbers(have)
    return a is not None and b is not None and a.shape == b.shape and np.allclose(a, b, rtol=1e-5)


def _named(value: Value) -> str:
    names = {"ndarray": "a numpy array", "Tensor": "a tensor", "int": "an int", "tuple": "a tuple"}
    name = type(value).__name__
    return names.get(name, f"a {name}")


def of_constancy(evidence: Evidence) -> Remark | None:
    """The same answer whatever was asked, or another answer to the same question."""
    repeated = _repeated(evidence)
    if repeated:
        return repeated
    cases = [c for c in evidence.cases if not c.terms.ignore_result]
    came = [flat(_listed(thaw(case.actual.result))) for case in cases]
    wanted = {flat(_listed(thaw(case.expected.result))).tobytes() for case in cases}
    if len(wanted) < 2 or len(cases) < 6 or any(not a.size for a in came):
        return None
    first = came[0]
    if all(a.shape == first.shape and np.array_equal(a, first) for a in came):
        text = "the answer is the same for every input: a constant, or kept from an earlier call"
        return Remark("same_answer", text)
    if len({float(x) for a in came for x in np.unique(a)[:2]}) == 1:
        text = f"every number of every answer is {first.flat[0]:.4g}, whatever the input"
        return Remark("same_answer", text)
    return None


def _listed(value: Value) -> Value:
    return list(value) if isinstance(value, (list, tuple)) else value


def _repeated(evidence: Evidence) -> Remark | None:
    wrong = [c for c in evidence.cases if c.results and c.actual.result != c.expected.result]
    for case in wrong[: REPEATED - 1] + wrong[-1:]:
        again = evidence.ask(Call(case.call.function, case.call.arguments))
        if not isinstance(again, Returned):
            return None
        one, other = (flat(_listed(thaw(answer.result))) for answer in (case.actual, again))
        if one.shape == other.shape and np.allclose(one, other, rtol=1e-6, equal_nan=True):
            continue
        text = (
            "asked the same thing twice, it gives different answers: something is kept from one "
            "call to the next (a global name, a default that is changed), or drawn at random"
        )
        return Remark("remembers", text)
    return None
