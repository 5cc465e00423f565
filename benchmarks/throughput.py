"""How fast a class is graded, beside everything else that could run the same checks.

    python benchmarks/throughput.py [SUBMISSIONS] [--fresh N] [--rounds N]

The same submissions and the same checks, side by side in one run: read the ratios, since a slow
machine slows all of it. A shared one is now slow and now fast, so that one round says little:
every figure is the median of the rounds, and the least and the most say how far they are apart.
Every way of grading must come to the same marks, or this fails.

A fresh process per submission is so slow that only `--fresh` of them are graded that way.
pytest-xdist, Otter (`otter-grader`) and nbgrader take part where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import with_nbgrader
import with_otter
from made_up_class import open_bundled, write_class
from notebooks import HERE, ONE_THREAD
from plain import LEAN, SEED

Marks = dict[str, float]
Grade = Callable[[Path, Sequence[Path]], Marks]
QUIET = [*LEAN, "-q", "--tb=no"]
TWO_AT_ONCE = "fresh pytest process each, 2 at once"
FLOOR = "floor: one warm process, no wall"
TOLERANCE = 1e-4
"""Otter writes five decimals for each kata; what a check is worth is far more than this."""
TOOLS = {"xdist": "pytest-xdist", "otter": "Otter", "nbgrader": "nbgrader"}


def as_they_are(folder: Path, submissions: Sequence[Path]) -> None:
    """Most ways take submissions as they lie there."""


@dataclass(frozen=True)
class Way:
    """One way of grading, in a folder of its own.

    limit:   how many submissions it is given.
    lay_out: what a teacher does once for an assignment, which is not timed.
    """

    name: str
    grade: Grade
    limit: int | None = None
    lay_out: Callable[[Path, Sequence[Path]], None] = as_they_are


def plain(folder: Path, submissions: Sequence[Path], *options: str) -> Marks:
    """The same checks in pytest's own process, without any wall: see `plain.py`."""
    checks = [str(kata.checks) for kata in open_bundled().katas]
    marks = folder / f"{submissions[0].name}.json"
    told = {
        "PLAIN_SUBMISSIONS": os.pathsep.join(map(str, submissions)),
        "PLAIN_MARKS": str(marks),
        "PYTHONPATH": str(HERE),
    }
    command = [sys.executable, "-m", "pytest", *QUIET, "-p", "plain", *options, *checks]
    subprocess.run(
        command, cwd=folder, env=os.environ | ONE_THREAD | told, stdout=subprocess.DEVNULL
    )
    found: Marks = json.loads(marks.read_text("utf-8"))
    return found


def one_by_one(at_once: int) -> Grade:
    """A fresh pytest process for each submission."""

    def grade(folder: Path, submissions: Sequence[Path]) -> Marks:
        with ThreadPoolExecutor(at_once) as pool:
            every = pool.map(lambda submission: plain(folder, [submission]), submissions)
            return {name: score for marks in every for name, score in marks.items()}

    return grade


def xdist(folder: Path, submissions: Sequence[Path]) -> Marks:
    return plain(folder, submissions, "-p", "xdist", "-n", "2", "--dist", "loadfile")


def gradkata(jobs: int) -> Grade:
    """The whole command with full protection, from start to end."""

    def grade(folder: Path, submissions: Sequence[Path]) -> Marks:
        document = folder / "results.json"
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
    others = {
        "otter": Way("Otter, no wall", with_otter.grade, fresh, with_otter.lay_out),
        "nbgrader": Way("nbgrader, no wall", with_nbgrader.grade, fresh, with_nbgrader.lay_out),
        "xdist": Way("pytest-xdist -n 2, no wall", xdist),
    }
    return [
        Way("fresh pytest process each", one_by_one(1), fresh),
        Way(TWO_AT_ONCE, one_by_one(2), fresh),
        *(way for module, way in others.items() if find_spec(module)),
        Way(FLOOR, plain),
        Way("gradkata --jobs 1", gradkata(1)),
        Way("gradkata --jobs 2", gradkata(2)),
    ]


def notes() -> list[str]:
    """What would be compared as well, had it been installed, and what a tool cannot express."""
    missing = [f"{name}: not installed, left out" for m, name in TOOLS.items() if not find_spec(m)]
    said = {"otter": with_otter.NOTE, "nbgrader": with_nbgrader.NOTE}
    return missing + [note for module, note in said.items() if find_spec(module)]


def measure(way: Way, submissions: Sequence[Path]) -> tuple[float, Marks]:
    """Seconds per submission, and the marks."""
    some = submissions[: way.limit]
    with tempfile.TemporaryDirectory(prefix="gradkata-benchmark-") as folder:
        way.lay_out(Path(folder), some)
        start = time.perf_counter()
        marks = way.grade(Path(folder), some)
        return (time.perf_counter() - start) / len(some), marks


def disagreement(marks: dict[str, Marks]) -> str:
    expected = marks["gradkata --jobs 1"]
    for way, found in marks.items():
        for name, score in found.items():
            if abs(score - expected[name]) > TOLERANCE:
                return f"{way} gives {name} {score}, gradkata gives {expected[name]}"
    return ""


def report(rounds: Sequence[Mapping[str, float]]) -> None:
    print(f"{'':40} {'s each':>8} {'a second':>9} {'× fresh, 2 at once':>26} {'× floor':>8}")
    for name in rounds[0]:
        each = median(seconds[name] for seconds in rounds)
        faster = sorted(seconds[TWO_AT_ONCE] / seconds[name] for seconds in rounds)
        slower = median(seconds[name] / seconds[FLOOR] for seconds in rounds)
        spread = f"{median(faster):.1f} ({faster[0]:.1f} to {faster[-1]:.1f})"
        print(f"{name:40} {each:8.3f} {1 / each:9.2f} {spread:>26} {slower:8.2f}")


def measure_all(submissions: Sequence[Path], fresh: int) -> dict[str, float]:
    """One round: seconds per submission by way; ends the run where marks are not the same."""
    found = {way.name: measure(way, submissions) for way in ways(fresh)}
    if fault := disagreement({name: marks for name, (_, marks) in found.items()}):
        raise SystemExit(fault)
    return {name: seconds for name, (seconds, _) in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submissions", nargs="?", type=int, default=24)
    parser.add_argument("--fresh", type=int, default=6, help="how many to grade in slow ways")
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure all of it")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="gradkata-benchmark-"))
    try:
        submissions = write_class(folder, open_bundled(), arguments.submissions)
        rounds = [measure_all(submissions, arguments.fresh) for _ in range(arguments.rounds)]
    finally:
        shutil.rmtree(folder)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    what = f"{arguments.submissions} submissions of 12 katas on {cores} cores"
    print(f"{what}, start-up included, {arguments.rounds} rounds\n")
    report(rounds)
    print("", *notes(), "", "All come to the same marks.", sep="\n")


if __name__ == "__main__":
    main()
