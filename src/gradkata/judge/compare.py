"""`compare`, which most checks are made of: one call, both sides, everything held side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradkata.judge.answers import parting
from gradkata.judge.module import CheckFailed, Module, Terms
from gradkata.wall.values import Value, freeze, thaw
from gradkata.wall.wire import Call


@dataclass(slots=True, repr=False)
class Compare:
    """Call a function of the submission and of the reference with equal copies of the arguments.

    Compared are the results (kind, shape, dtype kind, finite, values) and the arguments afterwards:
    what the reference leaves alone must be left alone to the last bit, what it changes in place
    must be changed likewise. Raises `CheckFailed` with the first quantity that is off.
    """

    learner: Module
    reference: Module
    rng: np.random.Generator

    def __call__(
        self,
        function: str,
        *arguments: Value,
        rtol: float | None = None,
        ignore_result: bool = False,
        ignore_grad: bool = False,
        only: Sequence[str] = (),
    ) -> None:
        """Compare one call.

        rtol:          relative to the largest expected entry; by default what the dtype allows.
        ignore_result: where only the change of the arguments counts.
        ignore_grad:   where the arguments' `grad` afterwards does not count.
        only:          which of several results count, by the reference's names; by default all.
        """
        __tracebackhide__ = True
        unknown = set(only) - set(self.reference.form.results.get(function, ()))
        if unknown:
            raise ValueError(f"{function} of the reference returns no {sorted(unknown)}")
        terms = Terms(rtol, ignore_result, ignore_grad, tuple(only))
        self._hold(Call(function, freeze(list(arguments))), terms)

    def vjp(self, function: str, *arguments: Value, rtol: float | None = None) -> None:
        """Compare one call and its vector-Jacobian products, in the process that made it.

        The upstream gradient is drawn at random: under ones, wrong gradients can look right.
        """
        __tracebackhide__ = True
        given = freeze(list(arguments))
        outputs = thaw(self.reference.ask(Call(function, given)).result)
        several = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
        upstream = [self._upstream(output) for output in several]
        self._hold(Call(function, given, freeze(upstream)), Terms(rtol, ignore_grad=True))

    def _upstream(self, output: Value) -> Value:
        drawn = self.rng.normal(size=tuple(output.shape))
        return output.detach().new_tensor(drawn)

    def _hold(self, call: Call, terms: Terms) -> None:
        __tracebackhide__ = True
        expected = self.reference.ask(call)
        actual = self.learner.ask(call, terms)
        found = parting(call, expected, actual, self.reference.form, terms)
        if found:
            shown = self.reference.form.show(call)
            raise CheckFailed(found.message, shown, found.expected, found.actual)
