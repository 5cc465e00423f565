"""Zip and tar archives: the same as folders, whatever was packed."""

from __future__ import annotations

import gzip
import os
import random
import re
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradkata.intake import archives
from gradkata.intake.archives import archive_kind, parts_of, without_ending
from gradkata.intake.submission import read_submission
from tests.intake.packing import FILE, GOOD, READ, TAR_NAMES, member, reason, tar_with, within

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree


@pytest.fixture
def packed(zipped: MakeTree, tarred: MakeTree) -> MakeTree:
    return lambda name, files: (zipped if name.endswith("zip") else tarred)(name, files)


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


def test_the_outline_remembers_only_what_is_near_the_top() -> None:
    outline = archives.Outline()
    outline.add(("a",) * 1000, is_folder=True)
    assert sys.getsizeof(outline._folders) < 1000
    assert len(outline._folders) == archives.MAX_WRAPPERS
