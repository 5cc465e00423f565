"""What the wall costs: a player with and without confinement, a bare fork, and a fresh process.

    python benchmarks/wall.py [ROUNDS]

Everything is measured in turn in one run, so that a slow machine slows all of it: read the ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch

from gradkata.course.kata import Limits, Runtime
from gradkata.wall.confine.steps import STEPS
from gradkata.wall.pool import Wall
from gradkata.wall.spawn import Zygote, environment
from gradkata.wall.values import Leaf, freeze
from gradkata.wall.wire import Call

BY_HAND = """
def gradient(data, label, w):
    return 2 * data.T @ (data @ w - label)
"""
BY_AUTOGRAD = """
def gradient(data, label, w):
    ((data @ w - label) ** 2).sum().backward()
    return w.grad
"""
SOURCES: dict[Runtime, str] = {"numpy": BY_HAND, "torch": BY_AUTOGRAD}
CALLS, IN_A_ROW = 3, 10
ROWS = [np.linspace(-1, 1, 230).reshape(23, 10), np.ones((23, 1)), np.ones((10, 1))]
TENSORS = [torch.from_numpy(rows) for rows in ROWS]
VALUES: dict[Runtime, list[Leaf]] = {
    "numpy": freeze(ROWS),
    "torch": freeze([*TENSORS[:2], TENSORS[2].requires_grad_()]),
}
RUNTIMES: tuple[Runtime, ...] = ("numpy", "torch")
WARM_UP = 3
"""Rounds that do not count: a zygote makes its pages huge once a class is graded."""
BARE = """
import os, sys, time
from gradkata.wall.warm import warm_up
warm_up(sys.argv[1])
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    print(1000 * (time.perf_counter() - start))
"""


def session(wall: Wall, runtime: Runtime) -> None:
    """What grading a kata asks of the wall: a gradient, by hand or by autograd."""
    player = wall.spawn(runtime, Limits())
    player.load(SOURCES[runtime], "katas/bench/gradient.py")
    for _ in range(CALLS):
        player.call(Call("gradient", VALUES[runtime]))
    player.close()


def milliseconds(work: Callable[[], None], times: int = 1) -> float:
    """For each of so many in a row, as a class is graded: a player is forked while one works."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return 1000 * (time.perf_counter() - start) / times


def bare_forks(runtime: Runtime, rounds: int) -> float:
    command = [sys.executable, "-c", BARE, runtime, str(rounds)]
    done = subprocess.run(command, env=environment(), capture_output=True, check=True, text=True)
    return statistics.median(float(line) for line in done.stdout.split())


def processor_ms(wall: Wall, runtime: Runtime, times: int) -> float:
    """What making, running and ending a player takes of all processors; the judge's is left out."""
    before = _spent_ms(wall, runtime)
    milliseconds(partial(session, wall, runtime), times)
    return (_spent_ms(wall, runtime) - before) / times


def _spent_ms(wall: Wall, runtime: Runtime) -> float:
    zygote = wall.spawners[runtime]
    assert isinstance(zygote, Zygote)
    fields = Path(f"/proc/{zygote.process.pid}/stat").read_text().rpartition(")")[2].split()
    # Its own time and that of the players it has seen the end of, each in user and kernel mode.
    ticks = sum(int(field) for field in fields[11:15])
    return 1000 * ticks / os.sysconf("SC_CLK_TCK")


def measure(rounds: int) -> dict[Runtime, dict[str, float]]:
    """Medians in milliseconds; walls and runtimes take turns, so that drift hits all alike."""
    bare = frozenset(step.name for step in STEPS if step.name != "descriptors")
    with Wall() as full, Wall(without=bare) as none, Wall(fresh=True) as fresh:
        turns = [(r, name, wall) for r in RUNTIMES for name, wall in _walls(full, none)]
        times: dict[Runtime, dict[str, list[float]]] = {r: {} for r in RUNTIMES}
        for number in range(rounds + WARM_UP):
            for runtime, name, wall in turns:
                took = milliseconds(partial(session, wall, runtime), IN_A_ROW)
                times[runtime].setdefault(name, []).extend([took] if number >= WARM_UP else [])
        for runtime in RUNTIMES:
            one = partial(session, fresh, runtime)
            times[runtime]["fresh process"] = [milliseconds(one) for _ in range(3)]
            spent = processor_ms(full, runtime, rounds * IN_A_ROW)
            times[runtime]["processor time"] = [spent]
    return {
        runtime: {"bare fork": bare_forks(runtime, rounds)}
        | {name: statistics.median(every) for name, every in times[runtime].items()}
        for runtime in RUNTIMES
    }


def _walls(full: Wall, none: Wall) -> tuple[tuple[str, Wall], ...]:
    return ("confined", full), ("unconfined", none)


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 30
    found = measure(rounds)
    print(
        f"a session: fork, load, {CALLS} calls, end; medians of {rounds} × {IN_A_ROW} in a row, "
        f"{os.cpu_count()} cores\n"
    )
    for runtime, medians in found.items():
        for name, median in medians.items():
            ratio = median / medians["confined"]
            print(f"{runtime:<6} {name:<14} {median:9.2f} ms   {ratio:7.2f} of a confined player")
        print(
            f"{runtime:<6} confinement adds {medians['confined'] - medians['unconfined']:.2f} ms\n"
        )
    clock, processors = (
        found["numpy"][name] / found["torch"][name] for name in ("confined", "processor time")
    )
    print(f"numpy player / torch player: {processors:.2f} of processor time", end=", ")
    print(f"{clock:.2f} by the clock with the judge's part")


if __name__ == "__main__":
    main()
