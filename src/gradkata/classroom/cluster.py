"""The workers of a Dask cluster: one that is there already, or one on this machine."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from typing import Any, ParamSpec, TypeVar

from gradkata.errors import UserError

P = ParamSpec("P")
T = TypeVar("T")
CONNECT_SECONDS = 10


class DaskExecutor(Executor):
    """Dask's executor, with its client and its cluster, which end with it."""

    def __init__(self, jobs: int, address: str) -> None:
        self._cluster, self._client = _connected(jobs, address)
        # Each parcel counts for itself, even where two have the same content.
        self._executor: Executor = self._client.get_executor(pure=False)

    @property
    def jobs(self) -> int:
        """How many can be worked on at once, which changes as workers come and go."""
        return sum(self._client.nthreads().values()) or 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with _quiet() if cancel_futures else nullcontext():
            self._executor.shutdown(wait=wait and not cancel_futures)
            self._client.close()
            if self._cluster is not None:
                self._cluster.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Whatever Dask does when it is cut short logs that it was, with a traceback."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def dask_setup(worker: object) -> None:
    """Called by Dask in each worker of a cluster on this machine.

    A terminal sends Ctrl-C to all of a group, but what becomes of a worker is not its own to say.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _connected(jobs: int, address: str) -> tuple[Any, Any]:
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError:
        raise UserError("Dask is not installed: pip install 'gradkata[dask]'") from None
    if not address:
        cluster = LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            dashboard_address=None,
            silence_logs=logging.ERROR,
            preload=[__name__],
        )
        return cluster, Client(cluster)
    try:
        return None, Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise UserError(f"no Dask scheduler answers at {address}: {error}") from None
