"""A class with everything that a report can meet, and the formats as a course offers them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gradkata.course.course import bundled_course, open_course
from gradkata.judge.records import (
    Check,
    Graded,
    Protection,
    Remark,
    Results,
    Verdict,
    Violation,
)

HOSTILE = (
    "=1+1\r\n::error::forged\n::set-output name=x::y\n</pre><script>]]>&amp;"
    "|x|`*[a](b)\x00\x1b[2J\u202e\ud800\ufffe%0A,:"
)
"""Text that would do something in each of the formats, were it not data there."""

Export = Callable[[str, Results], str]
Learner = Callable[..., Results]


@pytest.fixture(scope="session")
def export() -> Export:
    """`export("csv", results)`, by the door that every plugin comes in by."""
    formats = open_course(bundled_course()).host.exporters()
    return lambda name, results: formats[name](results)


def passed(kata: str = "by_hand/decide") -> Verdict:
    return Verdict(kata, "passed", 1.0, 1.0, 0.25, [Check("test_and", "passed", seconds=0.25)])


def failed(kata: str = "by_hand/update", text: str = "wrong") -> Verdict:
    checks = [
        Check("test_shape", "passed"),
        Check("test_values", "failed", text, text, text, text),
        Check("test_more", "skipped", "needs test_values"),
    ]
    said = [Remark("no_minus", text)]
    return Verdict(kata, "failed", 1 / 3, 1.0, 0.5, checks, said, said, output=text)


def forbidden(kata: str = "autograd/update") -> Verdict:
    rules = [Violation(3, "torch.optim is what this kata is about")]
    return Verdict(kata, "failed", 0.0, 1.0, checks=[Check("test_and", "passed")], violations=rules)


def todo(kata: str = "autograd/train") -> Verdict:
    return Verdict(kata, "todo", 0.0, 1.0)


def not_judged(kata: str = "two_layer/train") -> Verdict:
    checks = [Check("judge", "not_judged", "the worker died")]
    return Verdict(kata, "not_judged", 0.0, 1.0, checks=checks)


def graded(name: str, *verdicts: Verdict, error: str | None = None) -> Graded:
    score = sum(verdict.score for verdict in verdicts)
    most = sum(verdict.max_score for verdict in verdicts)
    return Graded(name, "sha256:" + 64 * "0", score, most, error, list(verdicts))


def of(*submissions: Graded) -> Results:
    started = "2026-11-23T00:00:00Z"
    return Results(1, "0.1.0", 7, started, 1.5, Protection("full"), list(submissions))


@pytest.fixture
def one() -> Results:
    """One submission with every outcome there is."""
    return of(graded("ada", passed(), failed(), forbidden(), todo(), not_judged()))


@pytest.fixture
def many() -> Results:
    """Learners as downloads name them, one of them unreadable, one hostile in every field."""
    return of(
        graded("Ada Lovelace #4711", passed(), failed()),
        graded("Emmy Noether #4712", passed(), not_judged()),
        graded("grace", todo(), todo(), error="grace holds no known kata"),
        graded(HOSTILE, passed(), failed(text=HOSTILE), error=HOSTILE),
    )


@pytest.fixture
def learner() -> Learner:
    """`learner("ada", text="wrong", error=None)`: one submission, with a check that failed."""

    def make(name: str, text: str = "wrong", error: str | None = None) -> Results:
        return of(graded(name, passed(), failed(text=text), error=error))

    return make


@pytest.fixture
def hostile() -> Results:
    return of(graded(HOSTILE, passed(), failed(text=HOSTILE), error=HOSTILE))
