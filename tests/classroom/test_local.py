"""Local workers: a core for each where there are as many workers as cores, and a board for all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gradkata.classroom.board import Board
from gradkata.classroom.local import LocalExecutor
from gradkata.classroom.parcel import Order, decompressed, grade_parcel, pack
from gradkata.classroom.version import version_of
from gradkata.classroom.zygotes import MOST_SOCKETS, Trunks
from gradkata.cores import cores, stay_on
from gradkata.course.course import bundled_course, open_course
from gradkata.course.kata import PlayerKind
from gradkata.intake.submission import Source, Submission
from gradkata.judge.records import Results
from gradkata.wall.spawn import WarmProcess

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


# Workers cannot import this file, but Python is there.
HAS = "{!r} in __import__('sys').modules"
ZYGOTES = "[type(one).__name__ for one in {}._wall().spawners.values()]".format(
    "__import__('gradkata.classroom.parcel', fromlist=['_wall'])"
)


@pytest.mark.parametrize("module", ["gradkata.judge.run", "numpy"])
def test_what_a_judge_needs_is_there_when_a_worker_begins(module: str) -> None:
    with LocalExecutor(1) as workers:
        workers.get_ready({"numpy"})
        assert workers.submit(eval, HAS.format(module)).result()


@pytest.mark.parametrize(("kind", "expected"), [("torch", True), ("numpy", False)])
def test_torch_is_there_where_a_kata_needs_it_and_only_there(
    kind: PlayerKind, expected: bool
) -> None:
    pytest.importorskip("torch")
    with LocalExecutor(1) as workers:
        workers.get_ready({kind})
        assert workers.submit(eval, HAS.format("torch")).result() is expected


def test_workers_have_zygotes_that_are_split_from_one() -> None:
    with LocalExecutor(1) as workers:
        workers.get_ready({"numpy", "numpy+files"})
        assert workers.submit(eval, ZYGOTES).result() == [WarmProcess.__name__]
        parcel = pack(ORDER, [Submission("first", FILES, "first", None)])
        [graded] = decompressed(workers.submit(grade_parcel, parcel).result(), Results).submissions
        assert graded.score == graded.max_score
        assert workers.submit(eval, ZYGOTES).result() == [WarmProcess.__name__]


def test_nothing_is_imported_from_the_folder_that_a_run_starts_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("numpy", "msgspec", "pytest", "socket", "selectors"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with LocalExecutor(1) as workers:
        workers.get_ready({"numpy"})
        assert workers.submit(eval, HAS.format("gradkata.judge.run")).result()
    assert not (tmp_path / "ran").exists()


def test_where_there_is_no_room_for_the_path_of_a_socket_workers_are_started_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / ("x" * 80)
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    with LocalExecutor(1) as workers:
        workers.get_ready({"numpy"})
        assert workers.submit(eval, ZYGOTES).result() == [WarmProcess.__name__]


def test_more_workers_than_sockets_can_be_handed_to_start_their_own_zygotes() -> None:
    trunks = Trunks({"numpy"}, [None] * (MOST_SOCKETS + 1))
    trunks.close()
    assert (trunks.zygotes, trunks.controls[0]) == ([], {})


def test_nothing_is_left_of_workers_that_were_ready() -> None:
    before = _children()
    with LocalExecutor(2) as workers:
        workers.get_ready({"numpy"})
        workers.submit(os.getpid).result()
        assert _children() > before
    # Python's own, which looks after names of semaphores until this process ends.
    assert [one for one in _children() - before if "resource_tracker" not in _command(one)] == []


def _children() -> set[str]:
    own = os.getpid()
    return set(Path(f"/proc/{own}/task/{own}/children").read_text("utf-8").split())


def _command(pid: str) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
