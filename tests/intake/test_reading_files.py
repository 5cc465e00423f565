"""Files inside a folder: what is read, how, and what is refused."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradkata.intake import folders
from gradkata.intake.files import Refused, Withheld, not_opened, text_of
from gradkata.intake.folders import Folder
from gradkata.intake.submission import Source, Unreadable, read_submission

if TYPE_CHECKING:
    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree

DECIDE = "by_hand/decide"
FILE = "katas/by_hand/decide.py"

both_ways = pytest.mark.usefixtures("way_of_opening")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and FIFOs as POSIX has them")


@pytest.fixture(params=[True, False], ids=["by_steps", "by_path"])
def way_of_opening(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "HAS_STEPS", request.param)


def reason(path: Path, katas: list[Kata], kata: str = DECIDE) -> str:
    file = read_submission(path, katas).files[kata]
    assert isinstance(file, Unreadable)
    return file.reason


@both_ways
def test_a_file_under_katas_is_read(folder: MakeTree, katas: list[Kata]) -> None:
    files = read_submission(folder("alice", {FILE: "a = 1\n"}), katas).files
    assert files == {DECIDE: Source("a = 1\n", FILE)}


@both_ways
def test_a_file_at_the_top_is_read(folder: MakeTree, katas: list[Kata]) -> None:
    files = read_submission(folder("alice", {"by_hand/decide.py": "a = 1\n"}), katas).files
    assert files == {DECIDE: Source("a = 1\n", "by_hand/decide.py")}


@both_ways
def test_a_linked_file_is_refused(folder: MakeTree, katas: list[Kata], tmp_path: Path) -> None:
    (tmp_path / "solution.py").write_text("secret")
    alice = folder("alice", {"katas/by_hand/other.txt": ""})
    (alice / FILE).symlink_to(tmp_path / "solution.py")
    assert reason(alice, katas) == f"{FILE} is a link, and links are not followed"


@both_ways
def test_a_link_to_nowhere_is_refused_like_any_other(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {"katas/by_hand/other.txt": ""})
    (alice / FILE).symlink_to("nowhere")
    assert reason(alice, katas) == f"{FILE} is a link, and links are not followed"


@both_ways
def test_a_linked_pack_is_refused(folder: MakeTree, katas: list[Kata], tmp_path: Path) -> None:
    alice = folder("alice", {"katas/other.txt": ""})
    (alice / "katas/by_hand").symlink_to(tmp_path / "course/reference/by_hand")
    expected = f"{FILE} lies behind the link by_hand, and links are not followed"
    assert reason(alice, katas) == expected


@both_ways
def test_a_linked_katas_folder_is_refused(
    folder: MakeTree, katas: list[Kata], tmp_path: Path
) -> None:
    alice = folder("alice", {"other.txt": ""})
    (alice / "katas").symlink_to(tmp_path / "course/reference")
    expected = f"{FILE} lies behind the link katas, and links are not followed"
    assert reason(alice, katas) == expected


def test_a_link_as_the_submission_is_refused(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", {FILE: "a = 1\n"})
    (handed_in / "mallory").symlink_to(handed_in / "alice")
    submission = read_submission(handed_in / "mallory", katas)
    assert submission.error == "mallory is a link, and links are not followed"
    assert submission.files == {}


@both_ways
def test_a_fifo_is_refused_without_waiting_for_a_writer(
    folder: MakeTree, katas: list[Kata]
) -> None:
    alice = folder("alice", {"katas/by_hand/other.txt": ""})
    os.mkfifo(alice / FILE)
    assert reason(alice, katas) == f"{FILE} is not a regular file"


def test_a_fifo_that_replaces_a_file_after_the_look_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "regular").write_text("")
    os.mkfifo(tmp_path / "fifo")
    regular = os.lstat(tmp_path / "regular")
    monkeypatch.setattr(folders._Held, "_look", lambda *_: regular)
    with pytest.raises(Refused, match="is not a regular file"):
        Folder(tmp_path, by_steps=True).read(("fifo",), 10)


def test_a_link_that_replaces_a_file_after_the_look_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "regular").write_text("secret")
    (tmp_path / "link").symlink_to("regular")
    regular = os.lstat(tmp_path / "regular")
    monkeypatch.setattr(folders._Held, "_look", lambda *_: regular)
    with pytest.raises(Refused, match="cannot be opened"):
        Folder(tmp_path, by_steps=True).read(("link",), 10)


def test_a_file_that_is_exchanged_between_look_and_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "looked_at").write_text("")
    (tmp_path / "opened").write_text("secret")
    looked_at = os.lstat(tmp_path / "looked_at")
    monkeypatch.setattr("os.lstat", lambda _: looked_at)
    with pytest.raises(Refused, match="was changed while it was read"):
        folders.open_file(tmp_path / "opened")


@both_ways
def test_a_socket_is_refused(
    folder: MakeTree, katas: list[Kata], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = folder("alice", {"katas/by_hand/other.txt": ""})
    monkeypatch.chdir(alice / "katas/by_hand")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("decide.py")
        assert reason(alice, katas) == f"{FILE} is not a regular file"


@both_ways
def test_a_folder_in_place_of_a_file_is_refused(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {f"{FILE}/inner.py": ""})
    assert reason(alice, katas) == f"{FILE} is a folder, not a file"


@both_ways
def test_a_file_in_place_of_a_folder_is_as_good_as_nothing(
    folder: MakeTree, katas: list[Kata]
) -> None:
    alice = folder("alice", {"katas": "", "by_hand/decide.py": "a = 1\n"})
    assert read_submission(alice, katas).files == {DECIDE: Source("a = 1\n", "by_hand/decide.py")}


def test_a_file_of_exactly_the_limit_is_read(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: b"#" * 2**20})
    assert read_submission(alice, katas).files == {DECIDE: Source("#" * 2**20, FILE)}


@both_ways
def test_a_file_over_the_limit_is_refused(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: b"#" * (2**20 + 1)})
    assert reason(alice, katas) == f"{FILE} is larger than 1 MiB"


def test_a_file_of_100_mb_is_refused_without_being_read(
    folder: MakeTree, katas: list[Kata]
) -> None:
    alice = folder("alice", {FILE: ""})
    os.truncate(alice / FILE, 100_000_000)
    assert reason(alice, katas) == f"{FILE} is larger than 1 MiB"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="a file that hides its size")
def test_a_file_that_hides_its_size_is_still_read_only_up_to_the_limit() -> None:
    with pytest.raises(Refused, match="is larger than"):
        folders.read_file(Path(f"/proc/{os.getpid()}/status"), 10)


def test_a_notebook_may_be_larger_than_a_source(folder: MakeTree, katas: list[Kata]) -> None:
    text = '{"nbformat": 4, "cells": []}' + " " * 2**21
    alice = folder("alice", {"by_hand/decide.ipynb": text})
    assert read_submission(alice, katas).files[DECIDE] == Source("", "by_hand/decide.ipynb")


def test_a_notebook_over_its_limit_is_refused(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {"by_hand/decide.ipynb": ""})
    os.truncate(alice / "by_hand/decide.ipynb", 100_000_000)
    assert reason(alice, katas) == "by_hand/decide.ipynb is larger than 16 MiB"


def test_deep_folders_beside_the_katas_do_not_matter(
    folder: MakeTree, katas: list[Kata], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = folder("alice", {FILE: "a = 1\n"})
    monkeypatch.chdir(alice)
    for _ in range(50):
        Path("deep" * 50).mkdir()
        os.chdir("deep" * 50)
    try:
        assert read_submission(alice, katas).files == {DECIDE: Source("a = 1\n", FILE)}
    finally:
        for _ in range(50):
            os.chdir("..")
            Path("deep" * 50).rmdir()


def test_nothing_but_known_katas_is_read(folder: MakeTree, katas: list[Kata]) -> None:
    files = {FILE: "", "conftest.py": "boom", "katas/by_hand/unknown.py": "boom", "numpy/a.py": ""}
    assert set(read_submission(folder("alice", files), katas).files) == {DECIDE}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files in /proc")
@both_ways
def test_no_file_stays_open(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: "", "katas/autograd/linear.py/inner": ""})
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_submission(alice, katas)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_bytes_that_are_not_utf8_are_named_with_their_place(
    folder: MakeTree, katas: list[Kata]
) -> None:
    alice = folder("alice", {FILE: b"abc\xff"})
    assert reason(alice, katas) == f"{FILE} is not UTF-8 (byte 0xff at offset 3)"


def test_utf16_is_refused(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: "a = 1".encode("utf-16")})
    assert "is not UTF-8 (byte 0xff at offset 0)" in reason(alice, katas)


def test_a_byte_order_mark_is_dropped() -> None:
    assert text_of(b"\xef\xbb\xbfa = 1\n") == "a = 1\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_all_line_ends_become_newlines(end: bytes) -> None:
    assert text_of(b"a" + end + b"b" + end) == "a\nb\n"


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(Refused):
        assert "\r" not in text_of(data)


@given(st.text(st.characters(exclude_characters="\r\ufeff", exclude_categories=["Cs"])))
def test_text_without_carriage_returns_is_kept_as_it_is(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    ("number", "is_ours"), [(errno.EACCES, True), (errno.EIO, True), (errno.ELOOP, False)]
)
def test_what_keeps_the_grader_out_is_told_from_what_was_handed_in(
    number: int, is_ours: bool
) -> None:
    refused = not_opened(OSError(number, os.strerror(number)))
    assert isinstance(refused, Withheld) is is_ours
