"""Which submissions there are: single ones, classes, names, and the places of a kata."""

from __future__ import annotations

import os
import pickle
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradkata.errors import UserError
from gradkata.intake.records import digest_of
from gradkata.intake.submission import (
    Source,
    Submission,
    Unreadable,
    read_submission,
)
from tests.intake.conftest import read_submissions

if TYPE_CHECKING:
    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree

DECIDE = "by_hand/decide"
FILE = "katas/by_hand/decide.py"
GOOD = {FILE: "a = 1\n"}
NOTEBOOK = '{"nbformat": 4, "cells": []}'
BY_HAND = "def train(w1, w2, b, data, epochs, learning_rate): pass\n"
AUTOGRAD = "def train(data, label, w, learning_rate, steps): pass\n"

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")


def names(submissions: list[Submission]) -> list[str]:
    return [submission.name for submission in submissions]


def errors(submissions: list[Submission]) -> dict[str, str | None]:
    return {submission.name: submission.error for submission in submissions}


# what a path is


def test_a_folder_with_katas_is_one_submission(folder: MakeTree, katas: list[Kata]) -> None:
    (alice,) = read_submissions([folder("alice", GOOD)], katas)
    assert (alice.name, alice.error, set(alice.files)) == ("alice", None, {DECIDE})


