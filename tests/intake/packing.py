"""What the tests of all kinds of archives share."""

from __future__ import annotations

import io
import tarfile
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gradkata.intake.submission import Source, Submission, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator


DECIDE = "by_hand/decide"
FILE = "katas/by_hand/decide.py"
GOOD = {FILE: "a = 1\n"}
READ = {DECIDE: Source("a = 1\n", FILE)}
TAR_NAMES = ["alice.tar", "alice.tar.gz", "alice.tgz", "alice.tar.bz2"]


@contextmanager
def within(megabytes: float) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1e6
    finally:
        tracemalloc.stop()


def tar_with(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for member, data in members:
            member.size = member.size or len(data)
            archive.addfile(member, io.BytesIO(data) if data else None)
    return file.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, **fields: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def reason(submission: Submission, kata: str = DECIDE) -> str:
    file = submission.files[kata]
    assert isinstance(file, Unreadable)
    return file.reason
