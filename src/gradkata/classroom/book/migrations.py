"""Bringing a gradebook of an earlier version up to date, without losing what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
import sqlalchemy as sql
from sqlalchemy.engine import Connection

from gradkata.classroom.book.tables import VERSION, attempts, gradebook, outcomes
from gradkata.judge.records import Graded


def migrate(connection: Connection, version: int) -> None:
    """All steps from this version to the present one, within the caller's transaction."""
    for step in range(version, VERSION):
        STEPS[step](connection)
    if version < VERSION:
        connection.execute(gradebook.update().values(version=VERSION))


def _count_checks(connection: Connection) -> None:
    """Version 2 says of every outcome how many checks there were, and how many passed."""
    for column in ("checks", "checks_passed"):
        connection.execute(
            sql.text(f"ALTER TABLE outcomes ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")
        )
    # All at once would be the whole class's documents in memory.
    for attempt in connection.scalars(sql.select(attempts.c.id)).all():
        query = sql.select(attempts.c.document).where(attempts.c.id == attempt)
        document = connection.execute(query).scalar_one()
        for verdict in msgspec.json.decode(document, type=Graded).katas:
            passed = sum(check.outcome == "passed" for check in verdict.checks)
            connection.execute(
                outcomes.update()
                .where(outcomes.c.attempt_id == attempt, outcomes.c.kata == verdict.kata)
                .values(checks=len(verdict.checks), checks_passed=passed)
            )


STEPS: Mapping[int, Callable[[Connection], None]] = {1: _count_checks}
