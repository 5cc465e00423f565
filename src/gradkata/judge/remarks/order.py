"""Several results that are right, but not in their places."""

from __future__ import annotations

from itertools import permutations

from gradkata.judge.records import Remark
from gradkata.judge.remarks.evidence import Case, Evidence, numbers
from gradkata.wall.values import thaw


def in_another_order(evidence: Evidence) -> Remark | None:
    names = evidence.reference.form.results.get(evidence.function, ())
    cases = [case for case in evidence.cases if not case.terms.ignore_result]
    if not 2 <= len(names) <= 4 or not cases:
        return None
    for order in list(permutations(range(len(names))))[1:]:
        if all(_in_order(case, order) for case in cases):
            came = ", ".join(names[place] for place in order)
            text = f"your results come in another order: {came}; asked are {', '.join(names)}"
            return Remark("results_exchanged", text)
    return None


def _in_order(case: Case, order: tuple[int, ...]) -> bool:
    expected, actual = thaw(case.expected.result), thaw(case.actual.result)
    if not isinstance(actual, (list, tuple)) or len(actual) != len(order):
        return False
    wanted = [numbers(expected[place]) for place in order]
    came = [numbers(value) for value in actual]
    return all(a is not None and case.near(a, b) for a, b in zip(wanted, came, strict=True))
