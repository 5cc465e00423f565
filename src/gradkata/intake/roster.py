"""The list of learners that Gradescope puts beside the submissions it exports.

It is YAML as Ruby writes it. Only the few lines that tell names are read, at the one depth where
nothing that a learner wrote can stand.
"""

from __future__ import annotations

import re
from pathlib import Path

from gradkata.intake.files import MIB, Refused, text_of
from gradkata.intake.folders import read_file

ROSTER = "submission_metadata.yml"
_LIMIT = 64 * MIB

_SUBMISSION = re.compile(r"(submission_\d+):\s*")
_SECTION = re.compile(r"  :(\w+):.*")
_NAME = re.compile(r"  (?:- |  ):name: (.+)")


def learners_in(folder: Path) -> dict[str, str]:
    """The learners by the name of their submission's folder; a group has several names in one."""
    try:
        text = text_of(read_file(folder / ROSTER, _LIMIT))
    except (Refused, OSError):
        return {}
    return {submission: " & ".join(names) for submission, names in _names(text).items() if names}


def _names(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    submission, section = "", ""
    for line in text.split("\n"):
        if match := _SUBMISSION.fullmatch(line):
            submission, section = match[1], ""
        elif match := _SECTION.fullmatch(line):
            section = match[1]
        elif section == "submitters" and (match := _NAME.fullmatch(line)):
            found.setdefault(submission, []).append(_plain(match[1].strip()))
    return found


def _plain(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
