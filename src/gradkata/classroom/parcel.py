"""A parcel of submissions: what crosses to a worker, and what a worker does with it.

It crosses as JSON: sources, which course, the seed. Back comes a results document. Both are
squeezed, since whoever hands them out holds many at once, and sources of a class are much alike.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gradkata.classroom.board import board_at
from gradkata.classroom.version import version_of
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.kata import Kata, PlayerKind
from gradkata.errors import UserError
from gradkata.intake.submission import Source, Submission, Unreadable

if TYPE_CHECKING:
    from gradkata.judge.precedents import Precedents
    from gradkata.wall.pool import Wall
    from gradkata.wall.spawn import Spawner

T = TypeVar("T")
BUNDLED = ""
"""The course that gradkata brings, wherever it lies where the worker is."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for all parcels of a run."""

    course: Course
    katas: Sequence[Kata]
    version: str
    seed: int
    unprotected: bool = False


class _File(msgspec.Struct, omit_defaults=True):
    filename: str
    text: str | None = None
    reason: str | None = None
    is_ours: bool = False


class _Submission(msgspec.Struct):
    name: str
    files: dict[str, _File]
    digest: str
    error: str | None


class Parcel(msgspec.Struct):
    """Some submissions of one run.

    version: of the katas, which a worker must have too.
    board:   where the run's workers tell one another what was decided, if they can.
    """

    course: str
    katas: list[str]
    version: str
    seed: int
    unprotected: bool
    board: str
    submissions: list[_Submission]


def pack(order: Order, some: Sequence[Submission], board: str = "") -> bytes:
    root = order.course.root
    parcel = Parcel(
        course=BUNDLED if root == bundled_course().resolve() else str(root),
        katas=[kata.id for kata in order.katas],
        version=order.version,
        seed=order.seed,
        unprotected=order.unprotected,
        board=board,
        submissions=[_packed(submission) for submission in some],
    )
    return squeezed(parcel)


def squeezed(document: object) -> bytes:
    return zlib.compress(msgspec.json.encode(document), zlib.Z_BEST_SPEED)


def unsqueezed(data: bytes, kind: type[T]) -> T:
    return msgspec.json.decode(zlib.decompress(data), type=kind)


def unpack(parcel: bytes) -> list[Submission]:
    return _submissions(unsqueezed(parcel, Parcel))


def _packed(submission: Submission) -> _Submission:
    files = {kata: _packed_file(file) for kata, file in submission.files.items()}
    return _Submission(submission.name, files, submission.digest, submission.error)


def _packed_file(file: Source | Unreadable) -> _File:
    if isinstance(file, Source):
        return _File(file.filename, text=file.text)
    return _File(file.filename, reason=file.reason, is_ours=file.is_ours)


def _submissions(work: Parcel) -> list[Submission]:
    return [_unpacked(packed) for packed in work.submissions]


def _unpacked(packed: _Submission) -> Submission:
    files = {kata: _unpacked_file(file) for kata, file in packed.files.items()}
    return Submission(packed.name, files, packed.digest, packed.error)


def _unpacked_file(file: _File) -> Source | Unreadable:
    if file.text is not None:
        return Source(file.text, file.filename)
    return Unreadable(file.filename, file.reason or "", file.is_ours)


# A Dask worker may have several threads, and a process has one wall and one pytest at a time.
_one_at_a_time = Lock()


def grade_parcel(parcel: bytes) -> bytes:
    """Grade one parcel in this process; its wall and its course stay warm for the next."""
    from gradkata.grading import grade_behind

    work = unsqueezed(parcel, Parcel)
    with _one_at_a_time:
        course = _course(work.course)
        katas = _same_katas(course, work)
        results = grade_behind(
            _wall(), course, _submissions(work), work.seed, katas, unprotected=work.unprotected,
            precedents=_precedents(work.course, work.version, work.seed, work.board),
        )  # fmt: skip
    return squeezed(results)


def _same_katas(course: Course, work: Parcel) -> list[Kata]:
    katas = [course.kata(name) for name in work.katas]
    if version_of(katas) != work.version:
        raise UserError(
            f"a worker has other katas than this machine, or another gradkata, at {course.root}: "
            "give all of them the same"
        )
    return katas


@cache
def _course(root: str) -> Course:
    return open_course(Path(root) if root else bundled_course())


@cache
def _wall() -> Wall:
    from gradkata.wall.pool import Wall

    wall = Wall()
    # As a process of a pool ends, unlike `atexit`.
    Finalize(None, wall.close, exitpriority=0)
    return wall


def begin_with(spawners: Mapping[PlayerKind, Spawner]) -> None:
    """Take players from these zygotes, where they are of use, instead of starting some."""
    _wall().spawners.update(spawners)


@lru_cache(maxsize=1)
def _precedents(course: str, version: str, seed: int, board: str) -> Precedents:
    """Of one run; a worker that is there for others forgets them."""
    from gradkata.judge.precedents import Precedents

    return Precedents(board_at(board))
