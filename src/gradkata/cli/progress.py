"""How far a run is: rows as results come, and a bar on a terminal or a plain line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

PLAIN_EVERY = 5.0
Advance = Callable[[str], None]
"""Called for each submission that is done, with its row, or "" where there is nothing to say."""


@contextmanager
def counting(out: Console, total: int) -> Iterator[Advance]:
    """Show how many of so many submissions are done, at what rate, and the time left."""
    if not out.is_terminal:
        yield _plain(out, total)
        return
    with _bar(out) as bar:
        task = bar.add_task("grading", total=total)

        def advance(row: str) -> None:
            if row:
                out.print(row)
            bar.advance(task)

        yield advance


def _bar(out: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate())
    return Progress(*columns, TimeRemainingColumn(), console=out, transient=True)


def _plain(out: Console, total: int) -> Advance:
    start = last = time.monotonic()
    done = 0

    def advance(row: str) -> None:
        nonlocal last, done
        done += 1
        if row:
            out.print(row)
        now = time.monotonic()
        if now - last > PLAIN_EVERY and done < total:
            last = now
            out.print(_how_far(done, total, now - start))

    return advance


def _how_far(done: int, total: int, seconds: float) -> str:
    rate = done / seconds
    left = (total - done) / rate
    return f"grading: {done} of {total}, {rate:.1f} a second, about {left:.0f} s left"
