"""The gradebook's tables, for a teacher's own queries too."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 2
TABLES = MetaData()

gradebook = Table(
    "gradebook",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False, comment="of runs that name none"),
)

submissions = Table(
    "submissions",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False),
    UniqueConstraint("name", "digest"),
)

attempts = Table(
    "attempts",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("katas", String, nullable=False, comment="the version of katas and gradkata"),
    Column("seed", BigInteger, nullable=False),
    Column("gradkata", String, nullable=False),
    Column("saved", DateTime(timezone=True), nullable=False),
    Column("score", Float, nullable=False),
    Column("max_score", Float, nullable=False),
    Column("judged", Boolean, nullable=False, comment="false: to be graded again"),
    Column("error", Text),
    Column("protection", String, nullable=False),
    Column("missing", Text, nullable=False, comment="layers of protection, comma separated"),
    Column("document", Text, nullable=False, comment="this submission in the results document"),
    UniqueConstraint("submission_id", "katas", "seed"),
)

outcomes = Table(
    "outcomes",
    TABLES,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("kata", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("max_score", Float, nullable=False),
    Column("checks", Integer, nullable=False, server_default="0"),
    Column("checks_passed", Integer, nullable=False, server_default="0"),
)

mistakes = Table(
    "mistakes",
    TABLES,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("kata", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("message", Text, nullable=False),
)
