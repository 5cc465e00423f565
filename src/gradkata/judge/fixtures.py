"""The fixtures that checks are written with. A plugin beside this one provides `bench`."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pytest

from gradkata.course.kata import Kata
from gradkata.judge.compare import Compare
from gradkata.judge.module import Module

MARKERS = (
    "weight(n): how much this check counts beside the others of its kata; 1 by default",
    "needs(name): skip this check when the named one has failed, since it could not say more",
)


@dataclass(slots=True)
class Bench:
    """One kata with the two sides that its checks compare."""

    kata: Kata
    seed: int
    learner: Module
    reference: Module

    def rng(self, check: str) -> np.random.Generator:
        # A stream of its own for each check: marks must not depend on which others ran before.
        words = [crc32(self.kata.id.encode()), crc32(check.encode())]
        return np.random.default_rng([self.seed, *words])


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


@pytest.fixture
def rng(bench: Bench, request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers on the run's seed, the same for every submission."""
    return bench.rng(getattr(request.node, "originalname", request.node.name))


@pytest.fixture
def learner(bench: Bench) -> Module:
    """The submission: `learner.gradients(...)` calls its function, in its own process."""
    return bench.learner


@pytest.fixture
def reference(bench: Bench) -> Module:
    """The solution, called in the same way."""
    return bench.reference


@pytest.fixture
def compare(bench: Bench, rng: np.random.Generator) -> Compare:
    """Call both sides with equal arguments and hold them side by side; see `Compare`."""
    return Compare(bench.learner, bench.reference, rng)
