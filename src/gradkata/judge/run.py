"""Starting pytest as a judge: our plugins, our options, and nothing from the surroundings."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from gradkata.judge import fixtures
from gradkata.judge.module import Module
from gradkata.judge.records import Attempt, Check, Settings, Verdict
from gradkata.judge.seat import Seat, seat_at
from gradkata.judge.session import Done, Session, is_decided, reference_of

# A pytest.ini, a conftest.py or a plugin of the grader's environment must not change a mark.
ALONE = [
    "--noconftest", "-c", os.devnull, "--import-mode=importlib", "--capture=no",
    "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler",
    "-p", "no:unraisableexception",
    # Checks that do not load are their own kata's fault alone.
    "--continue-on-collection-errors",
]  # fmt: skip

# What serves no check here, and costs time at every start and around every check.
IDLE = ("debugging", "doctest", "junitxml", "legacypath", "logging", "pastebin", "setuponly",
        "setupplan", "stepwise", "subtests", "threadexception", "unittest")  # fmt: skip
WITHOUT = [word for name in IDLE for word in ("-p", f"no:{name}")]


def run_checks(attempts: Sequence[Attempt], settings: Settings, done: Done) -> None:
    """Judge all attempts in one session; every one is reported through `done`, whatever happens."""
    references, faults = _references(attempts)
    _one_thread()
    for attempt in (a for a in attempts if a.kata.id in faults):
        done(attempt, _not_judged(attempt, faults[attempt.kata.id]))
    new: list[Seat] = []
    try:
        for attempt in (a for a in attempts if a.kata.id in references):
            seat = seat_at(attempt.kata, attempt, settings, references[attempt.kata.id])
            new.append(seat)
            if is_decided(seat, settings.precedents, done):
                new.pop()
        if new:
            _run(Session(new, settings, references, done))
    finally:
        for seat in new:
            seat.close()


def _references(attempts: Sequence[Attempt]) -> tuple[dict[str, Module], dict[str, str]]:
    """Each kata's solution, or why it cannot be loaded here."""
    found, faults = dict[str, Module](), dict[str, str]()
    with _no_garbage():
        for kata in {attempt.kata.id: attempt.kata for attempt in attempts}.values():
            try:
                found[kata.id] = reference_of(kata)
            except ModuleNotFoundError as error:
                install = f"pip install 'gradkata[{error.name}]'"
                faults[kata.id] = f"{error.name} is not installed: {install}"
            except Exception as error:
                faults[kata.id] = f"the reference cannot be loaded: {type(error).__name__}: {error}"
    return found, faults


@contextlib.contextmanager
def _no_garbage() -> Iterator[None]:
    """The first reference may import torch: a tenth of that is looking through it for garbage."""
    had_torch = "torch" in sys.modules
    gc.disable()
    try:
        yield
    finally:
        if "torch" in sys.modules and not had_torch:
            gc.freeze()
        gc.enable()


def _one_thread() -> None:
    """For numbers as small as ours threads cost more than they save, and sums depend on them."""
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)


def _not_judged(attempt: Attempt, reason: str) -> Verdict:
    check = Check("reference", "not_judged", reason)
    return Verdict(attempt.kata.id, "not_judged", 0.0, attempt.kata.points, checks=[check])


def _run(session: Session) -> None:
    files = sorted({str(seat.kata.checks) for seat in session.seats})
    root = os.path.commonpath([Path(file).parent for file in files])
    # Without a cut, pytest lists every folder from the root of the file system down to the checks.
    here = ["--rootdir", root, "--confcutdir", root]
    with undisturbed(), forgotten(files):
        status = pytest.main([*ALONE, *WITHOUT, *here, *files], plugins=[session, fixtures])
    if status == pytest.ExitCode.INTERRUPTED and not session.faults:
        raise KeyboardInterrupt
    session.finish_rest("; ".join(session.faults) or "pytest ended before this check ran")


@contextlib.contextmanager
def forgotten(files: Sequence[str]) -> Iterator[None]:
    """Forget the checks' modules afterwards: pytest would take them for others of their name."""
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) in files:
                del sys.modules[name]


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hide what pytest takes options and plugins from; in CI it would draw differences in full."""
    heard = [name for name in os.environ if name.startswith("PYTEST_")]
    heard += [name for name in ("CI", "BUILD_NUMBER") if name in os.environ]
    kept = {name: os.environ.pop(name) for name in heard}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        os.environ.pop("PYTEST_DISABLE_PLUGIN_AUTOLOAD", None)
        os.environ.update(kept)
