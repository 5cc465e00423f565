"""How far a run is: a bar on a terminal, plain lines elsewhere, nothing where it takes no time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.intake.submission import Submission
    from gradkata.judge.records import Attempt, Verdict

PLAIN_EVERY = 5.0


@contextmanager
def counting(
    out: Console, submissions: Sequence[Submission]
) -> Iterator[Callable[[Attempt, Verdict], None]]:
    """A callback for each verdict, which shows how many submissions have been reached."""
    seen: set[str] = set()
    if not out.is_terminal:
        yield _plain(out, len(submissions), seen)
        return
    from rich.progress import Progress

    with Progress(console=out, transient=True) as bar:
        task = bar.add_task("grading", total=len(submissions))

        def advance(attempt: Attempt, verdict: Verdict) -> None:
            seen.add(attempt.submission)
            bar.update(task, completed=len(seen) - 1, description=f"grading {verdict.kata}")

        yield advance


def _plain(out: Console, total: int, seen: set[str]) -> Callable[[Attempt, Verdict], None]:
    last = time.monotonic()

    def advance(attempt: Attempt, verdict: Verdict) -> None:
        nonlocal last
        seen.add(attempt.submission)
        if time.monotonic() - last > PLAIN_EVERY:
            last = time.monotonic()
            out.print(f"grading: {len(seen)} of {total} submissions")

    return advance
