"""Local workers: a core for each where there are as many workers as cores, and a board for all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from gradkata.classroom.board import Board
from gradkata.classroom.local import LocalExecutor
from gradkata.classroom.parcel import Order, grade_parcel, pack
from gradkata.classroom.version import version_of
from gradkata.cores import cores, stay_on
from gradkata.course.course import bundled_course, open_course
from gradkata.intake.submission import Source, Submission

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cores are chosen on Linux only")


COURSE = open_course(bundled_course())
KATAS = [COURSE.kata("by_hand/decide")]
ORDER = Order(COURSE, KATAS, version_of(KATAS), seed=7)
FILES = {KATAS[0].id: Source(KATAS[0].reference.read_text("utf-8") + "# mine\n", "decide.py")}
LOOK = "import os, time; time.sleep(0.5); print(os.getppid(), *sorted(os.sched_getaffinity(0)))"


def _places_of(jobs: int) -> list[list[int]]:
    """Where that may run which each of so many workers starts."""
    with LocalExecutor(jobs) as workers:
        look = [sys.executable, "-c", LOOK]
        asked = [workers.submit(subprocess.check_output, look) for _ in range(4 * jobs)]
        told = (map(int, one.result().split()) for one in asked)
        return list({worker: places for worker, *places in told}.values())


def test_as_many_workers_as_cores_have_one_each() -> None:
    assert sorted(_places_of(len(cores()))) == [[core] for core in cores()]


@pytest.mark.skipif(len(cores()) < 2, reason="needs two cores")
@pytest.mark.parametrize("jobs", [1, len(cores()) + 1])
def test_any_other_number_of_workers_may_use_all_of_them(jobs: int) -> None:
    assert all(place == cores() for place in _places_of(jobs))


def test_whoever_stays_on_a_core_may_use_no_other() -> None:
    def on_the_last() -> list[int]:
        stay_on(cores()[-1])
        return cores()

    # A thread has cores of its own, and ends with them.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(on_the_last).result() == cores()[-1:]


def test_a_core_that_cannot_be_had_leaves_all_as_it_is() -> None:
    before = cores()
    stay_on(4096)
    assert cores() == before


def test_workers_find_the_board_of_their_run_and_only_while_it_lasts() -> None:
    with LocalExecutor(1) as workers:
        assert workers.submit(os.readlink, workers.board).result().startswith("/memfd:gradkata")
    assert workers.descriptor is None


def test_what_a_worker_decides_it_tells_the_others_once() -> None:
    parcels = ([Submission(name, FILES, name, None)] for name in ("first", "second"))
    with LocalExecutor(1) as workers:
        for parcel in parcels:
            workers.submit(grade_parcel, pack(ORDER, parcel, workers.board)).result()
        assert len(list(Board(workers.board).news())) == 1
