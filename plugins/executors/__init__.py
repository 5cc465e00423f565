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
    import multiprocessing
    import signal
    from concurrent.futures import ProcessPoolExecutor

    # Ctrl-C reaches the whole group; only the coordinator is to act on it.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, initializer=signal.signal, initargs=ignore)


def dask(jobs: int, address: str) -> Executor:
    """The workers of a Dask scheduler, or a cluster of processes on this machine."""
    from gradkata.errors import UserError

    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise UserError("Dask is not installed: pip install 'gradkata[dask]'") from None
    try:
        client = Client(address) if address else Client(n_workers=jobs, threads_per_worker=1)
    except OSError as error:
        raise UserError(f"no Dask scheduler answers at {address}: {error}") from None
    executor: Executor = client.get_executor(pure=False)
    return executor
