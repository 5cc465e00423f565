"""How long a learner waits: from a save to the verdict in `watch`, and for a cold `check`.

    python benchmarks/latency.py [ROUNDS]

Everything is measured in turn in one run, beside importing torch and plain pytest on the same
checks, so that a slow machine slows all of it: read the ratios. Every kata is its reference.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gradkata.course.course import Course, open_course

GRADKATA = [sys.executable, "-m", "gradkata"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--in-process"]
LAST_LINE = b"Compare with the reference"
TARGET_MS, PATIENCE = 100.0, 30.0
KATA = "by_hand/gradients"
CHECK_ALL = "check, all katas"
COLD = {
    "python": [sys.executable, "-c", "pass"],
    "import torch": [sys.executable, "-c", "import torch"],
    f"check {KATA}": [*GRADKATA, "check", KATA],
    CHECK_ALL: [*GRADKATA, "check"],
    f"pytest {KATA}": [*PYTEST, "plugins/by_hand/checks/test_gradients.py"],
    "pytest, all katas": PYTEST,
}


def solved_course(folder: Path) -> Course:
    """A new course in which every kata is done."""
    subprocess.run([*GRADKATA, "init", str(folder)], check=True, capture_output=True)
    shutil.copytree(folder / "reference", folder / "katas", dirs_exist_ok=True)
    return open_course(folder)


@contextmanager
def watching(course: Course) -> Iterator[IO[bytes]]:
    """What a watch prints; it ends with its input."""
    watch = subprocess.Popen(
        [*GRADKATA, "watch"], cwd=course.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert watch.stdin
    assert watch.stdout
    with watch:
        yield watch.stdout
        watch.stdin.close()


def wait_for_verdict(printed: IO[bytes]) -> None:
    for line in printed:
        if LAST_LINE in line:
            return
    raise SystemExit("the watch ended before its verdict")


def saved(file: Path, printed: IO[bytes], number: int) -> float:
    """Milliseconds from a save, such as an editor's, to the last line of the verdict."""
    text = file.read_text(encoding="utf-8").partition("\n# save ")[0]
    start = time.perf_counter()
    file.write_text(f"{text}\n# save {number}\n", encoding="utf-8")
    wait_for_verdict(printed)
    return 1000 * (time.perf_counter() - start)


def saves(course: Course, rounds: int) -> dict[str, float]:
    """The median for each kata; its first save, which warms up, is not counted."""
    times: dict[str, list[float]] = {kata.id: [] for kata in course.katas}
    with watching(course) as printed:
        wait_for_verdict(printed)
        for number in range(rounds + 1):
            for kata in course.katas:
                times[kata.id].append(saved(course.learner_file(kata), printed, number))
    return {name: statistics.median(found[1:]) for name, found in times.items()}


def cold(course: Course, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each command in a process of its own, in turn."""
    times: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(rounds + 1):
        for name, command in COLD.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=course.root, check=True, stdout=subprocess.DEVNULL)
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: found[1:] for name, found in times.items()}


def show_saves(medians: dict[str, float]) -> None:
    print(f"from save to verdict in watch (at most {TARGET_MS:g} ms)")
    for name, median in medians.items():
        print(f"  {name:<24} {median:8.0f} ms   {median / TARGET_MS:6.2f} of the target")
    print(f"  {'slowest of them':<24} {max(medians.values()):8.0f} ms\n")


def show_cold(times: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(found) for name, found in times.items()}
    torch, one, every = (medians[name] for name in ("import torch", f"check {KATA}", CHECK_ALL))
    print("cold, each in a process of its own: median, best, median beside importing torch")
    for name, median in medians.items():
        best, ratio = min(times[name]), median / torch
        print(f"  {name:<24} {median:8.0f} ms {best:8.0f} ms {ratio:8.2f}")
    print(f"\n  check {KATA}: {one:.0f} ms (at most 500)")
    print(f"  check of all katas over importing torch: {every - torch:.0f} ms (at most 500)")
    print(f"  check beside pytest, {KATA}: {one / medians[f'pytest {KATA}']:.2f}")
    print(f"  check beside pytest, all katas: {every / medians['pytest, all katas']:.2f}")


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 9
    print(f"{rounds} rounds on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before\n")
    with tempfile.TemporaryDirectory() as folder:
        course = solved_course(Path(folder) / "course")
        show_saves(saves(course, rounds))
        show_cold(cold(course, rounds))


if __name__ == "__main__":
    main()
