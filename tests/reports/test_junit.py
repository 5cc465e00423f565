"""JUnit XML: well formed, by the common schema, and with counts that add up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from gradkata.judge.records import Results
    from tests.reports.conftest import Export

SCHEMA = Path(__file__).with_name("junit.xsd")
NAMES = ["one", "many", "hostile"]


@pytest.fixture(params=NAMES)
def xml(export: Export, request: pytest.FixtureRequest) -> str:
    results: Results = request.getfixturevalue(request.param)
    return export("junit", results)


def test_it_fits_the_schema(xml: str) -> None:
    etree = pytest.importorskip("lxml.etree")
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(xml.encode()))


def test_the_counts_add_up(xml: str) -> None:
    for element in ElementTree.fromstring(xml).iter():
        if element.tag in ("testsuites", "testsuite"):
            found = {kind: len(list(element.iter(kind))) for kind in ("failure", "error")}
            told = {kind: int(element.attrib[f"{kind}s"]) for kind in found}
            assert found == told
            assert int(element.attrib["tests"]) == len(list(element.iter("testcase")))


def test_a_text_goes_in_and_comes_out_as_data(export: Export, hostile: Results) -> None:
    suite = ElementTree.fromstring(export("junit", hostile))[0]
    assert "</pre><script>]]>&amp;" in suite.attrib["name"]
    assert "</pre><script>]]>&amp;" in (suite.findtext("system-out") or "")


def test_no_end_of_a_cdata_section_and_no_forbidden_character(xml: str) -> None:
    assert "]]>" not in xml
    assert all(letter.isprintable() or letter == "\n" for letter in xml)


def outcomes(xml: str) -> dict[tuple[str, str], str]:
    cases = ElementTree.fromstring(xml).iter("testcase")
    return {
        (case.attrib["classname"], case.attrib["name"]): case[0].tag if len(case) else "passed"
        for case in cases
    }


def test_each_outcome_has_its_element(export: Export, one: Results) -> None:
    assert outcomes(export("junit", one)) == {
        ("by_hand/decide", "test_and"): "passed",
        ("by_hand/update", "test_shape"): "passed",
        ("by_hand/update", "test_values"): "failure",
        ("by_hand/update", "test_more"): "skipped",
        ("autograd/update", "test_and"): "passed",
        ("autograd/update", "rules, line 3"): "failure",
        ("autograd/train", "attempted"): "skipped",
        ("two_layer/train", "judge"): "error",
    }


def test_an_unreadable_submission_is_an_error(export: Export, many: Results) -> None:
    assert outcomes(export("junit", many))["submission", "readable"] == "error"


def test_a_failure_says_why(export: Export, one: Results) -> None:
    failure = ElementTree.fromstring(export("junit", one)).find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == "wrong"
    assert "expected  wrong" in (failure.text or "")
