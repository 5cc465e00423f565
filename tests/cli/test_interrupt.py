"""Ctrl-C, wherever a command says nothing else of it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from gradkata.cli import cli


def test_ctrl_c_is_told_in_a_word_and_has_a_status_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(where: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gradkata.cli.setup.course_for_grading", interrupted)
    ran = CliRunner().invoke(cli, ["list"])
    assert (ran.exit_code, ran.stderr) == (130, "\nStopped.\n")
