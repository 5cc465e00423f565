"""A parcel of submissions: what crosses to a worker, and what a worker does with it.

It crosses as lines of JSON: what is the same for all, then each submission's sources. Back comes a
results document. Both are compressed, since whoever hands them out holds many at once, and the
sources of a class are much alike.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
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
    from gradkata.judge.records import Results
    from gradkata.wall.pool import Wall
    from gradkata.wall.spawn import Spawner

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode
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


class Terms(msgspec.Struct):
    """What is the same for all submissions of a parcel.

    version: of the katas, which a worker must have too.
    board:   where the run's workers tell one another what was decided, if they can.
    """

    course: str
    katas: list[str]
    version: str
    seed: int
    unprotected: bool
    board: str


def pack(order: Order, some: Iterable[Submission], board: str = "") -> bytes:
    """Each submission is asked for when the one before it is packed, and let go."""
    lines = chain([_terms(order, board)], map(_packed, some))
    press = zlib.compressobj(zlib.Z_BEST_SPEED)
    return b"".join(press.compress(_encode(line) + b"\n") for line in lines) + press.flush()


def unpack(parcel: bytes) -> tuple[Terms, list[Submission]]:
    terms, *lines = zlib.decompress(parcel).splitlines()
    submissions = [msgspec.json.decode(line, type=_Submission) for line in lines]
    return msgspec.json.decode(terms, type=Terms), list(map(_unpacked, submissions))


def compressed(results: Results) -> bytes:
    return zlib.compress(_encode(results), zlib.Z_BEST_SPEED)


def decompressed(answer: bytes, kind: type[T]) -> T:
    return msgspec.json.decode(zlib.decompress(answer), type=kind)


def _terms(order: Order, board: str) -> Terms:
    root = order.course.root
    return Terms(
        course=BUNDLED if root == bundled_course().resolve() else str(root),
        katas=[kata.id for kata in order.katas],
        version=order.version,
        seed=order.seed,
        unprotected=order.unprotected,
        board=board,
    )


def _packed(submission: Submission) -> _Submission:
    files = {kata: _packed_file(file) for kata, file in submission.files.items()}
    return _Submission(submission.name, files, submission.digest, submission.error)


def _packed_file(file: Source | Unreadable) -> _File:
    if isinstance(file, Source):
        return _File(file.filename, text=file.text)
    return _File(file.filename, reason=file.reason, is_ours=file.is_ours)


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

    terms, submissions = unpack(parcel)
    with _one_at_a_time:
        course = _course(terms.course)
        katas = _same_katas(course, terms)
        results = grade_behind(
            _wall(), course, submissions, terms.seed, katas, unprotected=terms.unprotected,
            precedents=_precedents(terms.course, terms.version, terms.seed, terms.board),
        )  # fmt: skip
    return compressed(results)


def _same_katas(course: Course, terms: Terms) -> list[Kata]:
    katas = [course.kata(name) for name in terms.katas]
    if version_of(katas) != terms.version:
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
