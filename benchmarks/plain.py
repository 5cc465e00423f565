"""A pytest plugin that runs gradkata's checks on submissions in pytest's own process.

What one would write without gradkata: no wall, no diagnosis, marks added up from pytest's reports.
Nothing holds a submission back here; it is for benchmarks, and for made-up submissions only.
Told by two environment variables: PLAIN_SUBMISSIONS, separated as in PATH, and PLAIN_MARKS, the
file to write the marks to.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gradkata.course.course import bundled_course, open_course
from gradkata.course.kata import Kata
from gradkata.course.rules import violations
from gradkata.judge.fixtures import Bench
from gradkata.judge.module import Answer, Form, Module, load, trusted
from gradkata.wall.calls import perform, raised
from gradkata.wall.wire import Call, Raised, Returned

pytest_plugins = ["gradkata.judge.fixtures"]
SEED = 7
COURSE = open_course(bundled_course())
KATAS = {kata.checks.resolve(): kata for kata in COURSE.katas}
SUBMISSIONS = [Path(path) for path in os.environ["PLAIN_SUBMISSIONS"].split(os.pathsep)]
REFERENCES: dict[str, Module] = {}
BENCHES: dict[tuple[Path, str], Bench] = {}
FAILED: set[tuple[str, str, str]] = set()
WEIGHTS: defaultdict[tuple[str, str], dict[bool, float]] = defaultdict(
    lambda: {True: 0.0, False: 0.0}
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "bench" in metafunc.fixturenames:
        kata = KATAS[Path(str(metafunc.module.__file__)).resolve()]
        places = [(submission, kata) for submission in SUBMISSIONS]
        metafunc.parametrize("bench", places, ids=[s.name for s in SUBMISSIONS], indirect=True)


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    submission, kata = request.param
    key = (submission, kata.id)
    if key not in BENCHES:
        BENCHES[key] = _bench(submission, kata)
    return BENCHES[key]


def _bench(submission: Path, kata: Kata) -> Bench:
    if kata.id not in REFERENCES:
        solution = trusted(load(kata.reference, kata.id))
        REFERENCES[kata.id] = Module(Form.of(kata.reference), solution)
    reference = REFERENCES[kata.id]
    return Bench(kata, SEED, Module(reference.form, _answers(submission / kata.file)), reference)


def _answers(file: Path) -> Answer:
    module = ModuleType("submission")
    source = file.read_text("utf-8")
    try:
        exec(compile(source, str(file), "exec"), module.__dict__)
    except Exception as error:
        failed = raised(error, str(file))
        return lambda call: failed

    def answer(call: Call) -> Returned | Raised:
        return perform(getattr(module, call.function), call, str(file))

    return answer


def pytest_runtest_setup(item: pytest.Item) -> None:
    submission, kata = item.callspec.params["bench"]  # type: ignore[attr-defined]
    marker = item.get_closest_marker("weight")
    weight = float(marker.args[0]) if marker else 1.0
    name = getattr(item, "originalname", item.name)
    told = {"submission": submission.name, "kata": kata.id, "name": name, "weight": weight}
    item.user_properties.extend(told.items())
    for needs in item.iter_markers("needs"):
        if (submission.name, kata.id, needs.args[0]) in FAILED:
            pytest.skip("a check it needs has failed")


def _told(properties: list[tuple[str, object]], last: str) -> tuple[str, str, Any]:
    found: dict[str, Any] = dict(properties)
    return found["submission"], found["kata"], found[last]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        submission, kata, weight = _told(report.user_properties, "weight")
        WEIGHTS[submission, kata][report.outcome == "passed"] += weight


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    report = yield
    if not report.passed:
        submission, kata, name = _told(item.user_properties, "name")
        FAILED.add((submission, kata, name))
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workerinput"):
        return
    marks = {
        submission.name: round(sum(_score(submission, kata) for kata in COURSE.katas), 6)
        for submission in SUBMISSIONS
    }
    Path(os.environ["PLAIN_MARKS"]).write_text(json.dumps(marks), "utf-8")


def _score(submission: Path, kata: Kata) -> float:
    source = (submission / kata.file).read_text("utf-8")
    weights = WEIGHTS[submission.name, kata.id]
    if violations(source, kata) or not any(weights.values()):
        return 0.0
    return round(kata.points * weights[True] / (weights[True] + weights[False]), 6)
