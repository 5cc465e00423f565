"""The loop of a watch: one event after another, each changing what is shown."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from gradkata.cli.learning import next_hint, put_stub_back
from gradkata.errors import UserError
from gradkata.watching.events import Ended, Event, Judged, Pressed, Resized, Saved
from gradkata.watching.judging import Judging
from gradkata.watching.notes import recall
from gradkata.watching.saves import Saves
from gradkata.watching.screen import OutputGone, Screen, View, listed
from gradkata.watching.terminal import attended

if TYPE_CHECKING:
    from gradkata.course.course import Course
    from gradkata.course.kata import Kata

# A verdict that comes at once needs no word that it will come.
PATIENCE, ATTENTION = 0.2, 0.5


class Loop:
    """Shows one kata at a time: the one asked for, then the one saved last."""

    def __init__(self, course: Course, seed: int) -> None:
        self._course, self._events = course, SimpleQueue[Event]()
        self._judging = Judging(course, seed, self._events.put)
        self._saves = Saves(course, self._events.put)
        self._number, self._is_asking, self._is_over, self._is_ending = 0, False, False, False

    def run(self, first: Kata | None) -> None:
        """Until somebody quits. Nothing that was started is left, and the terminal is as before."""
        self._view = View(first or self._first_not_passed())
        with attended(self._events.put) as has_keys:
            self._screen = Screen(self._course, has_keys=has_keys)
            try:
                self._start()
                while not self._is_over:
                    self._handle(self._next_event())
            except OutputGone:
                # A terminal that was closed: there is nobody to tell anything.
                pass
            finally:
                self._saves.close()
                self._judging.close()

    def _start(self) -> None:
        self._saves.start()
        self._judging.start(self._view.kata)
        self._show(self._view.kata)

    def _next_event(self) -> Event:
        if self._view.is_busy:
            try:
                return self._events.get(timeout=PATIENCE)
            except Empty:
                self._screen.draw(self._view)
        while True:
            # A signal that comes just before the wait does not end it, so no wait is for ever.
            with suppress(Empty):
                return self._events.get(timeout=ATTENTION)

    def _handle(self, event: Event) -> None:
        match event:
            case Saved(katas):
                self._saved(katas)
            case Judged(number, results) if number == self._number:
                self._view.results, self._view.is_busy = results, False
                self._show_verdict()
            case Pressed(key):
                self._pressed(key)
            case Resized():
                self._screen.draw(self._view)
            case Ended(at_once):
                self._is_ending = True
                self._is_over = at_once or not self._view.is_busy

    def _saved(self, katas: tuple[str, ...]) -> None:
        shown = self._view.kata.id
        self._show(self._course.kata(shown if shown in katas else katas[0]))

    def _show(self, kata: Kata) -> None:
        """Grade this kata as it is now; until the verdict is there, the last one stays in sight."""
        if kata != self._view.kata:
            self._view = View(kata)
        self._view.is_busy, self._view.note, self._is_asking = True, "", False
        self._number = self._judging.ask(kata)

    def _show_verdict(self) -> None:
        self._screen.draw(self._view)
        self._screen.verdict(self._view)
        self._is_over = self._is_over or self._is_ending

    def _pressed(self, key: str) -> None:
        if self._is_asking:
            self._is_asking = False
            self._note(self._start_over() if key == "y" else "Left as it is.")
            return
        match key:
            case "q":
                self._is_over = True
            case "r":
                self._show(self._view.kata)
            case "n":
                self._show(self._following())
            case "h":
                self._note(self._hint())
            case "l":
                self._note(listed(self._course, self._view.kata))
            case "s":
                self._is_asking = True
                file = self._course.learner_file(self._view.kata).relative_to(self._course.root)
                self._note(f"Put the stub back into {file}? y: yes, any other key: no")

    def _note(self, text: str) -> None:
        self._view.note = text
        self._screen.draw(self._view)
        self._screen.tell(text)

    def _hint(self) -> str:
        try:
            return next_hint(self._course, self._view.kata, key="h")
        except UserError as error:
            return str(error)

    def _start_over(self) -> str:
        try:
            return put_stub_back(self._course, self._view.kata)
        except (UserError, OSError) as error:
            return str(error)

    def _following(self) -> Kata:
        katas = self._course.katas
        return katas[(katas.index(self._view.kata) + 1) % len(katas)]

    def _first_not_passed(self) -> Kata:
        notes = ((kata, recall(self._course, kata)) for kata in self._course.katas)
        passed = (kata for kata, note in notes if note is None or note.outcome != "passed")
        return next(passed, self._course.katas[0])
