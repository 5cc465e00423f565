"""What a submission says is shown as data: it cannot steer a terminal or look like a verdict."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from gradkata.cli import cli
from gradkata.course.course import bundled_course
from tests.hostile.attacks import corpus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.attacks import Attack

LOOKING = [attack for attack in corpus() if attack.path.parent.name == "looking"]
COMMAND = re.compile(r"^\s*(::|##\[|##vso\[)", re.MULTILINE)
VERDICT = re.compile(r"^\s*([█░]+ )?\d+ of \d+ passed|^\s*Every kata passes", re.MULTILINE)
NAMES = ("\x1b[32mpassed", "::error::wrong", "=HYPERLINK(1)", "[bold]passed", "12 of 12 passed")


def _graded(path: Path, folder: Path, kata: str = "by_hand/decide") -> tuple[str, bytes]:
    document = folder / "results.json"
    course = str(bundled_course())
    arguments = [
        "grade",
        str(path),
        "--course",
        course,
        "--only",
        kata,
        "--book",
        "none",
    ]
    run = CliRunner().invoke(cli, [*arguments, "--json", str(document), "--seed", "1"])
    assert run.exit_code == 1, run.output
    return run.output, document.read_bytes()


def _checked(attack: Attack, folder: Path) -> str:
    course = folder / "course"
    made = CliRunner().invoke(cli, ["init", str(course)])
    assert made.exit_code == 0, made.output
    (course / "katas" / f"{attack.kata}.py").write_bytes(attack.path.read_bytes())
    run = CliRunner().invoke(cli, ["check", attack.kata, "--course", str(course)])
    assert run.exit_code == 1, run.output
    return run.output


def _control_characters(text: str) -> set[str]:
    return {letter for letter in text if unicodedata.category(letter)[0] == "C"} - {"\n"}


@pytest.mark.parametrize("attack", LOOKING, ids=lambda attack: attack.name)
def test_grade_shows_text_as_data(attack: Attack, tmp_path: Path) -> None:
    shown, document = _graded(attack.hand_in(tmp_path / "attack"), tmp_path, attack.kata)
    assert not _control_characters(shown)
    assert not COMMAND.search(shown)
    assert not VERDICT.search(shown)
    assert b"\x1b" not in document


@pytest.mark.parametrize("attack", LOOKING, ids=lambda attack: attack.name)
def test_check_shows_text_as_data(attack: Attack, tmp_path: Path) -> None:
    shown = _checked(attack, tmp_path)
    assert not _control_characters(shown)
    assert not COMMAND.search(shown)
    assert len(VERDICT.findall(shown)) == 1, "only the line that counts the katas"


@pytest.mark.parametrize("attack", LOOKING, ids=lambda attack: attack.name)
def test_results_keep_text_inside_its_own_fields(attack: Attack, tmp_path: Path) -> None:
    _, document = _graded(attack.hand_in(tmp_path / "attack"), tmp_path, attack.kata)
    [graded] = json.loads(document)["submissions"]
    assert (graded["score"], graded["katas"][0]["outcome"]) == (0.0, "failed")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_name_of_a_submission_is_data_too(name: str, tmp_path: Path) -> None:
    attack = next(attack for attack in LOOKING if attack.name == "looking/markup")
    shown, _ = _graded(attack.hand_in(tmp_path / name), tmp_path)
    assert not _control_characters(shown)
    assert not COMMAND.search(shown)
    assert not VERDICT.search(shown)
