"""What cannot lie in a repository: links, pipes, devices, files that are no text or too long."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.classroom import ESCAPED

if TYPE_CHECKING:
    from tests.hostile.classroom import Classroom

KATA = "by_hand/decide"
RIGHT = "def decide(w1, w2, b, x1, x2):\n    return int(w1 * x1 + w2 * x2 + b > 0)\n"
WRONG = "def decide(w1, w2, b, x1, x2):\n    return 2\n"


def link_to_the_reference(file: Path, reference: Path) -> None:
    file.symlink_to(reference)


def link_by_a_relative_path(file: Path, reference: Path) -> None:
    file.symlink_to(os.path.relpath(reference, file.parent))


def link_in_a_circle(file: Path, reference: Path) -> None:
    file.symlink_to(file.name)


def link_to_endless_zeros(file: Path, reference: Path) -> None:
    file.symlink_to("/dev/zero")


def pipe(file: Path, reference: Path) -> None:
    os.mkfifo(file)


def device(file: Path, reference: Path) -> None:
    try:
        os.mknod(file, 0o20666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root makes devices")


def socket_file(file: Path, reference: Path) -> None:
    here = os.open(file.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{file.name}")
    os.close(here)


def folder(file: Path, reference: Path) -> None:
    file.mkdir()


def sparse_gigabytes(file: Path, reference: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(2**40)


def not_text(file: Path, reference: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00\xd8")


Make = Callable[[Path, Path], None]

FILES: dict[Make, str] = {
    link_to_the_reference: "link",
    link_by_a_relative_path: "link",
    link_in_a_circle: "link",
    link_to_endless_zeros: "link",
    pipe: "regular file",
    device: "regular file",
    socket_file: "regular file",
    folder: "folder",
    sparse_gigabytes: "larger than",
    not_text: "UTF-8",
}


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_what_is_no_plain_file_is_not_read(
    make: Make, classroom: Classroom, tmp_path: Path
) -> None:
    file = tmp_path / "attack" / f"{KATA}.py"
    file.parent.mkdir(parents=True)
    make(file, classroom.course.kata(KATA).reference)
    [lesson] = classroom.lessons_with(KATA, [tmp_path / "attack"], tmp_path)
    assert lesson.verdict.outcome == "failed"
    assert lesson.verdict.score == 0
    assert FILES[make] in lesson.verdict.checks[0].message
    assert lesson.neighbours == classroom.known[KATA, False]


def pack_as_a_link(attack: Path, elsewhere: Path) -> None:
    attack.mkdir()
    (attack / "by_hand").symlink_to(elsewhere / "by_hand")


def katas_as_a_link(attack: Path, elsewhere: Path) -> None:
    attack.mkdir()
    (attack / "katas").symlink_to(elsewhere)


def submission_as_a_link(attack: Path, elsewhere: Path) -> None:
    attack.symlink_to(elsewhere)


@pytest.mark.parametrize("make", [pack_as_a_link, katas_as_a_link, submission_as_a_link])
def test_folders_elsewhere_are_nobodys_submission(
    make: Make, classroom: Classroom, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "by_hand").mkdir(parents=True)
    (elsewhere / f"{KATA}.py").write_text(RIGHT)
    make(tmp_path / "attack", elsewhere)
    [lesson] = classroom.lessons_with(KATA, [tmp_path / "attack"], tmp_path)
    assert lesson.attack.score == 0
    assert lesson.verdict.outcome in ("todo", "failed")


def test_archive_whose_paths_lead_out_is_not_unpacked(classroom: Classroom, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "attack.zip", "w") as archive:
        archive.writestr("../../gradkata-hostile.py", RIGHT)
        archive.writestr("/tmp/gradkata-hostile-absolute.py", RIGHT)
        archive.writestr(f"../{KATA}.py", RIGHT)
        archive.writestr(f"{KATA}.py", WRONG)
    [lesson] = classroom.lessons_with(KATA, [tmp_path / "attack.zip"], tmp_path)
    assert lesson.attack.score == 0
    assert lesson.neighbours == classroom.known[KATA, False]
    assert not list(tmp_path.rglob("gradkata-hostile*"))


SECONDS_OF_THE_JUDGE = 5.0

# What the judge itself parses, before any wall: it must refuse in time what Python parses slowly.
SOURCES = {
    "dotted_name": "import " + "a." * 60_000 + "a\n",
    "dotted_expression": "x = a" + ".b" * 60_000 + "\n",
    "nested_brackets": "x = " + "[" * 90 + "]" * 90 + "\n" + "(" * 60_000 + ")" * 60_000,
    "nested_calls": "x = " + "f(" * 50_000 + ")" * 50_000 + "\n",
    "nested_lambdas": "x = " + "lambda: " * 15_000 + "0\n",
    "minus_signs": "x = " + "-" * 120_000 + "1\n",
    "nested_formats": "x = " + "f'{" * 5 + "0" + "}'" * 5 + "\n",
    "many_lines": "x = 1\n" * 20_000,
    "long_line": "x = (" + "1 + " * 30_000 + "1)\n",
    "many_strings": "x = (" + "'' " * 40_000 + ")\n",
    "huge_number": "x = " + "9" * 100_000 + "\n",
    "null": "x = 1\0\n",
    "almost_a_megabyte": "#" * (2**20 - 1000) + "\n",
    "indented": "\n".join(" " * n + "if 1:" for n in range(400)) + "\n",
}


@pytest.mark.parametrize("source", SOURCES)
def test_source_that_explodes_a_parser_costs_the_judge_little(
    source: str, classroom: Classroom, tmp_path: Path
) -> None:
    file = tmp_path / "attack" / f"{KATA}.py"
    file.parent.mkdir(parents=True)
    file.write_text(SOURCES[source] + WRONG)
    before = os.times()
    [lesson] = classroom.lessons_with(KATA, [tmp_path / "attack"], tmp_path, short=True)
    after = os.times()
    assert lesson.verdict.outcome == "failed"
    assert lesson.verdict.score == 0
    assert ESCAPED not in lesson.text
    assert lesson.neighbours == classroom.known[KATA, True]
    assert after.user - before.user < SECONDS_OF_THE_JUDGE
