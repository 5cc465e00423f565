"""Opening a gradebook: a file of SQLite's or a database by URL, made or migrated where needed."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import URL, Connection, Engine, make_url

from gradkata.classroom.book.book import Book
from gradkata.classroom.book.migrations import migrate
from gradkata.classroom.book.tables import TABLES, VERSION, gradebook
from gradkata.errors import UserError

NONE = "none"
WAIT_SECONDS = 60
# Any number will do, so long as every gradkata asks for the same lock.
LOCK = 0x67726164


@contextmanager
def open_book(where: str) -> Iterator[Book]:
    """The gradebook at a path or URL; `none` is one that is gone afterwards.

    Raises `UserError` where it cannot be opened, or is of a later version.
    """
    if where == NONE:
        with (
            TemporaryDirectory(prefix="gradkata-") as folder,
            _opened(str(Path(folder, "b"))) as book,
        ):
            yield book
    else:
        with _opened(where) as book:
            yield book


@contextmanager
def _opened(where: str) -> Iterator[Book]:
    engine = _engine(where)
    try:
        try:
            seed = _prepared(engine)
        except sql.exc.DBAPIError as error:
            raise UserError(_said(where, error)) from None
        yield Book(engine, seed)
    finally:
        engine.dispose()


def _engine(where: str) -> Engine:
    url = _url(where)
    try:
        if url.get_backend_name() != "sqlite":
            return sql.create_engine(url)
        engine = sql.create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    except ModuleNotFoundError as error:
        raise UserError(
            f"{error.name} is not installed: pip install 'gradkata[postgres]'"
        ) from None
    except sql.exc.ArgumentError as error:
        raise UserError(f"--book {where}: {error}") from None
    sql.event.listen(engine, "connect", _on_connect)
    sql.event.listen(engine, "begin", _on_begin)
    return engine


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except (sql.exc.ArgumentError, ValueError) as error:
        raise UserError(f"--book takes a file, a database's URL or none: {error}") from None
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's module would begin transactions by itself, too late to keep writers apart.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    # In KiB: a run writes forwards, and by itself the cache would grow to two MiB.
    connection.execute("PRAGMA cache_size=-256")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepared(engine: Engine) -> int:
    """Make the tables or bring them up to date, one run at a time; returns the book's seed."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sql.select(sql.func.pg_advisory_xact_lock(LOCK)))
        if sql.inspect(connection).has_table("gradebook"):
            return _up_to_date(connection)
        TABLES.create_all(connection)
        seed = secrets.randbits(48)
        connection.execute(gradebook.insert().values(version=VERSION, seed=seed))
        return seed


def _up_to_date(connection: Connection) -> int:
    version, seed = connection.execute(sql.select(gradebook.c.version, gradebook.c.seed)).one()
    if version > VERSION:
        raise UserError(
            f"the gradebook is of version {version}, and this gradkata knows {VERSION}: "
            "upgrade gradkata, or name another --book"
        )
    migrate(connection, version)
    return int(seed)


def _said(where: str, error: sql.exc.DBAPIError) -> str:
    shown = make_url(where).render_as_string() if "://" in where else where
    reason = " ".join(str(error.orig).split())
    return f"the gradebook {shown} cannot be used: {reason}; name another, or --book none"
