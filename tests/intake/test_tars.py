"""Tars, plain and compressed, and the ways in which one can be hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import tarfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradkata.intake import streams, tars
from gradkata.intake.files import Refused
from gradkata.intake.submission import Source, read_submission
from tests.intake.packing import DECIDE, FILE, GOOD, READ, member, reason, tar_with, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree


@pytest.mark.parametrize("layout", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("wrapper", ["alice", "é" * 60, "x" * 120])
def test_a_tar_of_any_layout_is_read(
    handed_in: Path, katas: list[Kata], layout: int, wrapper: str
) -> None:
    if layout == tarfile.USTAR_FORMAT:
        wrapper = wrapper[:50]
    with tarfile.open(handed_in / "alice.tar", "w", format=layout) as archive:
        info = member(f"{wrapper}/{FILE}", size=6)
        archive.addfile(info, io.BytesIO(b"a = 1\n"))
    assert read_submission(handed_in / "alice.tar", katas).files == READ


def test_a_tar_with_global_headers_and_extended_times_is_read(
    handed_in: Path, katas: list[Kata]
) -> None:
    path = handed_in / "alice.tar"
    with tarfile.open(path, "w", pax_headers={"comment": "made by git"}) as archive:
        archive.addfile(member(FILE, size=6, mtime=0.5), io.BytesIO(b"a = 1\n"))
    assert read_submission(path, katas).files == READ


def test_a_tar_is_known_by_its_bytes_and_not_its_ending(
    tarred: MakeTree, katas: list[Kata]
) -> None:
    path = tarred("alice.tar", GOOD)
    assert read_submission(path.rename(path.with_name("alice.tgz")), katas).files == READ


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress])
def test_joined_compressed_streams_are_read(
    handed_in: Path, katas: list[Kata], compress: Callable[[bytes], bytes]
) -> None:
    data = tar_with((member(FILE), b"a = 1\n"))
    joined = b"".join(compress(data[start : start + 700]) for start in range(0, len(data), 700))
    (handed_in / "alice.tgz").write_bytes(joined)
    assert read_submission(handed_in / "alice.tgz", katas).files == READ


def test_very_many_joined_streams_are_refused(handed_in: Path, katas: list[Kata]) -> None:
    (handed_in / "alice.tgz").write_bytes(gzip.compress(b"") * 100_000)
    with within(megabytes=10):
        error = read_submission(handed_in / "alice.tgz", katas).error
    assert error == "alice.tgz is made of more than 256 compressed streams"


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress])
def test_a_bomb_stops_at_the_limit(
    handed_in: Path, katas: list[Kata], compress: Callable[[bytes], bytes]
) -> None:
    path = handed_in / "alice.tgz"
    path.write_bytes(compress(tar_with((member("zeros"), bytes(100_000_000)))))
    with within(megabytes=10):
        error = read_submission(path, katas).error
    assert error == "alice.tgz unpacks to more than 64 MiB"


def test_a_bomb_after_the_end_of_the_archive_stops_too(handed_in: Path, katas: list[Kata]) -> None:
    path = handed_in / "alice.tgz"
    path.write_bytes(gzip.compress(tar_with((member(FILE), b"a")) + bytes(100_000_000)))
    with within(megabytes=10):
        assert read_submission(path, katas).error == "alice.tgz unpacks to more than 64 MiB"


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_a_tar_member_that_is_no_file_is_refused(
    handed_in: Path, katas: list[Kata], kind: bytes
) -> None:
    path = handed_in / "alice.tar"
    path.write_bytes(tar_with((member(FILE, kind, linkname="/etc/passwd"), b"")))
    assert reason(read_submission(path, katas)).startswith(f"{FILE} is ")


def test_a_linked_folder_in_a_tar_is_not_followed(handed_in: Path, katas: list[Kata]) -> None:
    link = member("katas", tarfile.SYMTYPE, linkname="solutions")
    data = tar_with((link, b""), (member("solutions/by_hand/decide.py"), b"a = 1\n"))
    (handed_in / "alice.tar").write_bytes(data)
    found = read_submission(handed_in / "alice.tar", katas).files
    assert found == {DECIDE: Source("a = 1\n", "by_hand/decide.py")}


def test_the_last_tar_member_of_a_name_counts(handed_in: Path, katas: list[Kata]) -> None:
    data = tar_with((member(FILE), b"first"), (member(FILE), b"a = 1\n"))
    (handed_in / "alice.tar").write_bytes(data)
    assert read_submission(handed_in / "alice.tar", katas).files == READ


def test_a_tar_of_very_many_members_is_refused(handed_in: Path, katas: list[Kata]) -> None:
    block = member("x").tobuf()
    (handed_in / "alice.tar.gz").write_bytes(gzip.compress(block * 20_001))
    error = read_submission(handed_in / "alice.tar.gz", katas).error
    assert error == "alice.tar.gz holds more than 20,000 members"


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_a_huge_name_in_a_tar_is_refused(handed_in: Path, katas: list[Kata], kind: bytes) -> None:
    block = member("x", kind, size=60_000_000).tobuf(tarfile.GNU_FORMAT)
    (handed_in / "alice.tgz").write_bytes(gzip.compress(block + b"x" * 60_000_000))
    with within(megabytes=10):
        error = read_submission(handed_in / "alice.tgz", katas).error
    assert error == "alice.tgz is damaged, or has unusually long names"


def test_very_many_extended_headers_are_refused(handed_in: Path, katas: list[Kata]) -> None:
    block = (
        member("x", tarfile.XHDTYPE, size=65_000).tobuf()
        + b"5000 a=\n".ljust(5000) * 13
        + bytes(24)
    )
    (handed_in / "alice.tgz").write_bytes(gzip.compress(block * 40))
    with within(megabytes=10):
        error = read_submission(handed_in / "alice.tgz", katas).error
    assert error == "alice.tgz is damaged, or has unusually long names"


@pytest.mark.parametrize(
    "body", [b"0 a=b\n", b"-9 a=b\n", b"1 a=b\n", b"x a=b\n", b"a=b\n", b"9" * 100, b"99 size=-5\n"]
)
def test_an_extended_header_that_makes_no_sense_is_an_error(
    handed_in: Path, katas: list[Kata], body: bytes
) -> None:
    header = member("x", tarfile.XHDTYPE, size=len(body)).tobuf()
    data = header + body.ljust(512, b"\0") + tar_with((member(FILE), b"a = 1\n"))
    (handed_in / "alice.tar").write_bytes(data)
    assert "damaged" in (read_submission(handed_in / "alice.tar", katas).error or "")


@pytest.mark.parametrize("size", [2**33, 2**62, -1, -512])
def test_a_tar_member_of_an_impossible_size_is_an_error(
    handed_in: Path, katas: list[Kata], size: int
) -> None:
    block = member(FILE, size=size).tobuf(tarfile.GNU_FORMAT)
    (handed_in / "alice.tar").write_bytes(block + b"a = 1\n")
    with within(megabytes=10):
        assert "damaged" in (read_submission(handed_in / "alice.tar", katas).error or "")


def test_a_sparse_tar_member_says_what_to_do(handed_in: Path, katas: list[Kata]) -> None:
    block = member(FILE, tarfile.GNUTYPE_SPARSE).tobuf(tarfile.GNU_FORMAT)
    (handed_in / "alice.tar").write_bytes(block)
    error = read_submission(handed_in / "alice.tar", katas).error
    assert error == "alice.tar holds a sparse file: make an ordinary archive"


def test_very_much_in_katas_of_one_tar_is_refused(handed_in: Path, katas: list[Kata]) -> None:
    name = "katas/by_hand/decide.ipynb"
    (handed_in / "alice.tgz").write_bytes(
        gzip.compress(tar_with(*[(member(f"{n}/{name}"), bytes(15_000_000)) for n in range(4)]), 1)
    )
    with within(megabytes=100):
        error = read_submission(handed_in / "alice.tgz", katas).error
    assert error == "alice.tgz holds more than 32 MiB of katas"


@given(st.binary(max_size=100_000), st.integers(1, 5000))
def test_a_stream_gives_back_what_was_compressed(data: bytes, size: int) -> None:
    stream = streams.Stream(io.BytesIO(gzip.compress(data, 1)))
    pieces = []
    while piece := stream.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == data


@given(st.lists(st.binary(min_size=512, max_size=512), max_size=4))
def test_any_blocks_are_a_tar_or_refused(blocks: list[bytes]) -> None:
    with suppress(Refused):
        tars.Tarred(io.BytesIO(b"".join(blocks)), {})
