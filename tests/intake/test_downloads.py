"""Bulk downloads: whose each entry is, by the names that learning platforms give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradkata.intake.submission import Source, Submission, Unreadable
from tests.intake.conftest import read_submissions

if TYPE_CHECKING:
    from gradkata.course.kata import Kata
    from tests.intake.conftest import MakeTree

DECIDE = "by_hand/decide"
LINEAR = "autograd/linear"
FILE = "by_hand/decide.py"
GOOD = {FILE: "a = 1\n"}
BY_HAND = "def train(w1, w2, b, data, epochs, learning_rate): pass\n"

Found = dict[str, Submission]


def look(folder: Path, katas: list[Kata]) -> Found:
    return {submission.name: submission for submission in read_submissions([folder], katas)}


def katas_of(found: Found) -> dict[str, set[str]]:
    return {name: set(submission.files) for name, submission in found.items()}


# Canvas


def test_canvas_names_learner_and_id(zipped: MakeTree, handed_in: Path, katas: list[Kata]) -> None:
    zipped("lovelaceada_12345_67890_by_hand.zip", GOOD)
    zipped("noetheremmy_12346_67891_homework.zip", GOOD)
    assert katas_of(look(handed_in, katas)) == {
        "lovelaceada #12345": {DECIDE},
        "noetheremmy #12346": {DECIDE},
    }


@pytest.mark.parametrize(
    ("entry", "learner"),
    [
        ("lovelaceada_LATE_12345_67890_by_hand.zip", "lovelaceada #12345"),
        ("lovelaceada_12345_67890_by_hand-1.zip", "lovelaceada #12345"),
        ("lovelaceada_LATE_12345_67890_by_hand-12.zip", "lovelaceada #12345"),
        ("o_brienédna_12345_67890_a_1_2_b.zip", "o_brienédna #12345"),
        ("anon_aB3dE_67890_by_hand.zip", "anon_aB3dE"),
        ("LATE_anon_aB3dE_67890_by_hand.zip", "anon_aB3dE"),
    ],
)
def test_canvas_marks_are_no_part_of_the_learner(
    zipped: MakeTree, handed_in: Path, katas: list[Kata], entry: str, learner: str
) -> None:
    zipped(entry, GOOD)
    assert katas_of(look(handed_in, katas)) == {learner: {DECIDE}}


def test_canvas_files_of_one_learner_are_one_submission(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"ada_1_10_decide.py": "a = 1\n", "ada_1_11_linear.py": "b = 2\n"})
    (ada,) = look(handed_in, katas).values()
    assert ada.files == {
        DECIDE: Source("a = 1\n", "decide.py"),
        LINEAR: Source("b = 2\n", "linear.py"),
    }


def test_a_file_uploaded_again_has_its_own_name(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"ada_1_10_decide-2.py": "a = 1\n"})
    assert look(handed_in, katas)["ada #1"].files == {DECIDE: Source("a = 1\n", "decide.py")}


def test_one_kata_twice_is_told_and_neither_is_chosen(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"ada_1_10_decide.py": "a = 1\n", "ada_1_11_decide-1.py": "a = 2\n"})
    reason = "decide.py is there twice, also in ada_1_11_decide-1.py: keep one"
    assert look(handed_in, katas)["ada #1"].files == {DECIDE: Unreadable("decide.py", reason)}


def test_namesakes_are_two_learners(folder: MakeTree, handed_in: Path, katas: list[Kata]) -> None:
    folder(".", {"ada_1_10_decide.py": "", "ada_2_11_decide.py": ""})
    assert list(look(handed_in, katas)) == ["ada #1", "ada #2"]


def test_an_essay_beside_a_kata_is_ignored(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"ada_1_10_decide.py": "", "ada_1_11_essay.pdf": "%PDF"})
    (ada,) = look(handed_in, katas).values()
    assert (ada.error, set(ada.files)) == (None, {DECIDE})


@pytest.mark.parametrize("entry", ["ada_1_11_essay.pdf", "ada_1_text.html", "ada_LATE_1_link.html"])
def test_a_learner_with_nothing_but_an_essay_is_not_lost(
    folder: MakeTree, handed_in: Path, katas: list[Kata], entry: str
) -> None:
    folder(".", {"bob_2_12_decide.py": "", entry: ""})
    error = look(handed_in, katas)["ada #1"].error or ""
    assert "is neither a folder, a zip or tar, nor a file with the name of a kata" in error


def test_a_damaged_archive_is_told_although_another_file_is_sound(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"ada_1_10_decide.py": "", "ada_1_11_rest.zip": "garbage"})
    assert (
        look(handed_in, katas)["ada #1"].error == "rest.zip is not a zip archive, or a damaged one"
    )


# Moodle

FILES = "_assignsubmission_file_"


@pytest.mark.parametrize("ending", [FILES, FILES.rstrip("_")])
@pytest.mark.parametrize(
    "files", [GOOD, {"decide.py": "a = 1\n"}, {"homework/by_hand/decide.py": "a = 1\n"}]
)
def test_moodle_folders(
    folder: MakeTree, handed_in: Path, katas: list[Kata], ending: str, files: dict[str, str]
) -> None:
    folder(f"Ada Lovelace_4711{ending}", files)
    assert katas_of(look(handed_in, katas)) == {"Ada Lovelace #4711": {DECIDE}}


def test_moodle_files_without_folders(folder: MakeTree, handed_in: Path, katas: list[Kata]) -> None:
    folder(".", {f"Ada Lovelace_4711{FILES}{name}.py": "" for name in ("decide", "linear")})
    assert katas_of(look(handed_in, katas)) == {"Ada Lovelace #4711": {DECIDE, LINEAR}}


def test_an_archive_in_a_moodle_folder(
    folder: MakeTree, zipped: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(f"Ada Lovelace_4711{FILES}", {"notes.txt": ""})
    zipped(f"Ada Lovelace_4711{FILES}/katas.zip", GOOD)
    assert katas_of(look(handed_in, katas)) == {"Ada Lovelace #4711": {DECIDE}}


def test_text_typed_into_moodle_belongs_to_the_same_learner(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(f"Ada Lovelace_4711{FILES}", GOOD)
    folder("Ada Lovelace_4711_assignsubmission_onlinetext_", {"onlinetext.html": ""})
    assert katas_of(look(handed_in, katas)) == {"Ada Lovelace #4711": {DECIDE}}


# Gradescope

METADATA = """---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '7'
    :email: ada@example.org
  :results:
    :output: |-
      submission_102:
        :submitters:
        - :name: Forged
