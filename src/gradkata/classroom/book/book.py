"""Reading and writing a gradebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sql
from sqlalchemy.engine import Connection, Engine

from gradkata import __version__
from gradkata.classroom.book.tables import attempts, mistakes, outcomes, submissions
from gradkata.classroom.book.uninterrupted import uninterrupted
from gradkata.errors import UserError
from gradkata.judge.records import Graded, Protection, Verdict

T = TypeVar("T")
Row = dict[str, Any]
AT_ONCE = 32
TRIES = 3
Key = tuple[str, str]
"""A submission's name and its digest."""
Marked = tuple[str, str, str | None]
"""The same, with the error that it was marked with."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What an attempt must have been graded with for its marks to stand.

    katas: the version of katas and gradkata.
    unprotected: whether marks count that were earned without full protection.
    """

    katas: str
    seed: int
    unprotected: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission as it stands in the book."""

    graded: Graded
    protection: Protection


class Book:
    """One gradebook; `seed` is what runs draw from that name none."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self.engine, self.seed = engine, seed

    def standing(self, edition: Edition, names: Sequence[str]) -> set[Marked]:
        """Whatever of these learners has marks that stand: judged, for these katas and seed."""
        found: set[Marked] = set()
        with uninterrupted(), self.engine.connect() as connection:
            for part in _batches(names, AT_ONCE):
                rows = connection.execute(_of(part, edition))
                found |= {_marked(row) for row in rows if _stands(row, edition)}
        return found

    def entries(self, edition: Edition, keys: Sequence[Key]) -> Iterator[Entry]:
        """Those of the submissions that are in the book, judged or not, in the given order."""
        for part in _batches(keys, AT_ONCE):
            with uninterrupted(), self.engine.connect() as connection:
                query = _of([name for name, _ in part], edition, attempts.c.document)
                rows = {(row.name, row.digest): row for row in connection.execute(query)}
            yield from (_entry(rows[key]) for key in part if key in rows)

    def save(self, edition: Edition, graded: Graded, protection: Protection, again: bool) -> bool:
        """Write one submission whole or not at all; False where it stands there already.

        again: replace what stands there.
        """
        for attempt in range(TRIES):
            try:
                with uninterrupted(), self.engine.begin() as connection:
                    return _saved(connection, edition, graded, protection, again)
            except sql.exc.IntegrityError as error:
                # Another run on this book was at the same submission; see what it has left to do.
                if attempt == TRIES - 1:
                    raise _unwritable(graded, error) from None
            except sql.exc.DBAPIError as error:
                raise _unwritable(graded, error) from None
        return False


def _unwritable(graded: Graded, error: sql.exc.DBAPIError) -> UserError:
    reason = " ".join(str(error.orig).split())
    return UserError(f"{graded.submission} cannot be saved in the gradebook: {reason}")


def _batches(some: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (some[start : start + size] for start in range(0, len(some), size))


def _of(names: Sequence[str], edition: Edition, *more: Any) -> sql.Select[Any]:
    columns = (attempts.c.id, attempts.c.judged, attempts.c.error, attempts.c.protection)
    return (
        sql.select(submissions.c.name, submissions.c.digest, attempts.c.missing, *columns, *more)
        .join(attempts, attempts.c.submission_id == submissions.c.id)
        .where(submissions.c.name.in_(names))
        .where(attempts.c.katas == edition.katas, attempts.c.seed == edition.seed)
    )


def _stands(row: Any, edition: Edition) -> bool:
    return row.judged and (edition.unprotected or row.protection == "full")


def _marked(row: Any) -> Marked:
    return row.name, row.digest, row.error


def _entry(row: Any) -> Entry:
    graded = msgspec.json.decode(row.document, type=Graded)
    return Entry(graded, Protection(row.protection, row.missing.split(",") if row.missing else []))


def _saved(
    connection: Connection, edition: Edition, graded: Graded, protection: Protection, again: bool
) -> bool:
    for row in connection.execute(_of([graded.submission], edition)).all():
        if row.digest != graded.digest:
            continue
        if not again and row.error == graded.error and _stands(row, edition):
            return False
        _forget(connection, row.id)
    attempt = _insert_attempt(connection, edition, graded, protection)
    _insert_rows(connection, outcomes, [_outcome_row(attempt, one) for one in graded.katas])
    _insert_rows(connection, mistakes, [r for one in graded.katas for r in _named(attempt, one)])
    return True


def _forget(connection: Connection, attempt: int) -> None:
    for table in (outcomes, mistakes):
        connection.execute(table.delete().where(table.c.attempt_id == attempt))
    connection.execute(attempts.delete().where(attempts.c.id == attempt))


def _insert_attempt(
    connection: Connection, edition: Edition, graded: Graded, protection: Protection
) -> int:
    values = {
        "submission_id": _submission(connection, graded.submission, graded.digest),
        "katas": edition.katas,
        "seed": edition.seed,
        "gradkata": __version__,
        "saved": datetime.now(UTC),
        "score": graded.score,
        "max_score": graded.max_score,
        "judged": all(verdict.outcome != "not_judged" for verdict in graded.katas),
        "error": graded.error,
        "protection": protection.level,
        "missing": ",".join(protection.missing),
        "document": _text(msgspec.json.encode(graded)),
    }
    return _key(connection.execute(attempts.insert().values(values)))


def _submission(connection: Connection, name: str, digest: str) -> int:
    is_this = (submissions.c.name == name, submissions.c.digest == digest)
    known = connection.scalar(sql.select(submissions.c.id).where(*is_this))
    if known is not None:
        return int(known)
    return _key(connection.execute(submissions.insert().values(name=name, digest=digest)))


def _key(result: sql.CursorResult[Any]) -> int:
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _outcome_row(attempt: int, verdict: Verdict) -> Row:
    return {
        "attempt_id": attempt,
        "kata": verdict.kata,
        "outcome": verdict.outcome,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "checks": len(verdict.checks),
        "checks_passed": sum(check.outcome == "passed" for check in verdict.checks),
    }


def _named(attempt: int, verdict: Verdict) -> list[Row]:
    named = {mistake.name: mistake.message for mistake in verdict.mistakes}
    key = {"attempt_id": attempt, "kata": verdict.kata}
    return [key | {"name": name, "message": message} for name, message in named.items()]


def _insert_rows(connection: Connection, table: sql.Table, rows: list[Row]) -> None:
    """All in one statement, which is worked out once and not for each row."""
    if rows:
        connection.execute(table.insert(), rows)


def _text(document: bytes) -> str:
    return document.decode()
