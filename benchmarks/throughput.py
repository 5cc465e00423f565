"""How fast a class is graded, beside everything else that could run the same checks.

    python benchmarks/throughput.py [SUBMISSIONS] [--fresh N]

The same submissions and the same checks, side by side in one run: read the ratios, since a slow
machine slows all of it. Every way of grading must come to the same marks, or this fails. A fresh
process per submission is so slow that only `--fresh` of the submissions are graded that way.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from made_up_class import open_bundled, write_class

HERE = Path(__file__).resolve().parent
SEED = 7
Marks = dict[str, float]
# As lean as gradkata's own session, so that the comparison is not won by options.
QUIET = ["--noconftest", "-c", os.devnull, "--import-mode=importlib", "-q", "--tb=no",
         "-p", "no:cacheprovider", "-p", "no:randomly"]  # fmt: skip
# Threads of BLAS would have the unprotected ways use all cores, for sums that are too small.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Way:
    """One way of grading: what it is called, and how many submissions it was given."""

    name: str
    grade: Callable[[Sequence[Path]], Marks]
    limit: int | None = None


def plain(submissions: Sequence[Path], *options: str) -> Marks:
    """The same checks in pytest's own process, without any wall: see `plain.py`."""
    checks = [str(kata.checks) for kata in open_bundled().katas]
    with tempfile.TemporaryDirectory() as folder:
        told = {
            "PLAIN_SUBMISSIONS": os.pathsep.join(map(str, submissions)),
            "PLAIN_MARKS": str(Path(folder, "marks.json")),
            "PYTHONPATH": str(HERE),
        }
        command = [sys.executable, "-m", "pytest", *QUIET, "-p", "plain", *options, *checks]
        subprocess.run(
            command, cwd=folder, env=os.environ | ONE_THREAD | told, stdout=subprocess.DEVNULL
        )
        found: Marks = json.loads(Path(folder, "marks.json").read_text("utf-8"))
    return found


def one_by_one(at_once: int) -> Callable[[Sequence[Path]], Marks]:
    """A fresh pytest process for each submission."""

    def grade(submissions: Sequence[Path]) -> Marks:
        with ThreadPoolExecutor(at_once) as pool:
            every = pool.map(lambda submission: plain([submission]), submissions)
            return {name: score for marks in every for name, score in marks.items()}

    return grade


def xdist(submissions: Sequence[Path]) -> Marks:
    return plain(submissions, "-p", "xdist", "-n", "2", "--dist", "loadfile")


def gradkata(jobs: int) -> Callable[[Sequence[Path]], Marks]:
    """The whole command with full protection, from start to end."""

    def grade(submissions: Sequence[Path]) -> Marks:
        with tempfile.TemporaryDirectory() as folder:
            document = Path(folder, "results.json")
            command = [sys.executable, "-P", "-m", "gradkata", "grade", *map(str, submissions)]
            options = ["--seed", str(SEED), "--jobs", str(jobs), "--json", str(document)]
            subprocess.run([*command, *options], cwd=folder, stdout=subprocess.DEVNULL)
            results = json.loads(document.read_text("utf-8"))
        level = results["protection"]["level"]
        if level != "full":
            print(f"note: protection is {level} on this machine", file=sys.stderr)
        return {one["submission"]: one["score"] for one in results["submissions"]}

    return grade


def ways(fresh: int) -> list[Way]:
    found = [
        Way("fresh pytest process each", one_by_one(1), fresh),
        Way("fresh pytest process each, 2 at once", one_by_one(2), fresh),
        Way("floor: one warm process, no wall", plain),
        Way("gradkata --jobs 1", gradkata(1)),
        Way("gradkata --jobs 2", gradkata(2)),
    ]
    if importlib.util.find_spec("xdist"):
        found.insert(2, Way("pytest-xdist -n 2, no wall", xdist))
    return found


def not_here() -> list[str]:
    """What would be compared as well, had it been installed."""
    wanted = {"xdist": "pytest-xdist", "otter": "Otter", "nbgrader": "nbgrader"}
    missing = [name for module, name in wanted.items() if not importlib.util.find_spec(module)]
    unwritten = [name for name in ("Otter", "nbgrader") if name not in missing]
    return [f"{name}: not installed, left out" for name in missing] + [
        f"{name}: installed, but has no way of its own to run these checks; left out"
        for name in unwritten
    ]


def measure(way: Way, submissions: Sequence[Path]) -> tuple[float, Marks]:
    """Seconds per submission, and the marks."""
    some = submissions[: way.limit]
    start = time.perf_counter()
    marks = way.grade(some)
    return (time.perf_counter() - start) / len(some), marks


def disagreement(marks: dict[str, Marks]) -> str:
    expected = marks["gradkata --jobs 1"]
    for way, found in marks.items():
        for name, score in found.items():
            if abs(score - expected[name]) > 1e-6:
                return f"{way} gives {name} {score}, gradkata gives {expected[name]}"
    return ""


def report(seconds: dict[str, float]) -> None:
    two_at_once = seconds["fresh pytest process each, 2 at once"]
    floor = seconds["floor: one warm process, no wall"]
    print(f"{'':40} {'s each':>8} {'a second':>9} {'× fresh, 2 at once':>19} {'× floor':>8}")
    for name, each in seconds.items():
        faster, slower = two_at_once / each, each / floor
        print(f"{name:40} {each:8.3f} {1 / each:9.2f} {faster:19.1f} {slower:8.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submissions", nargs="?", type=int, default=24)
    parser.add_argument("--fresh", type=int, default=6, help="how many to grade in fresh processes")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gradkata-benchmark-"))
    try:
        submissions = write_class(folder, open_bundled(), arguments.submissions)
        found = {way.name: measure(way, submissions) for way in ways(arguments.fresh)}
    finally:
        shutil.rmtree(folder)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{arguments.submissions} submissions of 12 katas on {cores} cores, start-up included\n")
    report({name: seconds for name, (seconds, _) in found.items()})
    print("", *not_here(), sep="\n")
    fault = disagreement({name: marks for name, (_, marks) in found.items()})
    print(f"\n{fault or 'All come to the same marks.'}")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
