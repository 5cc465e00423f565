"""Formats of comma-separated values: for people, for Canvas, for Moodle."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gradkata.judge.records import Results
    from tests.reports.conftest import Export, Learner

TABLES = ["csv", "checks-csv", "canvas", "moodle"]
Rows = list[dict[str, str]]


def rows(export: Export, name: str, results: Results) -> Rows:
    return list(csv.DictReader(io.StringIO(export(name, results)), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_every_column(export: Export, many: Results, name: str) -> None:
    table = list(csv.reader(io.StringIO(export(name, many)), strict=True))
    assert {len(row) for row in table} == {len(table[0])}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("begin", [*"=+-@\t\r\n", "＝"])
def test_no_cell_is_run_by_a_spreadsheet(
    export: Export, learner: Learner, name: str, begin: str
) -> None:
    results = learner(f"{begin}1+1", text=f"{begin}1", error=f"{begin}1")
    cells = [cell for row in rows(export, name, results) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(begin) and cell != "-"]


@pytest.mark.parametrize("name", TABLES)
def test_control_characters_are_escapes(export: Export, hostile: Results, name: str) -> None:
    text = export(name, hostile)
    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_a_row_for_each_check(export: Export, one: Results) -> None:
    found = [(row["kata"], row["check"], row["outcome"]) for row in rows(export, "checks-csv", one)]
    assert found == [
        ("by_hand/decide", "test_and", "passed"),
        ("by_hand/update", "test_shape", "passed"),
        ("by_hand/update", "test_values", "failed"),
        ("by_hand/update", "test_more", "skipped"),
        ("autograd/update", "test_and", "passed"),
        ("two_layer/train", "judge", "not_judged"),
    ]


def test_a_check_row_says_why(export: Export, one: Results) -> None:
    row = rows(export, "checks-csv", one)[2]
    assert (row["submission"], row["message"], row["mistakes"]) == ("ada", "wrong", "no_minus")


# Canvas, as its `GradebookImporter` reads it


def test_canvas_begins_with_the_columns_that_it_looks_for(export: Export, many: Results) -> None:
    head = export("canvas", many).splitlines()[0]
    assert head == "Student,ID,SIS Login ID,Section,gradkata"


def test_canvas_is_told_the_points_possible(export: Export, many: Results) -> None:
    first = rows(export, "canvas", many)[0]
    assert (first["Student"].strip(), first["gradkata"]) == ("Points Possible", "2")


def test_canvas_finds_a_learner_by_id(export: Export, many: Results) -> None:
    ada = rows(export, "canvas", many)[1]
    assert ada == {
        "Student": "Ada Lovelace",
        "ID": "4711",
        "SIS Login ID": "",
        "Section": "",
        "gradkata": "1.3333",
    }


def test_canvas_finds_a_learner_without_id_by_login(export: Export, many: Results) -> None:
    assert rows(export, "canvas", many)[3]["SIS Login ID"] == "grace"


@pytest.mark.parametrize(("name", "column"), [("canvas", "gradkata"), ("moodle", "Grade")])
def test_no_mark_is_given_where_none_was_reached(
    export: Export, many: Results, name: str, column: str
) -> None:
    marks = [row[column] for row in rows(export, name, many)[-4:]]
    assert marks == ["1.3333", "", "", ""]


def test_no_learner_passes_for_the_points_possible(export: Export, learner: Learner) -> None:
    row = rows(export, "canvas", learner("Points Possible #3"))[1]
    assert "Points Possible" not in row["Student"]


def test_a_second_submission_of_a_name_has_no_id(export: Export, learner: Learner) -> None:
    row = rows(export, "canvas", learner("Ada #4711 (2)"))[1]
    assert row["ID"] == ""


# Moodle, as `assignfeedback_offline` reads it


def test_moodle_begins_with_the_columns_that_it_looks_for(export: Export, many: Results) -> None:
    head = export("moodle", many).splitlines()[0].split(",")
    assert {"Identifier", "Grade", "Last modified (grade)", "Feedback comments"} <= set(head)


def test_moodle_finds_a_learner_by_participant(export: Export, many: Results) -> None:
    ada = rows(export, "moodle", many)[0]
    assert (ada["Identifier"], ada["Full name"]) == ("Participant 4711", "Ada Lovelace")


def test_moodle_is_told_the_marks_of_each_kata_and_why(export: Export, many: Results) -> None:
    ada = rows(export, "moodle", many)[0]
    assert ada["Feedback comments"] == "by_hand/decide 1 / 1<br>by_hand/update 0.3333 / 1: wrong"


def test_a_comment_in_moodle_has_no_markup_of_a_learner(export: Export, learner: Learner) -> None:
    (row,) = rows(export, "moodle", learner("eve", error="<script>"))
    assert row["Feedback comments"] == "&lt;script&gt;"


def test_what_is_hostile_everywhere_is_hostile_here(export: Export, hostile: Results) -> None:
    (row,) = rows(export, "csv", hostile)
    assert row["submission"].startswith("'=1+1")
    assert hostile.submissions[0].submission not in row["submission"]
