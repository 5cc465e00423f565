"""Whether a class of a thousand costs what ten classes of a hundred do.

    python benchmarks/scale.py [SUBMISSIONS...] [--jobs N]

Time per submission, by the clock and of all processors together, and the most memory that the
coordinating process ever held, and what each submission adds to it: all of it beyond what it takes
to start, which the first row is for. And whether anything was left over.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from made_up_class import open_bundled, write_class

SET_CHILD_SUBREAPER = 36


class Run(NamedTuple):
    """Seconds by the clock and of all processors together, and the coordinator's most memory."""

    seconds: float
    processor: float
    memory: float


def grade(folder: Path, jobs: int, temporary: Path) -> Run:
    work = folder.with_name(f"{folder.name}-work")
    work.mkdir()
    command = [sys.executable, "-P", "-m", "gradkata", "grade", str(folder), "--jobs", str(jobs)]
    start, before = time.perf_counter(), _processor()
    with (work / "log").open("wb") as log:
        options = ["--seed", "7", "--json", "results.json"]
        env = os.environ | {"TMPDIR": str(temporary)}
        process = subprocess.Popen([*command, *options], cwd=work, env=env, stdout=log)
        memory = 0.0
        while process.poll() is None:
            # What the system reports at the end is the largest of all children's, too.
            memory = max(memory, _most_memory(process.pid))
            time.sleep(0.05)
    document = json.loads((work / "results.json").read_text("utf-8"))
    assert len(document["submissions"]) == len(list(folder.iterdir()))
    return Run(time.perf_counter() - start, _processor() - before, memory)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _most_memory(pid: int) -> float:
    """In MiB; nothing once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def adopt_orphans() -> None:
    """Whatever a run leaves behind becomes a child of this process, which then knows of it."""
    if ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1):
        raise SystemExit("cannot see here what a run leaves behind")


def left_over(temporary: Path) -> list[str]:
    """Processes that a run started and that are still there, and files among the temporary ones."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    tasks = Path("/proc/self/task").iterdir()
    processes = [pid for task in tasks for pid in (task / "children").read_text().split()]
    return [f"process {pid}" for pid in processes] + sorted(map(str, temporary.iterdir()))


def _row(run: Run, start_up: Run, size: int, more: int) -> str:
    """What it took, and per submission what it took beyond the start."""
    beyond = (took - first for took, first in zip(run, start_up, strict=True))
    seconds, processor, memory = (amount / max(more, 1) for amount in beyond)
    each = f"{1000 * seconds:9.1f} {1000 * processor:12.1f}"
    return f"{size:>11} {run.seconds:9.2f} {each} {run.memory:7.1f} {1024 * memory:9.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="gradkata-scale-"))
    course, temporary = open_bundled(), place / "temporary"
    temporary.mkdir()
    adopt_orphans()
    try:
        each = f"{'ms each':>9} {'CPU ms each':>12}"
        print(f"{'submissions':>11} {'seconds':>9} {each} {'MiB':>7} {'KiB each':>9}")
        start_up: Run | None = None
        for size in [arguments.jobs, *arguments.sizes]:
            folder = place / f"class{size}"
            write_class(folder, course, size)
            run = grade(folder, arguments.jobs, temporary)
            start_up = start_up or run
            print(_row(run, start_up, size, size - arguments.jobs))
        print(f"\nleft over: {', '.join(left_over(temporary)) or 'nothing'}")
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
