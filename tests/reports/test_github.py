"""GitHub Actions and Classroom: annotations, the summary of a step, points."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.judge.records import Results
    from tests.reports.conftest import Export, Learner

COMMAND = re.compile(r"::(error|warning|notice) ([a-z]+=[^:,\n]*)(,[a-z]+=[^:,\n]*)*::[^\r\n]*")


def test_annotations_name_file_and_line(export: Export, one: Results) -> None:
    assert export("github", one).splitlines() == [
        "::error file=katas/by_hand/update.py,line=1,title=by_hand/update::wrong",
        "::error file=katas/autograd/update.py,line=3,title=autograd/update"
        "::line 3: torch.optim is what this kata is about",
        "::warning file=katas/two_layer/train.py,line=1,title=two_layer/train"
        "::could not be judged, which is no fault of the submission",
        "::notice title=Points::Points 1.3333/5",
    ]


def test_an_annotation_stands_on_the_line_that_raised(export: Export, learner: Learner) -> None:
    raised = learner("ada", text="update raised ValueError: odd (line 34)")
    assert "line=34," in export("github", raised)


def test_a_class_summary_says_what_is_not_right_first(export: Export, many: Results) -> None:
    assert "by&#95;hand&#47;update&#58; wrong" in export("github-summary", many)


def test_annotations_of_a_class_say_whose_they_are(export: Export, many: Results) -> None:
    first = export("github", many).splitlines()[0]
    assert "title=Ada Lovelace #4711%3A by_hand/update::" in first


def test_no_learner_begins_a_command(export: Export, hostile: Results) -> None:
    lines = export("github", hostile).split("\n")[:-1]
    assert len(lines) == 3
    assert all(COMMAND.fullmatch(line) for line in lines)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("50%", "50%25"), ("a\x0bb", "a b"), ("a\u2028::error::b", "a ::error::b")],
)
def test_a_message_stays_on_its_line(
    export: Export, learner: Learner, text: str, escaped: str
) -> None:
    line = export("github", learner("ada", text=text)).splitlines()[0]
    assert line.endswith(f"::{escaped}")


# the summary of a step


def test_a_summary_has_a_row_for_each_kata(export: Export, one: Results) -> None:
    text = export("github-summary", one)
    assert text.startswith("## 1.3333 of 5 points\n")
    assert "| by&#95;hand&#47;decide | 1 / 1 | passed |\n" in text


def test_a_summary_of_a_class_has_a_row_for_each_learner(export: Export, many: Results) -> None:
    lines = export("github-summary", many).splitlines()
    assert len([line for line in lines if line.startswith("| ")]) == 2 + 4


@pytest.mark.parametrize("name", ["hostile", "many"])
def test_a_summary_has_no_markup_of_a_learner(
    export: Export, request: pytest.FixtureRequest, name: str
) -> None:
    text = export("github-summary", request.getfixturevalue(name))
    outside = re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)
    assert "<" not in re.sub(r"</?pre>", "", text)
    assert not re.search(r"[`*\[\]<]", outside)


def test_a_row_stays_a_row(export: Export, many: Results) -> None:
    table = [line for line in export("github-summary", many).splitlines() if "|" in line]
    assert {line.count("|") for line in table} == {5}


# GitHub Classroom


def reported(export: Export, results: Results) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(
        base64.b64decode(export("github-classroom", results), validate=False)
    )
    return report


def test_classroom_adds_up_the_points(export: Export, one: Results) -> None:
    report = reported(export, one)
    assert sum(test["score"] for test in report["tests"]) == pytest.approx(4 / 3)
    assert report["max_score"] == 5


def test_classroom_is_told_what_was_not_judged(export: Export, one: Results) -> None:
    report = reported(export, one)
    statuses = [test["status"] for test in report["tests"]]
    assert (report["status"], statuses) == ("error", ["pass", "fail", "fail", "fail", "error"])


def test_classroom_is_one_line_of_base64(export: Export, hostile: Results) -> None:
    assert re.fullmatch(r"[A-Za-z0-9+/=]+\n", export("github-classroom", hostile))


def test_classroom_takes_one_submission(export: Export, many: Results) -> None:
    with pytest.raises(UserError, match="one submission a run, not 4"):
        export("github-classroom", many)
