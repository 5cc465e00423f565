"""Katas verified side by side, in processes of their own: each keeps a core busy by itself."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from gradkata.authoring.verify.gate import verify
from gradkata.authoring.verify.records import KataReport, Report
from gradkata.course.course import Course, open_course
from gradkata.course.kata import Kata

WORTH_IT = 4
"""Fewer katas are done before a second process has imported what it needs."""


def processes(katas: Sequence[Kata]) -> int:
    return min(os.cpu_count() or 1, max(1, len(katas) // WORTH_IT))


def verify_in_parallel(
    course: Course, katas: Sequence[Kata], seeds: Sequence[int], *, strict: bool, mutants: bool
) -> Report:
    """As `verify`, whose report it gives."""
    jobs = processes(katas)
    if jobs == 1:
        return verify(course, katas, seeds=seeds, strict=strict, mutants=mutants)
    started = time.monotonic()
    # Neighbours are alike in cost, so each process gets every n-th.
    shares = [[kata.id for kata in katas[first::jobs]] for first in range(jobs)]
    # Fork would copy whatever threads are running here.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        work = [pool.submit(_share, course.root, ids, seeds, strict, mutants) for ids in shares]
        reports = [share.result() for share in work]
    found = {kata.kata: kata for report in reports for kata in report.katas}
    whole = reports[0]
    whole.katas = _in_order(katas, found)
    whole.seconds = round(time.monotonic() - started, 2)
    return whole


def _share(
    root: Path, ids: Sequence[str], seeds: Sequence[int], strict: bool, mutants: bool
) -> Report:
    course = open_course(root)
    katas = [kata for kata in course.katas if kata.id in ids]
    return verify(course, katas, seeds=seeds, strict=strict, mutants=mutants)


def _in_order(katas: Sequence[Kata], found: dict[str, KataReport]) -> list[KataReport]:
    return [found[kata.id] for kata in katas]
