"""Whose an entry of a bulk download is, read off the names that learning platforms give.

The names come from the platforms' own sources: Canvas' `ContentZipper`, Moodle's `mod_assign`.
Canvas and Moodle know a learner by the number in the name, so it stays in the learner's name here:
without it no grade file could be imported there, and namesakes would be one.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gradkata.intake.records import printable
from gradkata.intake.roster import ROSTER, learners_in


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a learner's. called: its name as the learner gave it, if it is a file."""

    path: Path
    learner: str
    called: str


Naming = Callable[[Sequence[Path]], list[Part]]

_CANVAS = re.compile(
    r"(?:LATE_)?(?P<anonymous>anon_[A-Za-z0-9]+)_\d+_(?P<draft>.+)"
    r"|(?P<learner>.+?)(?:_LATE)?_(?P<number>\d+)_(?:\d+_(?P<file>.+)|(?:text|link)\.html)",
    re.DOTALL,
)
_CANVAS_AGAIN = re.compile(r"-\d+(?=\.[^-]+\Z)")
_MOODLE = re.compile(
    r"(?P<learner>[^_]+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.+)?)?",
    re.DOTALL,
)
_GRADESCOPE = re.compile(r"submission_\d+")


def parts_of_download(folder: Path, entries: Sequence[Path]) -> list[Part]:
    """What is recognised of a folder's entries, or nothing where they have no common naming."""
    namings: Sequence[Naming] = (_canvas, _moodle, _gradescope, _nbgrader, _github_classroom)
    named = [entry for entry in entries if entry.name != ROSTER]
    for naming in namings:
        parts = naming(named)
        misfits = len(named) - len(parts)
        # A stray file may lie in a download; a folder with a stray match is no download.
        if parts and misfits <= len(named) // 10 + (len(named) > 2):
            return parts
    return []


def _canvas(entries: Sequence[Path]) -> list[Part]:
    parts = []
    for entry in entries:
        match = _CANVAS.fullmatch(entry.name)
        if match and match["anonymous"]:
            parts.append(_part(entry, match["anonymous"], None, match["draft"]))
        elif match:
            parts.append(_part(entry, match["learner"], match["number"], match["file"]))
    return [_with_first_name(part) for part in parts]


def _with_first_name(part: Part) -> Part:
    """Canvas calls the second upload of `decide.py` `decide-1.py`."""
    return Part(part.path, part.learner, _CANVAS_AGAIN.sub("", part.called))


def _moodle(entries: Sequence[Path]) -> list[Part]:
    found = ((entry, _MOODLE.fullmatch(entry.name)) for entry in entries)
    return [_part(entry, m["learner"], m["number"], m["file"]) for entry, m in found if m]


def _part(entry: Path, learner: str, number: str | None, called: str | None) -> Part:
    name = f"{learner} #{number}" if number else learner
    return Part(entry, printable(name), called or entry.name)


def _gradescope(entries: Sequence[Path]) -> list[Part]:
    ours = [entry for entry in entries if _GRADESCOPE.fullmatch(entry.name)]
    learners = learners_in(ours[0].parent) if ours else {}
    names = {entry: learners.get(entry.name, entry.name) for entry in ours}
    shared = Counter(names.values())
    return [_numbered(entry, name, shared[name] > 1) for entry, name in names.items()]


def _numbered(entry: Path, learner: str, is_shared: bool) -> Part:
    return _part(entry, learner, entry.name.partition("_")[2] if is_shared else None, None)


def _nbgrader(entries: Sequence[Path]) -> list[Part]:
    ours = [entry for entry in entries if entry.parent.name == "submitted" and _is_folder(entry)]
    return [_part(entry, entry.name, None, None) for entry in ours]


def _github_classroom(entries: Sequence[Path]) -> list[Part]:
    clones = [entry for entry in entries if os.path.lexists(entry / ".git")]
    assignment = _assignment([clone.name for clone in clones])
    return [_part(c, c.name.removeprefix(assignment), None, None) for c in clones if assignment]


def _assignment(names: Sequence[str]) -> str:
    """`week-1-` of `week-1-ada` and `week-1-adam`; of a single clone nobody can tell."""
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    shared = [first[:i] for i in range(len(first) + 1) if last.startswith(first[:i])][-1]
    return shared[: shared.rfind("-") + 1]


def _is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink()
