"""A class in one command, whatever happens while it runs."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.conftest import (
    DECIDE,
    RIGHT,
    Grading,
    Start,
    WriteClass,
    are_gone,
    descendants,
    grading,
    marks,
)

SIZE = 12
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="reads /proc")


@pytest.fixture(scope="module")
def folder(write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_class(tmp_path_factory.mktemp("class") / "class", SIZE)


@pytest.fixture
def own_folder(write_class: WriteClass, tmp_path: Path) -> Path:
    """A class of this test's own, to be changed."""
    return write_class(tmp_path / "class", 4)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def document(file: Path) -> Any:
    found = json.loads(file.read_text("utf-8"))
    return [[s["submission"], s["score"], [c["call"] for k in s["katas"] for c in k["checks"]]]
            for s in found["submissions"]]  # fmt: skip


def done(run: Grading) -> Grading:
    assert run.finish() in (0, 1), run.lines
    return run


def test_two_workers_give_the_marks_of_none(start: Start, folder: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        done(start(folder, "--seed", "7", "--jobs", jobs, "--json", jobs, "--book", "none"))
    assert document(tmp_path / "1") == document(tmp_path / "2")


def test_a_worker_that_is_killed_costs_nobody_anything(start: Start, folder: Path) -> None:
    run = start(folder, "--jobs", "2", "--seed", "7")
    run.read_rows(1)
    workers = descendants(run.process.pid)
    _kill_a_worker(run.process.pid)
    done(run)
    assert (Counter(run.saved), are_gone(workers)) == (Counter(names(folder)), True)


def _kill_a_worker(coordinator: int) -> None:
    for pid in descendants(coordinator):
        if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text():
            os.kill(pid, signal.SIGKILL)
            return


def test_after_the_coordinator_is_killed_nothing_is_left_over(start: Start, folder: Path) -> None:
    run = start(folder, "--jobs", "2")
    run.read_rows(1)
    started = descendants(run.process.pid)
    run.process.kill()
    assert (len(started) > 3, are_gone(started)) == (True, True)


@pytest.fixture(scope="module")
def large_folder(write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many that a run is not over before Ctrl-C reaches it, however busy the machine."""
    return write_class(tmp_path_factory.mktemp("large") / "class", 16 * SIZE)


@pytest.fixture(scope="module", params=["1", "2"])
def interrupted(
    large_folder: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Grading:
    """Ended by Ctrl-C after some rows."""
    run = grading(large_folder, "--jobs", request.param, cwd=tmp_path_factory.mktemp("ctrl-c"))
    run.read_rows(2)
    run.interrupt()
    return run


def test_ctrl_c_ends_it_cleanly(interrupted: Grading) -> None:
    text = "".join(interrupted.lines)
    assert (interrupted.process.returncode, "Traceback" in text) == (130, False)
    assert are_gone(interrupted.started)
    assert "the same command goes on from there" in text


def test_what_was_done_before_ctrl_c_is_kept(
    interrupted: Grading, start: Start, large_folder: Path
) -> None:
    rest = done(start(large_folder, cwd=interrupted.cwd))
    # Who was saved just before Ctrl-C may not have been told of any more.
    assert max(Counter(interrupted.saved + rest.saved).values()) == 1
    book = marks(str(interrupted.cwd / "gradkata.db"))
    assert [name for name, *_ in book] == names(large_folder)


def test_what_has_not_changed_is_not_graded_again(start: Start, own_folder: Path) -> None:
    first, second = done(start(own_folder)), done(start(own_folder))
    assert (first.saved, second.saved) == (names(own_folder), [])


def test_marks_from_the_book_are_in_the_document(
    start: Start, own_folder: Path, tmp_path: Path
) -> None:
    done(start(own_folder, "--json", "1"))
    done(start(own_folder, "--json", "2"))
    assert document(tmp_path / "1") == document(tmp_path / "2")


def test_who_hands_in_something_new_is_graded(start: Start, own_folder: Path) -> None:
    done(start(own_folder))
    (own_folder / "learner001" / DECIDE).write_text(RIGHT + "# better\n", "utf-8")
    assert done(start(own_folder)).saved == ["learner001"]


@pytest.mark.parametrize("option", [("--again",), ("--seed", "8")])
def test_all_are_graded_where_that_is_asked_for(
    start: Start, own_folder: Path, option: tuple[str, ...]
) -> None:
    done(start(own_folder, "--seed", "7"))
    assert done(start(own_folder, "--seed", "7", *option)).saved == names(own_folder)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fail_fast_stops_at_the_first_that_is_not_right(
    start: Start, own_folder: Path, jobs: str
) -> None:
    (own_folder / "learner000" / DECIDE).write_text(RIGHT + "# 0\n", "utf-8")
    run = start(own_folder, "--fail-fast", "--jobs", jobs)
    assert (run.finish(), run.saved[-1]) == (1, "learner003")
    assert "Stopped at learner003" in "".join(run.lines)


def test_after_fail_fast_the_same_command_without_it_goes_on(
    start: Start, own_folder: Path
) -> None:
    stopped = start(own_folder, "--fail-fast")
    assert (stopped.finish(), stopped.saved) == (1, ["learner000"])
    assert "the same command without --fail-fast goes on from there" in "".join(stopped.lines)
    assert done(start(own_folder)).saved == names(own_folder)[1:]


def test_two_runs_at_once_on_one_book_do_each_other_no_harm(
    start: Start, folder: Path, where: str
) -> None:
    runs = [start(folder, "--jobs", "1", "--book", where) for _ in range(2)]
    for run in runs:
        done(run)
    both = Counter(runs[0].saved + runs[1].saved)
    assert both == Counter(names(folder))


def test_nothing_is_left_in_the_folder_for_temporary_files(
    start: Start, own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    done(start(own_folder, "--jobs", "2", "--book", "none"))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_summary_counts_the_learners_who_made_a_mistake(start: Start, own_folder: Path) -> None:
    text = "".join(done(start(own_folder)).lines)
    assert "50 %  2 of 4 passed" in text
    assert "by_hand/decide  zero_counts_as_yes: 2 learners" in text


def test_an_executor_is_looked_for_also_where_all_is_in_the_book(
    start: Start, own_folder: Path
) -> None:
    done(start(own_folder))
    assert start(own_folder, "--executor", "slurm").finish() == 2


def test_an_executor_that_is_not_there_is_told(start: Start, own_folder: Path) -> None:
    run = start(own_folder, "--executor", "slurm")
    assert (run.finish(), len(run.lines)) == (2, 1)
    assert "there is no executor 'slurm'; known: dask, local" in run.lines[0]


# Here and with workers in turn, and each of both while it starts and while it grades.
JOBS = ("1", "1", "2", "2")


@pytest.mark.parametrize(("where", "kills"), [("sqlite", 20), ("postgres", 4)], indirect=["where"])
def test_killed_at_random_moments_it_grades_everybody_once(
    start: Start, write_class: WriteClass, tmp_path: Path, where: str, kills: int
) -> None:
    folder = write_class(tmp_path / "class", 3 * kills)
    undisturbed = str(tmp_path / "undisturbed.db")
    done(start(folder, "--seed", "7", "--book", undisturbed))
    options = (folder, "--seed", "7", "--book", where)
    runs = [_killed(start(*options, "--jobs", JOBS[at % 4]), at) for at in range(kills)]
    runs.append(done(start(*options)))
    assert max(Counter(name for run in runs for name in run.saved).values()) == 1
    assert marks(where) == marks(undisturbed)


def _killed(run: Grading, number: int) -> Grading:
    """Half of them while they start, half while they grade; the moment is drawn."""
    draw = random.Random(number)
    if number % 2:
        run.read_rows(draw.randint(1, 3))
        time.sleep(draw.uniform(0, 0.03))
    else:
        time.sleep(draw.uniform(0.05, 0.9))
    run.kill()
    return run
