"""Where a class is graded: local processes, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor

from gradkata import hookimpl


@hookimpl
def gradkata_executors() -> Mapping[str, Callable[[int, str], Executor]]:
    return {"local": local, "dask": dask}


def local(jobs: int, address: str) -> Executor:
    """Worker processes on this machine, each with a wall of its own that stays warm."""
    from gradkata.classroom.local import LocalExecutor

    return LocalExecutor(jobs)


def dask(jobs: int, address: str) -> Executor:
    """The workers of a Dask scheduler, or a cluster of processes on this machine."""
    from gradkata.classroom.cluster import DaskExecutor

    return DaskExecutor(jobs, address)
