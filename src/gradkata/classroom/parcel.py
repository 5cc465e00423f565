"""A parcel of submissions: what crosses to a worker, and what a worker does with it.

It crosses as text: sources, the course's folder, the seed. Back comes a results document.
"""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from gradkata.course.course import Course, open_course
from gradkata.intake.submission import Source, Submission, Unreadable


class _File(msgspec.Struct, omit_defaults=True):
    filename: str
    text: str | None = None
    reason: str | None = None


class _Submission(msgspec.Struct):
    name: str
    files: dict[str, _File]
    digest: str
    error: str | None


class Parcel(msgspec.Struct):
    """Some submissions of one run."""

    course: str
    katas: list[str]
    seed: int
    unprotected: bool
    submissions: list[_Submission]


def pack(
    course: Course, katas: Sequence[str], seed: int, unprotected: bool, some: Sequence[Submission]
) -> bytes:
    parcel = Parcel(str(course.root), list(katas), seed, unprotected, [_packed(s) for s in some])
    return msgspec.json.encode(parcel)


def _packed(submission: Submission) -> _Submission:
    files = {kata: _packed_file(file) for kata, file in submission.files.items()}
    return _Submission(submission.name, files, submission.digest, submission.error)


def _packed_file(file: Source | Unreadable) -> _File:
    if isinstance(file, Source):
        return _File(file.filename, text=file.text)
    return _File(file.filename, reason=file.reason)


def _unpacked(packed: _Submission) -> Submission:
    files = {kata: _unpacked_file(file) for kata, file in packed.files.items()}
    return Submission(packed.name, files, packed.digest, packed.error)


def _unpacked_file(file: _File) -> Source | Unreadable:
    if file.text is not None:
        return Source(file.text, file.filename)
    return Unreadable(file.filename, file.reason or "")


def grade_parcel(parcel: bytes) -> bytes:
    """Grade one parcel in this process; its wall and its course stay warm for the next."""
    from gradkata.grading import grade_behind
    from gradkata.results import to_json

    work = msgspec.json.decode(parcel, type=Parcel)
    course = _course(work.course)
    katas = [course.kata(name) for name in work.katas]
    submissions = [_unpacked(packed) for packed in work.submissions]
    wall = _wall()
    return to_json(
        grade_behind(wall, course, submissions, work.seed, katas, unprotected=work.unprotected)
    )


@cache
def _course(root: str) -> Course:
    return open_course(Path(root))


@cache
def _wall():  # type: ignore[no-untyped-def]
    from gradkata.wall.pool import Wall

    wall = Wall()
    atexit.register(wall.close)
    return wall
