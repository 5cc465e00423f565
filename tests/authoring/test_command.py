"""`gradkata verify` on the command line: a table, a document, and an exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from gradkata.cli import cli

if TYPE_CHECKING:
    from pathlib import Path

    from tests.authoring.conftest import Course


def _verify(demo: Course, *arguments: str) -> Result:
    options = ["--course", str(demo.root), "--seeds", "2"]
    return CliRunner().invoke(cli, ["verify", *arguments, *options])


def test_green_ends_with_0_and_a_matrix(demo: Course) -> None:
    found = _verify(demo, "demo/scale")
    assert found.exit_code == 0
    assert "✔ demo/scale" in found.output
    assert "◆  mean_of_squares" in found.output
    assert "All is well: 1 kata (" in found.output


def test_red_ends_with_1_and_says_what_to_do(demo: Course) -> None:
    demo.files["alternatives"].unlink()
    found = _verify(demo)
    assert found.exit_code == 1
    assert "✘ plugins/demo/alternatives/scale.py is missing" in found.output


def test_unknown_kata_is_a_usage_error(demo: Course) -> None:
    found = _verify(demo, "demo/scales")
    assert (found.exit_code, "did you mean demo/scale?" in found.output) == (2, True)


def test_document_holds_the_matrix_and_the_gap(demo: Course, tmp_path: Path) -> None:
    file = tmp_path / "verified.json"
    _verify(demo, "demo", "--json", str(file))
    document = json.loads(file.read_text("utf-8"))
    [kata] = document["katas"]
    assert document["version"] == 1
    assert kata["catches"]["test_total"] == ["mean_of_squares"]
    assert kata["alone"]["test_total"] == ["mean_of_squares"]
    assert kata["gap"]["rejected"] > 0.1