submission_102:
  :created_at: 2026-11-23 10:00:00
  :submitters:
  - :name: "Emmy \\"E.\\" Noether"
  - :name: 'Miles O''Brien'
"""


def test_gradescope_names_are_in_its_metadata(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder(".", {"submission_metadata.yml": METADATA})
    for number in (101, 102):
        folder(f"submission_{number}", {"decide.py": ""})
    assert katas_of(look(handed_in, katas)) == {
        "Ada Lovelace": {DECIDE},
        'Emmy "E." Noether & Miles O\'Brien': {DECIDE},
    }


def test_gradescope_namesakes_are_told_apart_by_their_submissions(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    lines = "".join(f"submission_{n}:\n  :submitters:\n  - :name: Ada\n" for n in (101, 102))
    folder(".", {"submission_metadata.yml": lines})
    for number in (101, 102):
        folder(f"submission_{number}", GOOD)
    assert list(look(handed_in, katas)) == ["Ada #101", "Ada #102"]


def test_gradescope_without_metadata_keeps_its_numbers(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("submission_101", GOOD)
    assert katas_of(look(handed_in, katas)) == {"submission_101": {DECIDE}}


# nbgrader and GitHub Classroom


def test_nbgrader_has_assignments_below_students(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("submitted/ada/by_hand", {"train.py": BY_HAND, "timestamp.txt": ""})
    folder("submitted/ada/autograd", {"linear.py": "", "timestamp.txt": ""})
    folder("submitted/emmy/week_1", {"decide.ipynb": '{"nbformat": 4, "cells": []}'})
    assert katas_of(look(handed_in / "submitted", katas)) == {
        "ada": {"by_hand/train", LINEAR},
        "emmy": {DECIDE},
    }


def test_assignments_below_students_are_found_in_a_folder_of_any_name(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("ada/week_1", {"decide.py": ""})
    assert katas_of(look(handed_in, katas)) == {"ada": {DECIDE}}


def test_clones_of_github_classroom_are_named_by_their_users(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    for user in ("ada", "adam-smith", "emmy"):
        folder(f"week-1-{user}", {".git/HEAD": "", "katas/by_hand/decide.py": ""})
    assert list(look(handed_in, katas)) == ["ada", "adam-smith", "emmy"]


def test_clones_of_different_repositories_keep_their_names(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    for name in ("exercises", "my-exercises"):
        folder(name, {".git/HEAD": "", FILE: ""})
    assert list(look(handed_in, katas)) == ["exercises", "my-exercises"]


# what is recognised


def test_one_name_that_fits_makes_no_download(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    for name in ("alice", "bob", "carol_1_2_x"):
        folder(name, GOOD)
    assert list(look(handed_in, katas)) == ["alice", "bob", "carol_1_2_x"]


def test_a_stray_entry_in_a_download_is_an_entry_like_any_other(
    folder: MakeTree, zipped: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    for number in range(3):
        zipped(f"learner_{number}_9{number}_by_hand.zip", GOOD)
    folder("mailed by zoe", GOOD)
    assert list(look(handed_in, katas))[-2:] == ["learner #2", "mailed by zoe"]


def test_a_list_of_grades_in_a_download_is_ignored(
    zipped: MakeTree, folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    for number in range(3):
        zipped(f"learner_{number}_9{number}_by_hand.zip", GOOD)
    folder(".", {"grades.csv": ""})
    assert len(look(handed_in, katas)) == 3


def test_a_link_in_a_download_is_not_followed(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("../elsewhere", GOOD)
    (handed_in / f"Eve_1{FILES}").symlink_to("../elsewhere")
    assert "is a link" in (look(handed_in, katas)["Eve #1"].error or "")


def test_a_linked_archive_inside_a_download_is_not_followed(
    folder: MakeTree, zipped: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    zipped("../elsewhere.zip", GOOD)
    folder(f"Eve_1{FILES}", {"notes.txt": ""})
    (handed_in / f"Eve_1{FILES}" / "katas.zip").symlink_to("../../elsewhere.zip")
    assert "is a link" in (look(handed_in, katas)["Eve #1"].error or "")


# files without their pack's folder


def test_a_folder_of_loose_katas_is_a_submission_of_a_class(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("ada", {"decide.py": "", "train.py": BY_HAND})
    assert katas_of(look(handed_in, katas)) == {"ada": {DECIDE, "by_hand/train"}}


def test_loose_katas_in_an_archive_are_found(
    zipped: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    zipped("ada.zip", {"decide.py": "", "autograd/notes.txt": ""})
    assert katas_of(look(handed_in, katas)) == {"ada": {DECIDE}}


def test_a_kata_in_its_packs_folder_goes_before_a_loose_one(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("ada", {"decide.py": "draft", "work/by_hand/decide.py": "final"})
    assert look(handed_in, katas)["ada"].files == {DECIDE: Source("final", FILE)}


def test_a_loose_kata_that_stays_unclear_says_what_it_could_be(
    folder: MakeTree, handed_in: Path, katas: list[Kata]
) -> None:
    folder("ada", {"train.py": ""})
    error = look(handed_in, katas)["ada"].error or ""
    assert "could be by_hand/train or autograd/train" in error
