"""What a test in a learner's notebook calls: gradkata's checks on what the kernel has by now.

The cell before the test is the learner's. All katas of a learner share one kernel, so a kata's
functions are taken away once they are checked: what a later kata lacks is then not found either.
"""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pytest
from plain import COURSE, SILENT, Judge, reference

from gradkata.course.kata import Kata
from gradkata.course.rules import violations
from gradkata.judge.module import Answer
from gradkata.wall.calls import perform
from gradkata.wall.wire import Call, Raised, Returned

LEARNER = "learner"
Space = dict[str, Any]
_judged: dict[str, Judge] = {}


def score(name: str, space: Space) -> float:
    """The marks of one kata."""
    kata = COURSE.kata(name)
    return judged(kata, space).score(LEARNER, kata, _source(space))


def passes(name: str, check: str, space: Space) -> bool:
    """Whether one check of a kata passes, and nothing is used that the kata forbids."""
    kata = COURSE.kata(name)
    passed = judged(kata, space).passed
    return passed[LEARNER, kata.id, check] and not violations(_source(space), kata)


def judged(kata: Kata, space: Space) -> Judge:
    """Run the checks of a kata, unless they were."""
    if kata.id not in _judged:
        _judged[kata.id] = Judge([LEARNER], lambda learner, kata: _answering(space))
        # A test that prints to stderr counts as failed in nbgrader.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            pytest.main([*SILENT, str(kata.checks)], [_judged[kata.id]])
        for function in reference(kata.id).form.parameters:
            space.pop(function, None)
    return _judged[kata.id]


def _answering(space: Space) -> Answer:
    def answer(call: Call) -> Returned | Raised:
        return perform(space[call.function], call)

    return answer


def _source(space: Space) -> str:
    """IPython keeps what was run: last the cell with the test, and before it the learner's."""
    return str(space["In"][-2])
