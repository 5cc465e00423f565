"""A pytest plugin that runs gradkata's checks on submissions in pytest's own process.

What one would write without gradkata: no wall, no diagnosis, marks added up from pytest's reports.
Nothing holds a submission back here; it is for benchmarks, and for made-up submissions only.
With `-p plain` it is told by two environment variables: PLAIN_SUBMISSIONS, separated as in PATH,
and PLAIN_MARKS, the file to write the marks to.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
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
# As lean as gradkata's own session, so that the comparison is not won by options.
LEAN = ["--noconftest", "-c", os.devnull, "--import-mode=importlib",
        "-p", "no:cacheprovider", "-p", "no:randomly"]  # fmt: skip
# Below one root, two checks of one name are two modules, also where one process runs both in turn.
SILENT = [*LEAN, f"--rootdir={COURSE.root}", "-p", "gradkata.judge.fixtures", "-p", "no:terminal"]
KATAS = {kata.checks.resolve(): kata for kata in COURSE.katas}


def _no_weights() -> dict[bool, float]:
    return {True: 0.0, False: 0.0}


@dataclass(eq=False)
class Judge:
    """Gives every check the learners it is to be run on, and adds up their marks.

    answers: whoever answers a learner's calls of one kata.
    """

    learners: Sequence[str]
    answers: Callable[[str, Kata], Answer]
    benches: dict[tuple[str, str], Bench] = field(default_factory=dict)
    passed: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    weights: defaultdict[tuple[str, str], dict[bool, float]] = field(
        default_factory=lambda: defaultdict(_no_weights)
    )

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "bench" in metafunc.fixturenames:
            kata = KATAS[Path(str(metafunc.module.__file__)).resolve()]
            places = [(learner, kata) for learner in self.learners]
            metafunc.parametrize("bench", places, ids=self.learners, indirect=True)

    @pytest.fixture
    def bench(self, request: pytest.FixtureRequest) -> Bench:
        learner, kata = request.param
        key = (learner, kata.id)
        if key not in self.benches:
            known = reference(kata.id)
            own = Module(known.form, self.answers(learner, kata))
            self.benches[key] = Bench(kata, SEED, own, known)
        return self.benches[key]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        learner, kata = item.callspec.params["bench"]  # type: ignore[attr-defined]
        told = {"learner": learner, "kata": kata.id, "name": name_of(item)}
        item.user_properties.extend((told | {"weight": weight_of(item)}).items())
        for needs in item.iter_markers("needs"):
            if not self.passed.get((learner, kata.id, needs.args[0]), True):
                pytest.skip("a check it needs has failed")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item):  # type: ignore[no-untyped-def]
        report = yield
        key = _told(item.user_properties, "name")
        self.passed[key] = report.passed and self.passed.get(key, True)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            learner, kata, weight = _told(report.user_properties, "weight")
            self.weights[learner, kata][report.outcome == "passed"] += weight

    def score(self, learner: str, kata: Kata, source: str) -> float:
        weights = self.weights[learner, kata.id]
        if violations(source, kata) or not any(weights.values()):
            return 0.0
        return round(kata.points * weights[True] / (weights[True] + weights[False]), 6)


def name_of(item: pytest.Item) -> str:
    return getattr(item, "originalname", item.name)


def weight_of(item: pytest.Item) -> float:
    marker = item.get_closest_marker("weight")
    return float(marker.args[0]) if marker else 1.0


def _told(properties: list[tuple[str, object]], last: str) -> tuple[str, str, Any]:
    found: dict[str, Any] = dict(properties)
    return found["learner"], found["kata"], found[last]


@cache
def reference(name: str) -> Module:
    kata = COURSE.kata(name)
    return Module(Form.of(kata.reference), trusted(load(kata.reference, kata.id)))


def checks_of(kata: Kata) -> dict[str, float]:
    """The names of a kata's checks, each with its weight."""
    found: dict[str, float] = {}

    class Listing:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            found.update((name_of(item), weight_of(item)) for item in items)

    pytest.main([*SILENT, "--collect-only", str(kata.checks)], [Listing()])
    return found


@dataclass(eq=False)
class Files(Judge):
    """The judge of submissions that lie in folders, which writes the marks to a file."""

    folders: dict[str, Path] = field(default_factory=dict)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput"):
            marks = {learner: self._total(learner) for learner in self.learners}
            Path(os.environ["PLAIN_MARKS"]).write_text(json.dumps(marks), "utf-8")

    def _total(self, learner: str) -> float:
        return round(sum(self._kata_score(learner, kata) for kata in COURSE.katas), 6)

    def _kata_score(self, learner: str, kata: Kata) -> float:
        return self.score(learner, kata, (self.folders[learner] / kata.file).read_text("utf-8"))


def pytest_configure(config: pytest.Config) -> None:
    paths = map(Path, os.environ["PLAIN_SUBMISSIONS"].split(os.pathsep))
    folders = {path.name: path for path in paths}

    def answers(learner: str, kata: Kata) -> Answer:
        return answers_of(folders[learner] / kata.file)

    config.pluginmanager.register(Files(list(folders), answers, folders=folders))


def answers_of(file: Path) -> Answer:
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
