"""What a watch waits for: one queue takes it all, whichever thread or signal it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradkata.judge.records import Results


@dataclass(frozen=True, slots=True)
class Saved:
    """These katas' files are not what they were: written, replaced or gone."""

    katas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    key: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A grading has ended. number: the request's. results: or one line on why there are none."""

    number: int
    results: Results | str


@dataclass(frozen=True, slots=True)
class Resized:
    """The terminal has another size, or is ours again."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Nobody will press a key any more. at_once: do not wait for a verdict on its way."""

    at_once: bool


Event = Saved | Pressed | Judged | Resized | Ended
Tell = Callable[[Event], None]
