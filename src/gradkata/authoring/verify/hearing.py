"""What checks ask: recorded by running them with the reference, or a guise of it, as learner."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gradkata.course.kata import Kata
from gradkata.judge import fixtures
from gradkata.judge.fixtures import Bench
from gradkata.judge.module import Answer, Exchange, Module
from gradkata.judge.run import ALONE, forgotten, undisturbed
from gradkata.judge.session import name_of


@dataclass(frozen=True, slots=True)
class Guise:
    """Who sits in the learner's place, under which seed."""

    kata: Kata
    name: str
    seed: int
    answer: Answer


@dataclass(slots=True)
class Heard:
    """One check with one guise: what it asked, and whether it was content.

    compares: it asks through `compare` alone, so that nothing but its comparisons can fail.
    """

    exchanges: list[Exchange] = field(default_factory=list)
    passed: bool = False
    compares: bool = False


Hearing = dict[tuple[str, str, int], dict[str, Heard]]
"""By kata, guise and seed; then by check, in the order of the file."""


def hear(guises: Sequence[Guise], references: Mapping[str, Module]) -> Hearing:
    """Run each guise through all checks of its kata, in this process: it is all our own code."""
    files = sorted({str(guise.kata.checks) for guise in guises})
    listener = _Listener(guises, references)
    root = os.path.commonpath([Path(file).parent for file in files])
    with undisturbed(), forgotten(files):
        pytest.main([*ALONE, "--rootdir", root, *files], plugins=[listener, fixtures])
    return listener.heard


class _Listener:
    def __init__(self, guises: Sequence[Guise], references: Mapping[str, Module]) -> None:
        self.guises, self.references = guises, references
        self.heard: Hearing = {(g.kata.id, g.name, g.seed): {} for g in guises}

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.tbstyle = "no"

    @pytest.hookimpl(tryfirst=True)
    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "bench" in metafunc.fixturenames:
            file = Path(str(metafunc.module.__file__)).resolve()
            places = [n for n, g in enumerate(self.guises) if g.kata.checks.resolve() == file]
            ids = [str(place) for place in places]
            metafunc.parametrize("bench", places, ids=ids, indirect=True)

    @pytest.fixture
    def bench(self, request: pytest.FixtureRequest) -> Bench:
        guise = self.guises[request.param]
        reference = self.references[guise.kata.id]
        return Bench(guise.kata, guise.seed, Module(reference.form, guise.answer), reference)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        callspec = getattr(item, "callspec", None)
        if callspec and "bench" in callspec.params and (call.when == "call" or call.excinfo):
            guise = self.guises[callspec.params["bench"]]
            bench: Bench | None = getattr(item, "funcargs", {}).get("bench")
            asked = list(bench.learner.exchanges) if bench else []
            compares = "learner" not in getattr(item, "fixturenames", ())
            found = Heard(asked, call.excinfo is None, compares)
            self.heard[guise.kata.id, guise.name, guise.seed][name_of(item)] = found
        return (yield)
