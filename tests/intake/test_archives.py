"""Zip and tar archives: the same as folders, and hostile in more ways."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import random
import re
import stat
import struct
import sys
import tarfile
import tracemalloc
import zipfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradkata.intake import archives, streams, tars
from gradkata.intake.archives import archive_kind, parts_of, without_ending
from gradkata.intake.files import Refused
from gradkata.intake.submission import Source, Submission, Unreadable, read_submission
from gradkata.intake.zips import Zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree

DECIDE = "by_hand/decide"
FILE = "katas/by_hand/decide.py"
GOOD = {FILE: "a = 1\n"}
READ = {DECIDE: Source("a = 1\n", FILE)}
TAR_NAMES = ["alice.tar", "alice.tar.gz", "alice.tgz", "alice.tar.bz2"]


@pytest.fixture
def packed(zipped: MakeTree, tarred: MakeTree) -> MakeTree:
    return lambda name, files: (zipped if name.endswith("zip") else tarred)(name, files)


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


ALL_NAMES = pytest.mark.parametrize("name", ["alice.zip", "ALICE.ZIP", *TAR_NAMES])


@ALL_NAMES
def test_an_archive_is_read_like_its_folder(
    packed: MakeTree, folder: MakeTree, katas: list[Kata], name: str
) -> None:
    path = packed(name.lower(), GOOD)
    submission = read_submission(path.rename(path.with_name(name)), katas)
    assert submission.files == READ
    assert submission.digest == read_submission(folder("other", GOOD), katas).digest


@ALL_NAMES
def test_nothing_is_unpacked_to_disk(
    packed: MakeTree, katas: list[Kata], handed_in: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(name.lower(), GOOD)
    monkeypatch.chdir(handed_in)
    read_submission(path, katas)
    assert list(handed_in.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("a.zip", "a"), ("a.TAR.gz", "a"), ("a.b.tgz", "a.b"), ("a.tar.bz2", "a"), ("a.gz", "a.gz")],
)
def test_a_name_loses_its_archive_ending(name: str, bare: str) -> None:
    assert without_ending(name) == bare


def test_an_ending_counts_only_at_the_end() -> None:
    assert archive_kind("a.zip.txt") is None


@pytest.mark.parametrize("name", ["alice.rar", "alice.7z", "alice.tar.xz"])
def test_an_archive_of_another_kind_says_what_to_send(
    folder: MakeTree, katas: list[Kata], name: str
) -> None:
    path = folder("in", {name: "x"}) / name
    expected = f"{name} is an archive of a kind that is not read: send a zip"
    assert read_submission(path, katas).error == expected


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
@pytest.mark.parametrize("wrapper", ["alice/", "a/b/", "a/b/c/", "./"])
def test_folders_around_the_katas_are_unwrapped(
    packed: MakeTree, katas: list[Kata], name: str, wrapper: str
) -> None:
    files = {f"{wrapper}{FILE}": "a = 1\n", "__MACOSX/._x": "", ".git/config": "", "note.txt": ""}
    assert read_submission(packed(name, files), katas).files == READ


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
@pytest.mark.parametrize("files", [{f"a/b/c/d/{FILE}": ""}, {f"a/{FILE}": "", "b/x": ""}])
def test_what_lies_too_deep_or_beside_another_folder_is_not_found(
    packed: MakeTree, katas: list[Kata], name: str, files: dict[str, str]
) -> None:
    assert "holds no known kata" in (read_submission(packed(name, files), katas).error or "")


CLIMBING = [
    f"../{FILE}",
    f"a/../{FILE}",
    f"/{FILE}",
    f"C:/{FILE}",
    f"c:{FILE}",
    FILE.replace("/", "\\"),
    f"..\\{FILE}",
    f"\\\\server\\{FILE}",
]


@pytest.mark.parametrize("packing", ["alice.zip", "alice.tar"])
@pytest.mark.parametrize("name", CLIMBING)
def test_a_name_that_climbs_out_is_ignored(
    packed: MakeTree, katas: list[Kata], packing: str, name: str
) -> None:
    submission = read_submission(packed(packing, {name: "evil", **GOOD}), katas)
    assert submission.files == READ


@pytest.mark.parametrize("name", [*CLIMBING, "", "/", ".", "a\0b", "a" * 2000])
def test_a_name_that_is_no_plain_path_has_no_parts(name: str) -> None:
    assert parts_of(name) is None


def test_a_name_is_taken_apart() -> None:
    assert parts_of("./a//b/./c.py") == ("a", "b", "c.py")


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_a_member_over_the_limit_is_refused(packed: MakeTree, katas: list[Kata], name: str) -> None:
    submission = read_submission(packed(name, {FILE: b"#" * (2**20 + 1)}), katas)
    assert reason(submission) == f"{FILE} is larger than 1 MiB"


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_a_member_that_is_not_utf8_is_refused(
    packed: MakeTree, katas: list[Kata], name: str
) -> None:
    submission = read_submission(packed(name, {FILE: b"\xff"}), katas)
    assert reason(submission) == f"{FILE} is not UTF-8 (byte 0xff at offset 0)"


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_a_folder_in_place_of_a_file_is_refused(
    handed_in: Path, katas: list[Kata], name: str
) -> None:
    path = handed_in / name
    if name.endswith("zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{FILE}/", "")
    else:
        path.write_bytes(tar_with((member(FILE, tarfile.DIRTYPE), b"")))
    assert reason(read_submission(path, katas)) == f"{FILE} is a folder, not a file"


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_garbage_is_an_error(folder: MakeTree, katas: list[Kata], name: str) -> None:
    path = folder("in", {name: b"garbage" * 1000}) / name
    error = read_submission(path, katas).error or ""
    assert re.fullmatch(rf"{name} is not a (zip|tar) archive, or a damaged one", error)


@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_an_empty_file_is_an_error(folder: MakeTree, katas: list[Kata], name: str) -> None:
    assert read_submission(folder("in", {name: ""}) / name, katas).error


@pytest.mark.parametrize("name", ["alice.zip", "alice.tar.gz", "alice.tar.bz2"])
def test_a_truncated_archive_is_an_error(packed: MakeTree, katas: list[Kata], name: str) -> None:
    path = packed(name, {FILE: "a = 1\n", "data": random.Random(0).randbytes(10_000)})
    os.truncate(path, path.stat().st_size - 10)
    assert read_submission(path, katas).error


def test_a_truncated_plain_tar_is_an_error(tarred: MakeTree, katas: list[Kata]) -> None:
    path = tarred("alice.tar", {**GOOD, "data": "x" * 5000})
    os.truncate(path, 3000)
    assert read_submission(path, katas).error == "alice.tar is damaged: it ends too early"


def test_a_changed_byte_in_a_gz_is_noticed(handed_in: Path, katas: list[Kata]) -> None:
    data = bytearray(gzip.compress(tar_with((member(FILE), b"a = 1\n"))))
    data[-8] ^= 1
    (handed_in / "alice.tgz").write_bytes(data)
    assert "damaged" in (read_submission(handed_in / "alice.tgz", katas).error or "")


def test_a_changed_byte_in_a_zip_member_is_noticed(handed_in: Path, katas: list[Kata]) -> None:
    with zipfile.ZipFile(handed_in / "alice.zip", "w") as archive:
        archive.writestr(FILE, "a = 1\n")
    data = (handed_in / "alice.zip").read_bytes()
    (handed_in / "alice.zip").write_bytes(data.replace(b"a = 1", b"a = 2"))
    submission = read_submission(handed_in / "alice.zip", katas)
    assert reason(submission) == f"{FILE} is damaged in the archive"


def test_an_archive_of_100_mb_is_refused(zipped: MakeTree, katas: list[Kata]) -> None:
    path = zipped("alice.zip", GOOD)
    os.truncate(path, 100_000_000)
    with within(megabytes=5):
        assert read_submission(path, katas).error == "alice.zip is larger than 32 MiB"


def test_a_link_to_an_archive_is_refused(
    zipped: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    (handed_in / "bob.zip").symlink_to(zipped("alice.zip", GOOD))
    error = read_submission(handed_in / "bob.zip", katas).error
    assert error == "bob.zip is a link, and links are not followed"


# zip


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


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
@pytest.mark.parametrize("name", ["alice.zip", *TAR_NAMES])
def test_a_damaged_archive_never_raises(
    packed: MakeTree, katas: list[Kata], name: str, changes: list[tuple[int, int]]
) -> None:
    path = packed(name, GOOD)
    data = bytearray(path.read_bytes())
    for position, value in changes:
        data[position % len(data)] = value
    path.write_bytes(data)
    submission = read_submission(path, katas)
    assert submission.files or submission.error


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_zip_members_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(b"PK\x03\x04" + data)
    with path.open("rb") as file, pytest.raises(Refused):
        Zipped(file.fileno(), {})


# tar


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


def test_the_outline_remembers_only_what_is_near_the_top() -> None:
    outline = archives.Outline()
    outline.add(("a",) * 1000, is_folder=True)
    assert sys.getsizeof(outline._folders) < 1000
    assert len(outline._folders) == archives.MAX_WRAPPERS
