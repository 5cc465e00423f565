"""Wrong solutions that are no known mistake: caught, remarked on as a teacher would, not misnamed.

Each file under `beginners/` says what a teacher would say, and which remarks or names that is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from gradkata.judge.records import Verdict
from tests.diagnosis.inprocess import course, judge

FILES = sorted((Path(__file__).parent / "beginners").glob("*/*.py"))
NAMES = [f"{file.parent.name}/{file.stem}" for file in FILES]


def accepted(name: str) -> set[str]:
    header = FILES[NAMES.index(name)].read_text("utf-8")
    found = re.search(r"^# Accepts: (.+)$", header, re.MULTILINE)
    assert found, f"{name} does not say which remarks fit"
    return {remark.strip() for remark in found[1].split(",")}


@cache
def verdicts() -> dict[str, Verdict]:
    katas = [course().kata(name.partition("__")[0]) for name in NAMES]
    sources = [file.read_text("utf-8") for file in FILES]
    return judge(list(zip(NAMES, katas, sources, strict=True)))


def said(name: str) -> set[str]:
    return {remark.name for remark in [*verdicts()[name].mistakes, *verdicts()[name].remarks]}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_caught(name: str) -> None:
    assert verdicts()[name].outcome == "failed"


@pytest.mark.parametrize("name", NAMES)
def test_no_mistake_is_named_that_it_is_not(name: str) -> None:
    assert {mistake.name for mistake in verdicts()[name].mistakes} <= accepted(name)


def test_there_are_thirty_of_them_on_all_katas() -> None:
    assert len(NAMES) >= 30
    assert {name.partition("__")[0] for name in NAMES} == {kata.id for kata in course().katas}


def test_four_in_five_are_remarked_on_as_a_teacher_would() -> None:
    fitting = [name for name in NAMES if said(name) & accepted(name)]
    assert len(fitting) >= 0.8 * len(NAMES), sorted(set(NAMES) - set(fitting))
