"""Whether a class of a thousand costs what ten classes of a hundred do.

    python benchmarks/scale.py [SUBMISSIONS...] [--jobs N]

Time per submission, without the time to start, and the most memory that the coordinating process
ever held, at 10, 100 and 1,000 submissions; and whether anything was left over.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from made_up_class import open_bundled, write_class


def grade(folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds of the whole run, and the coordinator's largest memory in MiB."""
    work = folder.with_name(f"{folder.name}-work")
    work.mkdir()
    command = [sys.executable, "-P", "-m", "gradkata", "grade", str(folder), "--jobs", str(jobs)]
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os.chdir(work)
        os.dup2(os.open(work / "log", os.O_CREAT | os.O_WRONLY), 1)
        os.execv(command[0], [*command, "--seed", "7", "--json", "results.json"])
    _, _, usage = os.wait4(pid, 0)
    document = json.loads((work / "results.json").read_text("utf-8"))
    assert len(document["submissions"]) == len(list(folder.iterdir()))
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def left_over(before: set[str]) -> list[str]:
    """Processes of ours that are still there, and files in the folder for temporary ones."""
    return sorted(_surroundings() - before)


def _surroundings() -> set[str]:
    processes = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"gradkata.wall.zygote" in words or b"gradkata" in words:
            processes.add(f"process {entry.name}")
    files = {str(file) for file in Path(tempfile.gettempdir()).glob("gradkata*")}
    return processes | files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="gradkata-scale-"))
    course, before = open_bundled(), _surroundings()
    try:
        print(f"{'submissions':>11} {'seconds':>9} {'ms each':>9} {'coordinator MiB':>16}")
        start_up = 0.0
        for size in [arguments.jobs, *arguments.sizes]:
            folder = place / f"class{size}"
            write_class(folder, course, size)
            seconds, memory = grade(folder, arguments.jobs)
            if not start_up:
                start_up = seconds
                print(f"{'start':>11} {seconds:9.2f} {'':9} {memory:16.1f}")
                continue
            each = 1000 * (seconds - start_up) / (size - arguments.jobs)
            print(f"{size:>11} {seconds:9.2f} {each:9.1f} {memory:16.1f}")
    finally:
        shutil.rmtree(place)
    print(f"\nleft over: {', '.join(left_over(before)) or 'nothing'}")


if __name__ == "__main__":
    main()
