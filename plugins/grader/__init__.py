"""The grader that gradkata ships: pytest, with every submission behind the wall."""

from collections.abc import Callable, Sequence

from gradkata import hookimpl
from gradkata.judge.records import Attempt, Settings, Verdict


@hookimpl
def gradkata_judge(
    attempts: Sequence[Attempt],
    settings: Settings,
    done: Callable[[Attempt, Verdict], None],
) -> bool:
    """Judge all attempts in one pytest session."""
    # Imported here, since opening a course must cost neither pytest nor numpy.
    from gradkata.judge.run import run_checks

    run_checks(attempts, settings, done)
    return True
