"""Input that is broken or hostile: one line each, and nobody else loses anything by it."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Document, GradeClass
    from tests.conftest import Ran, Run

FILE = "by_hand/decide.py"
RIGHT = """
def decide(w1, w2, b, x1, x2):
    return 1 if w1 * x1 + w2 * x2 + b > 0 else 0
"""
LARGE = 100 * 2**20

Maker = Callable[["Path"], object]


def source(text: str | bytes) -> Maker:
    """A submission whose `decide.py` holds this."""
    data = text.encode() if isinstance(text, str) else text
    return lambda folder: _inside(folder, FILE).write_bytes(data)


def notebook(*cells: str) -> Maker:
    code = [{"cell_type": "code", "source": cell, "metadata": {}} for cell in cells]
    text = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code})
    return lambda folder: _inside(folder, "by_hand/decide.ipynb").write_text(text)


def zipped(*members: tuple[str, str]) -> Maker:
    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder.with_name(f"{folder.name}.zip"), "w", 8) as archive:
            for name, text in members:
                archive.writestr(name, text)

    return make


def climbing_tar(folder: Path) -> None:
    with tarfile.open(folder.with_name(f"{folder.name}.tar"), "w") as archive:
        member = tarfile.TarInfo("../../by_hand/decide.py")
        member.size = len(RIGHT)
        archive.addfile(member, io.BytesIO(RIGHT.encode()))


def corrupt_zip(folder: Path) -> None:
    folder.with_name(f"{folder.name}.zip").write_bytes(b"PK\x03\x04 and then nothing of use")


def link_out(folder: Path) -> None:
    secret = folder.parent.parent / "secret.py"
    secret.write_text(RIGHT)
    _inside(folder, FILE).symlink_to(secret)


def large(folder: Path) -> None:
    with _inside(folder, FILE).open("wb") as file:
        file.truncate(LARGE)


def _inside(folder: Path, path: str) -> Path:
    (folder / path).parent.mkdir(parents=True)
    return folder / path


# Read, and wrong: the kata fails.
FAILING: dict[str, tuple[Maker, str]] = {
    "syntax_error": (source("def decide(:\n"), "SyntaxError: invalid syntax"),
    "import_error": (source(f"import nothing_such\n{RIGHT}"), "No module named 'nothing_such'"),
    "missing_function": (source("def decided(w1): ...\n"), "there is no function decide"),
    "wrong_signature": (source("def decide(w1):\n    return 1\n"), "takes 1 positional argument"),
    "not_a_function": (source("decide = 1\n"), "'int' object is not callable"),
    "raises": (source("def decide(*a):\n    raise Exception\n"), "raised Exception (line 2)"),
    "not_utf8": (source(b"# \xff\n"), "is not UTF-8 (byte 0xff at offset 2)"),
    "zero_bytes": (source(b"x = '\0'\n"), "null bytes"),
    "is_a_folder": (lambda folder: _inside(folder, FILE).mkdir(), "is a folder, not a file"),
    "a_link_out": (link_out, "is a link, and links are not followed"),
    "a_fifo": (lambda folder: os.mkfifo(_inside(folder, FILE)), "is not a regular file"),
    "large": (large, "is larger than 1 MiB"),
    "exploding_zip": (zipped((FILE, "#" * LARGE)), "is larger than 1 MiB"),
    "broken_cell": (notebook("x = 1", "def decide(:"), "has an error in cell 2, line 1"),
    "no_notebook": (
        lambda folder: _inside(folder, "by_hand/decide.ipynb").write_text("{"),
        "is not a Jupyter notebook: it is not proper JSON",
    ),
}
# Not to be read at all: the submission has an error.
UNREADABLE: dict[str, tuple[Maker, str]] = {
    "empty": (lambda folder: folder.mkdir(), "holds no known kata"),
    "no_known_kata": (
        lambda folder: _inside(folder, "by_hand/essay.py").write_text("x = 1\n"),
        "holds no known kata",
    ),
    "corrupt": (corrupt_zip, "is not a zip archive, or a damaged one"),
    "climbing": (zipped((f"../{FILE}", RIGHT)), "holds no known kata"),
    "climbing_tar": (climbing_tar, "holds no known kata"),
    "a_link": (lambda folder: folder.symlink_to("/etc"), "is a link, and links are not followed"),
}
GOOD = ("good_first", "zz_good_last")


@pytest.fixture(scope="module")
def graded(
    grade: GradeClass, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ran, dict[str, Document]]:
    """All of them in one class, with two good submissions around them."""
    folder = tmp_path_factory.mktemp("bad") / "class"
    folder.mkdir()
    for name, (make, _) in (FAILING | UNREADABLE).items():
        make(folder / name)
    for name in GOOD:
        source(RIGHT)(folder / name)
    ran, document = grade(folder, "--only", "by_hand/decide", "--seed", "1")
    return ran, {s["submission"]: s for s in document["submissions"]}


@pytest.fixture(scope="module")
def ran(graded: tuple[Ran, dict[str, Document]]) -> Ran:
    return graded[0]


@pytest.fixture(scope="module")
def submissions(graded: tuple[Ran, dict[str, Document]]) -> dict[str, Document]:
    return graded[1]


def lines_of(ran: Ran, name: str) -> list[str]:
    return [line for line in ran.out.splitlines() if line.split()[3:4] == [name]]


def test_all_are_reported(submissions: dict[str, Document]) -> None:
    assert sorted(submissions) == sorted([*FAILING, *UNREADABLE, *GOOD])


@pytest.mark.parametrize("name", GOOD)
def test_good_submissions_among_them_get_full_marks(
    submissions: dict[str, Document], name: str
) -> None:
    assert submissions[name]["score"] == 1


@pytest.mark.parametrize("name", FAILING | UNREADABLE)
def test_bad_input_earns_nothing(submissions: dict[str, Document], name: str) -> None:
    assert submissions[name]["score"] == 0


@pytest.mark.parametrize("name", FAILING)
def test_what_is_read_and_wrong_fails(submissions: dict[str, Document], name: str) -> None:
    assert submissions[name]["katas"][0]["outcome"] == "failed"


@pytest.mark.parametrize("name", FAILING)
def test_a_failed_kata_says_why(submissions: dict[str, Document], name: str) -> None:
    messages = [check["message"] for check in submissions[name]["katas"][0]["checks"]]
    assert any(FAILING[name][1] in message for message in messages), messages


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_submission_that_cannot_be_read_says_why(
    submissions: dict[str, Document], name: str
) -> None:
    assert UNREADABLE[name][1] in submissions[name]["error"]


@pytest.mark.parametrize("name", FAILING | UNREADABLE)
def test_each_has_one_line_with_the_reason(ran: Ran, name: str) -> None:
    reason = (FAILING | UNREADABLE)[name][1]
    assert [reason in line for line in lines_of(ran, name)] == [True]


def test_a_class_with_something_unreadable_exits_with_2(ran: Ran) -> None:
    assert ran.status == 2


def test_no_traceback_is_shown(ran: Ran) -> None:
    assert "Traceback" not in ran.out + ran.err


def one_line(ran: Ran, reason: str) -> bool:
    """Whether the run was refused in one line that gives this reason."""
    return (ran.status, ran.out, ran.err.count("\n"), reason in ran.err) == (2, "", 1, True)


def test_a_path_that_does_not_exist(gradkata: Run, tmp_path: Path) -> None:
    assert one_line(gradkata("grade", "nowhere", cwd=tmp_path), "nowhere: No such file")


def test_an_empty_folder(gradkata: Run, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    assert one_line(gradkata("grade", "class", cwd=tmp_path), "class holds no submission")


def test_a_course_without_plugins(gradkata: Run, tmp_path: Path) -> None:
    (tmp_path / "course/katas").mkdir(parents=True)
    ran = gradkata("grade", "course", "--course", "course", cwd=tmp_path)
    assert one_line(ran, "it has no plugins/ folder")


def test_an_unknown_kata_to_grade(gradkata: Run, tmp_path: Path) -> None:
    ran = gradkata("grade", ".", "--only", "decider", cwd=tmp_path)
    assert one_line(ran, "did you mean by_hand/decide?")


def test_a_plugin_that_raises_at_import_stops_nothing(
    grade: GradeClass, course: Path, tmp_path: Path
) -> None:
    (course / "plugins/broken.py").write_text("raise RuntimeError('boom')\n")
    source(RIGHT)(tmp_path / "class/anna")
    _, document = grade(tmp_path / "class", "--course", course)
    assert [s["score"] for s in document["submissions"]] == [1]
