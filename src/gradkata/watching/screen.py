"""What a watch shows: on a terminal the whole screen again, elsewhere one text after another."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from gradkata.cli import show
from gradkata.cli.check import report
from gradkata.cli.common import clean, console
from gradkata.watching.notes import recall

if TYPE_CHECKING:
    from rich.console import Console

    from gradkata.course.course import Course
    from gradkata.course.kata import Kata
    from gradkata.judge.records import Results

ROWS_OF_OURS = 4
"""The title, the empty line below it, the keys, and where the cursor stays."""
KEYS = {"r": "run", "n": "next", "h": "hint", "l": "list", "s": "start over", "q": "quit"}


@dataclass(slots=True)
class View:
    """All that there is to be seen.

    results: of this kata's last grading, or a line that says why there are none.
    note:    what was asked for last by a key: a hint, a list, a question.
    """

    kata: Kata
    results: Results | str | None = None
    is_busy: bool = False
    note: str = ""


class OutputGone(Exception):
    """What is printed gets nowhere any more."""


class Screen:
    """Raises `OutputGone` where it cannot show anything."""

    def __init__(self, course: Course, *, has_keys: bool) -> None:
        self._course, self._has_keys = course, has_keys
        self._out: Console = console()
        self.is_drawn = self._out.is_terminal

    def draw(self, view: View) -> None:
        """The screen as it has to be now; nothing where a text cannot be taken back."""
        if self.is_drawn:
            with _output_expected():
                self._draw(view)

    def verdict(self, view: View) -> None:
        """The verdict by itself, where nothing is drawn."""
        if not self.is_drawn:
            with _output_expected():
                self._verdict(view)

    def tell(self, text: str) -> None:
        """A text by itself, where nothing is drawn."""
        if not self.is_drawn:
            with _output_expected():
                self._out.print(text)

    def _draw(self, view: View) -> None:
        with self._out.capture() as verdict:
            self._verdict(view)
        below = [*f"\n{view.note}".splitlines(), ""] if view.note else [""]
        room = self._out.height - sum(map(self._rows, below)) - ROWS_OF_OURS
        self._out.clear()
        self._out.print(Text(f"gradkata watch   {self._where(view.kata)}", style="dim"))
        self._out.print()
        for line in self._fitting(verdict.get().splitlines(), room, view.kata):
            self._out.print(Text.from_ansi(line))
        for line in below:
            self._out.print(line)
        self._out.print(self._footer(view))

    def _fitting(self, lines: list[str], room: int, kata: Kata) -> list[str]:
        """The beginning, which says what is wrong, where there is no room for all of it."""
        if sum(map(self._rows, lines)) <= room:
            return lines
        shown: list[str] = []
        while sum(map(self._rows, [*shown, lines[len(shown)]])) < room:
            shown.append(lines[len(shown)])
        while shown and _leads_on(Text.from_ansi(shown[-1]).plain):
            shown.pop()
        return [*shown, f"  … and more: gradkata check {kata.id}"]

    def _rows(self, line: str) -> int:
        return max(-(-Text.from_ansi(line).cell_len // self._out.width), 1)

    def _verdict(self, view: View) -> None:
        """In the words of `gradkata check`."""
        if view.results is None:
            self._out.print(f"  … {view.kata.id}")
        elif isinstance(view.results, str):
            self._out.print(clean(view.results))
        else:
            report(self._out, self._course, view.results)

    def _where(self, kata: Kata) -> str:
        place = self._course.katas.index(kata) + 1
        file = self._course.learner_file(kata).relative_to(self._course.root)
        return f"{file}   {place} of {len(self._course.katas)}"

    def _footer(self, view: View) -> Text:
        busy = "checking …   " if view.is_busy else ""
        keys = "   ".join(f"{key} {what}" for key, what in KEYS.items())
        return Text(busy + (keys if self._has_keys else "Ctrl-C quits"), style="dim")


def _leads_on(line: str) -> bool:
    """Whether this is a heading, or the space around one, which says nothing by itself."""
    return not line.strip() or line.rstrip().endswith(":")


@contextmanager
def _output_expected() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is left in Python's buffer would fail once more, at exit.
        with open(os.devnull, "wb") as nowhere, suppress(OSError):
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise OutputGone from error


def listed(course: Course, shown: Kata) -> str:
    """Every kata with what is known of it; a file that was changed since is not known."""
    return "\n".join(_line(course, kata, kata is shown) for kata in course.katas)


def _line(course: Course, kata: Kata, is_shown: bool) -> str:
    note = recall(course, kata)
    mark, words, _ = show.MARKS.get(note.outcome if note else "", ("…", "not checked yet", ""))
    return f"{'▸' if is_shown else ' '} {mark} {kata.id:<22} {words}"
