"""A class on a Dask cluster of two worker processes, one of which is killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from gradkata.classroom import cluster
from gradkata.errors import UserError
from tests.classroom.conftest import Start, WriteClass, are_gone, descendants

SIZE = 16


@pytest.fixture
def two_workers(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address on the loopback, and its two workers, each a process."""
    told = tmp_path / "scheduler.json"
    quiet = ["--no-dashboard", "--scheduler-file", str(told)]
    here = ["--host", "127.0.0.1"]
    started = [_dask("scheduler", *quiet, *here, "--port", "0", cwd=tmp_path)]
    try:
        while not told.exists() or not told.read_text():
            assert started[0].poll() is None
            time.sleep(0.05)
        workers = [
            _dask("worker", *quiet, "--no-nanny", "--nthreads", "1", *here, cwd=tmp_path)
            for _ in range(2)
        ]
        started += workers
        address = json.loads(told.read_text())["address"]
        with Client(address) as client:
            client.wait_for_workers(len(workers), timeout=60)
        yield address, workers
    finally:
        for process in started:
            process.kill()
            process.wait()


def _dask(what: str, *options: str, cwd: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_cluster_that_loses_a_worker_gives_the_marks_of_a_local_run(
    start: Start,
    write_class: WriteClass,
    two_workers: tuple[str, list[subprocess.Popen[bytes]]],
    tmp_path: Path,
) -> None:
    address, workers = two_workers
    folder = write_class(tmp_path / "class", SIZE)
    options = ("--executor", "dask", "--address", address, "--json", "dask.json")
    grading = start(folder, "--seed", "7", *options)
    grading.read_rows(1)
    workers[0].kill()
    assert grading.finish() == 1, grading.lines
    local = start(folder, "--seed", "7", "--jobs", "1", "--book", "none", "--json", "local.json")
    assert local.finish() == 1, local.lines
    assert Counter(grading.saved) == Counter(path.name for path in folder.iterdir())
    assert _marks(tmp_path / "dask.json") == _marks(tmp_path / "local.json")


def _marks(file: Path) -> list[tuple[str, float, list[list[str]]]]:
    """Everything but times."""
    return [
        (s["submission"], s["score"], [[c["outcome"] for c in k["checks"]] for k in s["katas"]])
        for s in json.loads(file.read_text("utf-8"))["submissions"]
    ]


def test_no_scheduler_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with pytest.raises(UserError, match=r"no Dask scheduler answers at tcp://127.0.0.1:1: .+"):
        cluster.DaskExecutor(1, "tcp://127.0.0.1:1")


def test_without_an_address_it_is_a_cluster_on_this_machine(
    start: Start, write_class: WriteClass, tmp_path: Path
) -> None:
    folder = write_class(tmp_path / "class", 4)
    run = start(folder, "--executor", "dask", "--jobs", "2")
    run.read_rows(1)
    started = descendants(run.process.pid)
    assert run.finish() == 1, run.lines
    assert sorted(run.saved) == sorted(path.name for path in folder.iterdir())
    assert are_gone(started)


def test_ctrl_c_leaves_nothing_of_it(start: Start, write_class: WriteClass, tmp_path: Path) -> None:
    folder = write_class(tmp_path / "class", 400)
    run = start(folder, "--executor", "dask", "--jobs", "2")
    run.read_rows(1)
    assert run.interrupt() == 130, run.lines
    assert "Traceback" not in "".join(run.lines)
    assert are_gone(run.started)
