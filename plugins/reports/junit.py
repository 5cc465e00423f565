"""`junit`: JUnit XML, which most servers for continuous integration show as a tree of tests.

A suite is a submission, a case is a check. `failure` is the submission's, `error` is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from gradkata.judge.records import Check, Graded, Results, Verdict

from .text import WORDS, one_line, visible

OUTCOMES = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def export(results: Results) -> str:
    root = Element("testsuites", name="gradkata", time=_seconds(results.seconds))
    for graded in results.submissions:
        root.append(_suite(graded, results.started.removesuffix("Z")))
    _count(root)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _suite(graded: Graded, started: str) -> Element:
    seconds = _seconds(sum(verdict.seconds for verdict in graded.katas))
    suite = Element("testsuite", name=visible(graded.submission), time=seconds, timestamp=started)
    if graded.error:
        _said(_case(suite, "submission", "readable", 0.0), "error", graded.error)
    for verdict in graded.katas:
        _add_cases(suite, verdict)
    printed = "\n".join(f"{v.kata}\n{v.output}" for v in graded.katas if v.output)
    if printed:
        SubElement(suite, "system-out").text = visible(printed, 100_000)
    _count(suite)
    return suite


def _add_cases(suite: Element, verdict: Verdict) -> None:
    for check in verdict.checks:
        _add_outcome(_case(suite, verdict.kata, check.name, check.seconds), check, verdict)
    for violation in verdict.violations:
        case = _case(suite, verdict.kata, f"rules, line {violation.line}", 0.0)
        _said(case, "failure", violation.message)
    if not verdict.checks and not verdict.violations:
        kind = {"failed": "failure", "not_judged": "error"}.get(verdict.outcome, "skipped")
        _said(_case(suite, verdict.kata, "attempted", 0.0), kind, WORDS[verdict.outcome])


def _case(suite: Element, kata: str, name: str, seconds: float) -> Element:
    known = {"classname": visible(kata), "name": visible(name), "time": _seconds(seconds)}
    return SubElement(suite, "testcase", known)


def _add_outcome(case: Element, check: Check, verdict: Verdict) -> None:
    kinds = {"failed": "failure", "not_judged": "error", "skipped": "skipped"}
    if check.outcome in kinds:
        _said(case, kinds[check.outcome], check.message, "\n".join(_details(check, verdict)))


def _details(check: Check, verdict: Verdict) -> Iterator[str]:
    for label in ("message", "call", "expected", "actual"):
        if value := getattr(check, label):
            yield f"{label:<9} {value}"
    for mistake in verdict.mistakes:
        yield f"likely    {mistake.message}"


def _said(case: Element, kind: str, message: str, details: str = "") -> None:
    outcome = SubElement(case, kind, message=one_line(message))
    if kind != "skipped":
        outcome.set("type", kind)
        outcome.text = visible(details or message)


def _count(parent: Element) -> None:
    parent.set("tests", str(len(list(parent.iter("testcase")))))
    for kind, attribute in OUTCOMES.items():
        parent.set(attribute, str(len(list(parent.iter(kind)))))


def _seconds(seconds: float) -> str:
    return f"{seconds:.4f}"
