"""Grading in a thread of its own, one kata at a time, by zygotes that stay warm."""

from __future__ import annotations

import contextlib
import importlib
from dataclasses import dataclass, replace
from importlib.util import find_spec
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from gradkata.errors import UserError
from gradkata.grading import grade
from gradkata.intake.submission import read_submission
from gradkata.judge.records import Protection, Settings
from gradkata.wall.pool import Wall
from gradkata.watching.events import Judged
from gradkata.watching.leash import Leash
from gradkata.watching.notes import remember

if TYPE_CHECKING:
    from gradkata.course.course import Course
    from gradkata.course.kata import Kata, PlayerKind
    from gradkata.judge.records import Results
    from gradkata.watching.events import Tell

END_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Request:
    number: int
    kata: Kata
    leash: Leash


class Judging:
    """Grades what is asked for last; what was asked for before is given up at once."""

    def __init__(self, course: Course, seed: int, tell: Tell) -> None:
        self._course, self._seed, self._tell = course, seed, tell
        self._wall, self._requests = Wall(), SimpleQueue[Request | None]()
        self._last = Request(0, course.katas[0], Leash(self._wall))
        self._thread = Thread(target=self._work, daemon=True)

    def start(self, first: Kata) -> None:
        self._wall.start([first.player])
        self._thread.start()

    def ask(self, kata: Kata) -> int:
        """Have the kata's file graded as it is now; the verdict comes with this number."""
        self._last.leash.cut()
        self._last = Request(self._last.number + 1, kata, Leash(self._wall))
        self._requests.put(self._last)
        return self._last.number

    def close(self) -> None:
        """Leave nothing behind, whatever the thread is busy with."""
        self._last.leash.cut()
        self._requests.put(None)
        self._thread.join(END_SECONDS)
        self._wall.close()

    def _work(self) -> None:
        # Ready before the first save; the zygote gets warm at the same time.
        importlib.import_module("gradkata.judge.run")
        while request := self._requests.get():
            if not request.leash.is_cut:
                self._tell(Judged(request.number, self._answer(request)))
                self._get_ready_for(request.kata)

    def _answer(self, request: Request) -> Results | str:
        try:
            return self._graded(request)
        except UserError as error:
            return str(error)
        except Exception as error:
            return f"the grader failed: {type(error).__name__}: {error}"
        finally:
            request.leash.release()

    def _graded(self, request: Request) -> Results:
        submission = read_submission(self._course.root, [request.kata], "you")
        settings = Settings(self._seed, request.leash)
        attempts = [replace(submission, error=None)]
        results = grade(self._course, attempts, settings, Protection("full"), [request.kata])
        if not request.leash.is_cut:
            remember(self._course, submission, results.submissions[0].katas)
        return results

    def _get_ready_for(self, kata: Kata) -> None:
        """While the learner reads: every zygote, and in this process what the next save needs."""
        kinds: dict[PlayerKind, None] = {
            kata.player: None for kata in self._course.katas if find_spec(kata.runtime)
        }
        self._wall.start(kinds)
        if kata.runtime == "torch":
            with contextlib.suppress(ImportError):
                importlib.import_module("torch")
