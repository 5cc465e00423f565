"""results.json, as Gradescope specifies it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.judge.records import Results
    from tests.reports.conftest import Export

SCHEMA = json.loads(Path(__file__).with_name("gradescope.schema.json").read_bytes())


def read(export: Export, results: Results) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export("gradescope", results))
    return document


@pytest.mark.parametrize("name", ["one", "hostile"])
def test_it_fits_the_specification(
    export: Export, request: pytest.FixtureRequest, name: str
) -> None:
    jsonschema.validate(read(export, request.getfixturevalue(name)), SCHEMA)


def test_the_score_is_the_documents(export: Export, one: Results) -> None:
    assert read(export, one)["score"] == one.submissions[0].score


def test_each_kata_is_a_test_with_its_points(export: Export, one: Results) -> None:
    tests = read(export, one)["tests"]
    found = [(test["name"], round(test["score"], 2), test["status"]) for test in tests]
    assert found == [
        ("by_hand/decide", 1.0, "passed"),
        ("by_hand/update", 0.33, "failed"),
        ("autograd/update", 0.0, "failed"),
        ("autograd/train", 0.0, "failed"),
        ("two_layer/train", 0.0, "failed"),
    ]


def test_a_learner_reads_why(export: Export, one: Results) -> None:
    output = read(export, one)["tests"][1]["output"]
    assert "test_values: failed\nwrong\ncall      wrong" in output
    assert "Likely: wrong" in output


def test_what_was_not_judged_is_no_fault_of_the_learner(export: Export, one: Results) -> None:
    output = read(export, one)["output"]
    assert "two_layer/train could not be judged, which is no fault of the submission" in output


def test_no_text_is_rendered_and_no_output_of_the_grader_is_shown(
    export: Export, hostile: Results
) -> None:
    document = read(export, hostile)
    assert {test["output_format"] for test in document["tests"]} == {"text"}
    assert (document["output_format"], document["stdout_visibility"]) == ("text", "hidden")


def test_it_is_for_one_submission(export: Export, many: Results) -> None:
    with pytest.raises(UserError, match="for one submission, not 4"):
        export("gradescope", many)