def test_a_folder_of_folders_is_a_class(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    for name in ("carol", "alice", "bob"):
        folder(name, GOOD)
    found = read_submissions([handed_in], katas)
    assert names(found) == ["alice", "bob", "carol"]
    assert all(submission.error is None for submission in found)


def test_a_class_of_one_is_a_class(folder: MakeTree, katas: list[Kata], handed_in: Path) -> None:
    folder("alice", GOOD)
    assert names(read_submissions([handed_in], katas)) == ["alice"]


def test_a_class_may_mix_folders_archives_and_single_files(
    folder: MakeTree, zipped: MakeTree, tarred: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    zipped("bob.zip", GOOD)
    tarred("carol.tar.gz", GOOD)
    (handed_in / "decide.py").write_text("a = 1\n")
    found = read_submissions([handed_in], katas)
    assert names(found) == ["alice", "bob", "carol", "decide"]
    assert all(set(submission.files) == {DECIDE} for submission in found)


def test_paths_keep_their_order(folder: MakeTree, katas: list[Kata]) -> None:
    paths = [folder(name, GOOD) for name in ("carol", "alice", "bob")]
    assert names(read_submissions(paths, katas)) == ["carol", "alice", "bob"]


def test_an_entry_of_a_class_is_unwrapped(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", {f"homework/{FILE}": "a = 1\n", "__MACOSX/x": "", ".git/x": "", "note.txt": ""})
    folder("bob", GOOD)
    alice, _ = read_submissions([handed_in], katas)
    assert alice.files == {DECIDE: Source("a = 1\n", FILE)}


@pytest.mark.parametrize("wrapper", ["a/b/c/d", "a"])
def test_an_entry_that_is_not_one_submission_is_an_error(
    folder: MakeTree, katas: list[Kata], handed_in: Path, wrapper: str
) -> None:
    folder("alice", {f"{wrapper}/{FILE}": "", **({"b/x": ""} if wrapper == "a" else {})})
    (alice,) = read_submissions([handed_in], katas)
    assert "alice holds no known kata" in (alice.error or "")


def test_a_linked_folder_is_not_unwrapped(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    (handed_in / "alice").mkdir()
    (handed_in / "alice/homework").symlink_to(folder("../elsewhere", GOOD))
    (alice,) = read_submissions([handed_in], katas)
    assert "alice holds no known kata" in (alice.error or "")


def test_an_entry_without_katas_is_an_error_and_stops_nothing(
    folder: MakeTree, zipped: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    (handed_in / "bob").mkdir()
    zipped("carol.zip", {"readme.txt": "hello"})
    (handed_in / "dave.zip").write_bytes(b"garbage")
    found = errors(read_submissions([handed_in], katas))
    assert found["alice"] is None
    assert "bob holds no known kata" in (found["bob"] or "")
    assert "carol.zip holds no known kata" in (found["carol"] or "")
    assert found["dave"] == "dave.zip is not a zip archive, or a damaged one"


def test_hidden_entries_and_other_files_are_ignored(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    folder(".hidden", GOOD)
    folder("__MACOSX", GOOD)
    folder(".", {"grades.csv": "", "unknown.py": "", ".decide.py": "", "notes.ipynb": ""})
    assert names(read_submissions([handed_in], katas)) == ["alice"]


def test_a_link_among_the_entries_is_an_error(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    (handed_in / "mallory").symlink_to("alice")
    (handed_in / "nobody").symlink_to("nowhere")
    found = errors(read_submissions([handed_in], katas))
    assert found == {
        "alice": None,
        "mallory": "mallory is a link, and links are not followed",
        "nobody": "nobody is a link, and links are not followed",
    }


@needs_fifo
@pytest.mark.parametrize("name", ["decide.py", "unknown.py", "bob.zip", "bob.tar.gz", "x.ipynb"])
def test_a_fifo_named_like_a_submission_is_an_error(
    folder: MakeTree, katas: list[Kata], handed_in: Path, name: str
) -> None:
    folder("alice", GOOD)
    os.mkfifo(handed_in / name)
    found = read_submissions([handed_in], katas)
    assert f"{name} is not a regular file" in [submission.error for submission in found]


@needs_fifo
def test_a_fifo_of_another_name_is_ignored(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    os.mkfifo(handed_in / "pipe")
    assert names(read_submissions([handed_in], katas)) == ["alice"]


def test_a_path_that_is_a_link_is_an_error_and_stops_nothing(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    (handed_in / "mallory").symlink_to("alice")
    found = read_submissions([handed_in / "mallory", folder("alice", GOOD)], katas)
    assert errors(found) == {
        "mallory": "mallory is a link, and links are not followed",
        "alice": None,
    }


def test_a_path_that_is_not_there_is_named(katas: list[Kata], handed_in: Path) -> None:
    with pytest.raises(UserError, match="nowhere: No such file or directory"):
        read_submissions([handed_in / "nowhere"], katas)


@pytest.mark.parametrize("files", [{}, {"grades.csv": "", ".hidden/x": ""}])
def test_a_folder_without_submissions_says_what_was_looked_for(
    folder: MakeTree, katas: list[Kata], handed_in: Path, files: dict[str, str]
) -> None:
    folder(".", files)
    with pytest.raises(UserError) as error:
        read_submissions([handed_in], katas)
    assert str(error.value).startswith(f"{handed_in} holds no submission: folders, zip or tar")
    assert "\n" not in str(error.value)


def test_a_file_of_another_kind_says_what_a_submission_is(
    folder: MakeTree, katas: list[Kata]
) -> None:
    (found,) = read_submissions([folder("in", {"notes.txt": ""}) / "notes.txt"], katas)
    assert (found.error or "").startswith("notes.txt is neither a folder, a zip or tar, nor")


def test_a_submission_that_vanishes_is_an_error(katas: list[Kata], handed_in: Path) -> None:
    error = read_submission(handed_in / "gone", katas).error
    assert error == "gone cannot be read: No such file or directory"


# names


def test_the_current_folder_has_its_own_name(
    folder: MakeTree, katas: list[Kata], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder("alice", GOOD))
    assert names(read_submissions([Path()], katas)) == ["alice"]


def test_a_name_can_be_given(folder: MakeTree, katas: list[Kata]) -> None:
    assert read_submission(folder("alice", GOOD), katas, "someone").name == "someone"


def test_two_entries_of_one_name_are_told_apart(
    folder: MakeTree, zipped: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    zipped("alice.zip", GOOD)
    first, second = read_submissions([handed_in], katas)
    assert (first.name, first.error) == ("alice", None)
    assert second.name == "alice (2)"
    assert second.error == f"the same learner as {handed_in / 'alice'}: rename one"
    assert second.files == {}


def test_one_name_in_two_paths_is_told_apart(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("monday/alice", GOOD)
    folder("friday/alice", GOOD)
    found = read_submissions([handed_in / "monday", handed_in / "friday"], katas)
    assert names(found) == ["alice", "alice (2)"]
    assert [bool(submission.error) for submission in found] == [False, True]


def test_a_name_made_for_telling_apart_is_never_a_learners(
    folder: MakeTree, zipped: MakeTree, tarred: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    folder("alice", GOOD)
    zipped("alice.zip", GOOD)
    tarred("alice.tar", GOOD)
    folder("alice (2)", GOOD)
    found = errors(read_submissions([handed_in], katas))
    assert sorted(found) == ["alice", "alice (2)", "alice (3)", "alice (4)"]
    assert found["alice (2)"] is None


def test_single_files_of_one_name_are_named_by_their_folders(
    folder: MakeTree, katas: list[Kata]
) -> None:
    paths = [folder(name, {"decide.py": "a = 1\n"}) / "decide.py" for name in ("alice", "bob")]
    found = read_submissions(paths, katas)
    assert errors(found) == {"alice-decide": None, "bob-decide": None}


def test_a_folder_keeps_what_looks_like_an_ending(folder: MakeTree, katas: list[Kata]) -> None:
    assert names(read_submissions([folder("alice.zip", GOOD)], katas)) == ["alice.zip"]


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\udcffb"])
def test_a_name_is_safe_to_print_and_to_encode(
    folder: MakeTree, katas: list[Kata], name: str
) -> None:
    try:
        path = folder(name, GOOD)
    except OSError:
        pytest.skip("the file system does not take this name")
    (found,) = read_submissions([path], katas)
    assert found.name.isprintable()
    assert found.name.encode().startswith(b"a")


def test_an_error_is_one_printable_line_whatever_the_name(
    katas: list[Kata], handed_in: Path
) -> None:
    (handed_in / "a\nb\x1b").mkdir()
    (found,) = read_submissions([handed_in], katas)
    assert (found.error or "").isprintable()


# the places of a kata


def test_katas_goes_before_the_top_and_py_before_ipynb(folder: MakeTree, katas: list[Kata]) -> None:
    places = ["katas/by_hand/decide.py", "katas/by_hand/decide.ipynb"]
    places += ["by_hand/decide.py", "by_hand/decide.ipynb"]
    alice = folder("alice", dict.fromkeys(places, NOTEBOOK))
    for place in places:
        assert read_submission(alice, katas).files[DECIDE].filename == place
        (alice / place).unlink()
    assert read_submission(alice, katas).files == {}


STUB = "def decide(w1, w2, b, x1, x2):\n    raise NotImplementedError\n"


@pytest.mark.parametrize("stub", [FILE, "by_hand/decide.py", "decide.py"])
def test_a_stub_that_nobody_has_written_in_goes_last(
    folder: MakeTree, katas: list[Kata], stub: str
) -> None:
    notebook = stub.replace(".py", ".ipynb")
    alice = folder("alice", {stub: STUB + "# later\n", notebook: NOTEBOOK})
    assert read_submission(alice, katas).files[DECIDE].filename == notebook


def test_a_stub_is_there_where_nothing_else_is(folder: MakeTree, katas: list[Kata]) -> None:
    assert read_submission(folder("alice", {FILE: STUB}), katas).files[DECIDE].filename == FILE


def test_an_unreadable_file_is_not_replaced_by_another(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: b"\xff", "by_hand/decide.py": "a = 1\n"})
    assert isinstance(read_submission(alice, katas).files[DECIDE], Unreadable)


def test_katas_of_several_places_are_put_together(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {FILE: "", "autograd/linear.ipynb": NOTEBOOK})
    assert set(read_submission(alice, katas).files) == {DECIDE, "autograd/linear"}


def test_a_broken_notebook_is_named(folder: MakeTree, katas: list[Kata]) -> None:
    alice = folder("alice", {"by_hand/decide.ipynb": "{"})
    reason = "by_hand/decide.ipynb is not a Jupyter notebook: it is not proper JSON"
    assert read_submission(alice, katas).files[DECIDE] == Unreadable("by_hand/decide.ipynb", reason)


# single files


def test_a_single_file_is_a_submission(folder: MakeTree, katas: list[Kata]) -> None:
    (found,) = read_submissions([folder("in", {"decide.py": "a = 1\n"}) / "decide.py"], katas)
    assert (found.name, found.error) == ("decide", None)
    assert found.files == {DECIDE: Source("a = 1\n", "decide.py")}


def test_a_single_notebook_is_a_submission(folder: MakeTree, katas: list[Kata]) -> None:
    path = folder("in", {"decide.ipynb": NOTEBOOK}) / "decide.ipynb"
    assert read_submission(path, katas).files == {DECIDE: Source("", "decide.ipynb")}


def test_an_unreadable_single_file_is_known_by_its_name(
    folder: MakeTree, katas: list[Kata]
) -> None:
    path = folder("in", {"decide.py": b"\xff"}) / "decide.py"
    submission = read_submission(path, katas)
    assert submission.error is None
    assert isinstance(submission.files[DECIDE], Unreadable)


def test_an_unreadable_single_file_of_several_katas_is_an_error(
    folder: MakeTree, katas: list[Kata]
) -> None:
    path = folder("in", {"train.py": b"\xff"}) / "train.py"
    expected = "train.py is not UTF-8 (byte 0xff at offset 0)"
    assert read_submission(path, katas).error == expected


@pytest.mark.parametrize(
    ("source", "kata"),
    [
        (BY_HAND, "by_hand/train"),
        (AUTOGRAD, "autograd/train"),
        ("import torch\n\ndef _help(): pass\n\n" + AUTOGRAD, "autograd/train"),
        ("def train(w1, w2, b, rows, epochs, rate): pass", "by_hand/train"),
        ("def train(data, label, w, lr, steps): pass", "autograd/train"),
    ],
)
def test_a_name_of_several_katas_is_decided_by_the_parameters(
    folder: MakeTree, katas: list[Kata], source: str, kata: str
) -> None:
    path = folder("in", {"train.py": source}) / "train.py"
    assert set(read_submission(path, katas).files) == {kata}


def test_the_stub_decides_where_there_is_no_reference(folder: MakeTree, katas: list[Kata]) -> None:
    for kata in katas:
        kata.stub.parent.mkdir(parents=True, exist_ok=True)
        kata.reference.rename(kata.stub)
    path = folder("in", {"train.py": BY_HAND}) / "train.py"
    assert set(read_submission(path, katas).files) == {"by_hand/train"}


@pytest.mark.parametrize(
    "source", ["", "def train(): pass", "def other(w1, w2, b): pass", "def (", "a\n" * 100_000]
)
def test_a_file_that_stays_unclear_says_what_it_could_be(
    folder: MakeTree, katas: list[Kata], source: str
) -> None:
    path = folder("in", {"train.py": source}) / "train.py"
    submission = read_submission(path, katas)
    expected = "train.py could be by_hand/train or autograd/train: "
    assert submission.error == expected + "put it into a folder named after the pack"
    assert submission.files == {}


def test_a_folder_named_after_the_pack_decides_what_is_unclear(
    folder: MakeTree, katas: list[Kata]
) -> None:
    path = folder("autograd", {"train.py": ""}) / "train.py"
    assert set(read_submission(path, katas).files) == {"autograd/train"}


def test_a_single_file_is_never_executed(
    folder: MakeTree, katas: list[Kata], handed_in: Path
) -> None:
    bait = f"open({str(handed_in / 'ran')!r}, 'w')\n"
    read_submission(folder("in", {"train.py": bait + BY_HAND}) / "train.py", katas)
    assert not (handed_in / "ran").exists()


# digests and records


def test_a_digest_depends_on_the_content_alone(folder: MakeTree, katas: list[Kata]) -> None:
    first = read_submission(folder("alice", GOOD), katas)
    same = read_submission(folder("bob", {"by_hand/decide.py": b"\xef\xbb\xbfa = 1\r\n"}), katas)
    other = read_submission(folder("carol", {FILE: "a = 2\n"}), katas)
    assert re.fullmatch("sha256:[0-9a-f]{64}", first.digest)
    assert first.digest == same.digest
    assert first.digest != other.digest


def test_a_digest_does_not_depend_on_the_order() -> None:
    files = {"a/b": Source("1", "x"), "a/c": Source("2", "x")}
    assert digest_of(files) == digest_of(dict(reversed(files.items())))


def test_a_digest_tells_a_reason_from_a_source() -> None:
    assert digest_of({"a/b": Source("x", "f")}) != digest_of({"a/b": Unreadable("f", "x")})


def test_a_digest_tells_where_one_file_ends() -> None:
    one = {"a/b": Source("1", "x"), "a/c": Source("23", "x")}
    two = {"a/b": Source("12", "x"), "a/c": Source("3", "x")}
    assert digest_of(one) != digest_of(two)


def test_a_submission_travels_between_processes(folder: MakeTree, katas: list[Kata]) -> None:
    submission = read_submission(folder("alice", {**GOOD, "autograd/linear.py": b"\xff"}), katas)
    assert pickle.loads(pickle.dumps(submission)) == submission
