"""Zips, and the ways in which one can be hostile."""

from __future__ import annotations

import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradkata.intake.files import Refused
from gradkata.intake.submission import read_submission
from gradkata.intake.zips import Zipped
from tests.intake.packing import FILE, GOOD, READ, reason, within

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree


def test_a_zip_bomb_stops_at_the_limit(zipped: MakeTree, katas: list[Kata]) -> None:
    path = zipped("alice.zip", {FILE: bytes(100_000_000)})
    with within(megabytes=10):
        assert reason(read_submission(path, katas)) == f"{FILE} is larger than 1 MiB"


def test_a_zip_member_is_bounded_whatever_its_header_claims(
    zipped: MakeTree, katas: list[Kata]
) -> None:
    path = zipped("alice.zip", {FILE: bytes(100_000_000)})
    data = path.read_bytes().replace(struct.pack("<L", 100_000_000), struct.pack("<L", 10))
    path.write_bytes(data)
    with within(megabytes=10):
        assert reason(read_submission(path, katas)) == f"{FILE} is damaged in the archive"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_cannot_be_bounded_is_refused(
    handed_in: Path, katas: list[Kata], method: int
) -> None:
    with zipfile.ZipFile(handed_in / "alice.zip", "w", method) as archive:
        archive.writestr(FILE, bytes(1_000_000))
    submission = read_submission(handed_in / "alice.zip", katas)
    assert "is compressed in an unusual way" in reason(submission)


def test_an_encrypted_zip_member_is_refused(zipped: MakeTree, katas: list[Kata]) -> None:
    path = zipped("alice.zip", GOOD)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    expected = f"{FILE} is encrypted: send it without a password"
    assert reason(read_submission(path, katas)) == expected


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (stat.S_IFLNK, "is a link, and links are not followed"),
        (stat.S_IFIFO, "is not a regular file"),
    ],
)
def test_a_zip_member_that_is_no_file_is_refused(
    handed_in: Path, katas: list[Kata], kind: int, why: str
) -> None:
    info = zipfile.ZipInfo(FILE)
    info.external_attr = (kind | 0o644) << 16
    with zipfile.ZipFile(handed_in / "alice.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert reason(read_submission(handed_in / "alice.zip", katas)) == f"{FILE} {why}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_last_zip_member_of_a_name_counts(handed_in: Path, katas: list[Kata]) -> None:
    with zipfile.ZipFile(handed_in / "alice.zip", "w") as archive:
        archive.writestr(FILE, "first")
        archive.writestr(FILE, "a = 1\n")
    assert read_submission(handed_in / "alice.zip", katas).files == READ


def test_a_zip_name_with_a_hidden_end_is_ignored(zipped: MakeTree, katas: list[Kata]) -> None:
    path = zipped("alice.zip", {f"{FILE}!.txt": "evil"})
    path.write_bytes(path.read_bytes().replace(b"!.txt", b"\0.txt"))
    assert "holds no known kata" in (read_submission(path, katas).error or "")


def test_a_zip_of_very_many_members_is_refused(handed_in: Path, katas: list[Kata]) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *[0] * 18)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46 * 80_000, 0, 0)
    (handed_in / "alice.zip").write_bytes(entry * 80_000 + end)
    with within(megabytes=20):
        error = read_submission(handed_in / "alice.zip", katas).error
    assert error == "alice.zip holds more than 20,000 members"


def test_a_zip_with_a_huge_table_of_contents_is_refused(handed_in: Path, katas: list[Kata]) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 30_000_000, 0, 0)
    (handed_in / "alice.zip").write_bytes(b"PK\x01\x02" + bytes(29_999_996) + end)
    with within(megabytes=20):
        assert read_submission(handed_in / "alice.zip", katas).error


@pytest.mark.parametrize("claim", [0, 1, 2**31, 2**63, 2**64 - 1])
def test_zip64_nonsense_is_an_error(zipped: MakeTree, katas: list[Kata], claim: int) -> None:
    path = zipped("alice.zip", GOOD)
    data = path.read_bytes()
    start = data.index(b"PK\x05\x06")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", claim, 45, 45, 0, 0, claim, claim, claim, claim)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, claim, 1)
    path.write_bytes(data[:start] + wide + locator + data[start:])
    assert read_submission(path, katas).error


def test_a_zip64_archive_is_read(handed_in: Path, katas: list[Kata]) -> None:
    path = handed_in / "alice.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open(FILE, "w", force_zip64=True) as file:
        file.write(b"a = 1\n")
    assert read_submission(handed_in / "alice.zip", katas).files == READ


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_zip_members_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(b"PK\x03\x04" + data)
    with path.open("rb") as file, pytest.raises(Refused):
        Zipped(file.fileno(), {})
