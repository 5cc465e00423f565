"""`gradkata report`: a results document in other formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.cli.report import OURS
from gradkata.course.course import bundled_course, open_course

if TYPE_CHECKING:
    from tests.conftest import Ran, Run

Document = dict[str, Any]


def kata(name: str, score: float) -> Document:
    lists: Document = {"checks": [], "mistakes": [], "remarks": [], "violations": []}
    outcome = {"kata": name, "outcome": "failed", "score": score, "max_score": 1.0}
    return {**outcome, "seconds": 0.1, **lists, "output": ""}


def graded(name: str, error: str | None, *katas: Document) -> Document:
    score = sum(row["score"] for row in katas)
    marks = {"score": score, "max_score": 2.0, "error": error, "katas": list(katas)}
    return {"submission": name, "digest": "sha256:" + 64 * "0", **marks}


def document(*submissions: Document, version: int = 1) -> Document:
    head = {"version": version, "gradkata": "0.1.0", "seed": 1, "started": "2026-11-23T00:00:00Z"}
    protection = {"level": "full", "missing": []}
    rest: Document = {"seconds": 1.0, "protection": protection, "submissions": list(submissions)}
    return {**head, **rest}


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]
CLASS = document(
    graded("anna", None, kata("slopes/line", 1.0), kata("slopes/parabola", 0.25)),
    graded("béla, the 2nd", "holds no known kata", kata("slopes/line", 0.0)),
    *(graded(name, None) for name in DANGEROUS),
    graded("eve", "=cmd|' /C calc'!A0 cannot be read"),
)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "results.json"
    file.write_text(json.dumps(CLASS), "utf-8")
    return file


@pytest.fixture(scope="module")
def as_csv(gradkata: Run, results: Path) -> Ran:
    return gradkata("report", results, "--format", "csv", cwd=results.parent)


@pytest.fixture(scope="module")
def rows(as_csv: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv.out)))


def test_a_table_has_a_column_for_each_kata(as_csv: Ran) -> None:
    head = as_csv.out.splitlines()[0]
    assert head == "submission,score,max_score,slopes/line,slopes/parabola,error"


def test_a_table_has_a_row_for_each_learner(rows: list[dict[str, str]]) -> None:
    assert len(rows) == len(CLASS["submissions"])


def test_a_row_has_all_marks(rows: list[dict[str, str]]) -> None:
    assert list(rows[0].values()) == ["anna", "1.25", "2", "1", "0.25", ""]


def test_a_kata_that_was_not_graded_is_blank(rows: list[dict[str, str]]) -> None:
    assert rows[1]["slopes/parabola"] == ""


def test_a_name_with_a_comma_is_one_cell(rows: list[dict[str, str]]) -> None:
    assert rows[1]["submission"] == "béla, the 2nd"


def test_what_could_not_be_read_is_told(rows: list[dict[str, str]]) -> None:
    assert rows[1]["error"] == "holds no known kata"


@pytest.mark.parametrize("place", range(len(DANGEROUS)), ids=["equals", *"+-@", "tab"])
def test_no_name_is_run_by_a_spreadsheet(rows: list[dict[str, str]], place: int) -> None:
    assert rows[2 + place]["submission"][0] == "'"


def test_no_error_is_run_by_a_spreadsheet(rows: list[dict[str, str]]) -> None:
    assert rows[-1]["error"].startswith("'=cmd|")


def test_json_is_the_document_again(gradkata: Run, results: Path) -> None:
    ran = gradkata("report", results, "--format", "json", cwd=results.parent)
    assert json.loads(ran.out) == CLASS


def one_line(ran: Ran, reason: str) -> bool:
    """Whether the command was refused in one line that gives this reason."""
    return (ran.status, ran.out, ran.err.count("\n"), reason in ran.err) == (2, "", 1, True)


def test_help_names_every_format_there_is(gradkata: Run, tmp_path: Path) -> None:
    told = " ".join(gradkata("report", "--help", cwd=tmp_path).out.split())
    shipped = open_course(bundled_course()).host.exporters()
    assert sorted(OURS) == sorted(shipped)
    assert f"{', '.join(OURS)}, or a plugin's." in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(
    gradkata: Run, results: Path, as_csv: Ran, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        gradkata("report", results, "--format", "csv", "--out", pipe, cwd=tmp_path)
        told, _ = reader.communicate(timeout=60)
    assert (told.decode(), pipe.is_fifo()) == (as_csv.out, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev there")
def test_standard_output_has_a_name(gradkata: Run, results: Path, as_csv: Ran) -> None:
    ran = gradkata("report", results, "--format", "csv", "--out", "/dev/stdout", cwd=results.parent)
    assert ran.out == as_csv.out


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no folder in memory here")
def test_a_file_in_memory_is_written_anew(gradkata: Run, results: Path, as_csv: Ran) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        for _ in range(2):
            out = Path(folder) / "marks.csv"
            gradkata("report", results, "--format", "csv", "--out", out, cwd=results.parent)
        assert out.read_text("utf-8") == as_csv.out


def test_what_a_link_leads_to_is_written(gradkata: Run, results: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "marks.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    gradkata("report", results, "--format", "csv", "--out", link, cwd=tmp_path)
    assert (link.is_symlink(), target.read_text().partition(",")[0]) == (True, "submission")


def test_without_a_format_all_are_named(gradkata: Run, results: Path) -> None:
    ran = gradkata("report", results, cwd=results.parent)
    assert (ran.status, ran.err.count("\n"), all(name in ran.err for name in OURS)) == (2, 1, True)


def test_an_unknown_format_is_refused(gradkata: Run, results: Path) -> None:
    ran = gradkata("report", results, "--format", "xlsx", cwd=results.parent)
    assert one_line(ran, "there is no format 'xlsx'; known: ")


@pytest.mark.parametrize("known", ["csv", "json"])
def test_an_unknown_format_brings_up(gradkata: Run, results: Path, known: str) -> None:
    ran = gradkata("report", results, "--format", "xlsx", cwd=results.parent)
    assert known in ran.err.partition("known: ")[2].strip().split(", ")


UNREADABLE: dict[str, tuple[str | bytes, str]] = {
    "no_json": ("not json", "is no results document: "),
    "another_document": ('{"cells": []}', "is no results document: "),
    "wrong_type": (json.dumps(CLASS | {"seed": "1"}), "Expected `int`, got `str` - at `$.seed`"),
    "unknown_outcome": (
        json.dumps(CLASS).replace('"failed"', '"splendid"', 1),
        "Invalid enum value 'splendid'",
    ),
    "later_version": (json.dumps(document(version=2)), "is of version 2, and version 1 is read"),
    "no_text": (b"\xff\xfe", "is no results document: "),
    "too_deep": ("[" * 100_000, "is no results document: "),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_document(gradkata: Run, tmp_path: Path, name: str) -> None:
    content, reason = UNREADABLE[name]
    file = tmp_path / "results.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert one_line(gradkata("report", file, "--format", "csv", cwd=tmp_path), reason)


@pytest.mark.parametrize(("path", "reason"), [("nowhere", "is not there"), (".", "is not a file")])
def test_a_document_that_is_no_file(gradkata: Run, tmp_path: Path, path: str, reason: str) -> None:
    assert one_line(gradkata("report", path, "--format", "csv", cwd=tmp_path), reason)


def test_a_format_that_raises_is_told_in_one_line(
    gradkata: Run, course: Path, results: Path
) -> None:
    (course / "plugins/odd.py").write_text(
        "from gradkata import hookimpl\n\n"
        "@hookimpl\ndef gradkata_exporters():\n    return {'odd': lambda results: 1 / 0}\n"
    )
    ran = gradkata("report", results, "--format", "odd", cwd=course)
    assert one_line(ran, "the format 'odd' failed: ZeroDivisionError")
