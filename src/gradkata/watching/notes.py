"""What was last found of each kata, kept beside the course for `hint` and `watch`."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.intake.records import digest_of
from gradkata.intake.submission import read_submission

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gradkata.course.course import Course
    from gradkata.course.kata import Kata
    from gradkata.intake.submission import Submission
    from gradkata.judge.records import Verdict

KEPT = ".gradkata"


@dataclass(frozen=True, slots=True)
class Note:
    """A verdict in short. digest: of the file it is about. told: whether a hint said so already."""

    digest: str
    outcome: str
    mistakes: list[str]
    told: bool = False


def remember(course: Course, submission: Submission, verdicts: Iterable[Verdict]) -> None:
    """Note the verdicts. Where that cannot be written, a hint knows less, and that is all."""
    for verdict in verdicts:
        digest = _digest(submission, verdict.kata)
        said = [mistake.message for mistake in verdict.mistakes]
        before = _read(course, verdict.kata)
        told = before is not None and before.told and before.digest == digest
        _write(course, verdict.kata, Note(digest, verdict.outcome, said, told))


def recall(course: Course, kata: Kata) -> Note | None:
    """The last note of this kata, if the learner's file is still what it is about."""
    note = _read(course, kata.id)
    if note is None:
        return None
    submission = read_submission(course.root, [kata], "you")
    return note if note.digest == _digest(submission, kata.id) else None


def mark_told(course: Course, kata: Kata, note: Note) -> None:
    _write(course, kata.id, replace(note, told=True))


def _digest(submission: Submission, kata: str) -> str:
    found = submission.files.get(kata)
    return digest_of({kata: found} if found else {})


def _place(course: Course, kata: str) -> Path:
    return course.root / KEPT / "verdicts" / f"{kata}.json"


def _read(course: Course, kata: str) -> Note | None:
    try:
        found = json.loads(_place(course, kata).read_text(encoding="utf-8"))
        note = Note(**found)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    sound = isinstance(note.mistakes, list) and all(isinstance(m, str) for m in note.mistakes)
    return note if sound else None


def _write(course: Course, kata: str, note: Note) -> None:
    """All or nothing: a watch and a check may write at the same time."""
    place = _place(course, kata)
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=place.parent)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(note), file)
            os.replace(name, place)
        except OSError:
            os.unlink(name)
            raise
