"""Classes of submissions to grade, and their results document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Ran, Run

Document = dict[str, Any]
Handed = Mapping[str, str]
"""What one learner hands in: the text of each file by its path."""

WriteClass = Callable[[Path, Mapping[str, Handed]], Path]
GradeClass = Callable[..., tuple["Ran", Document]]


@pytest.fixture(scope="session")
def write_class() -> WriteClass:
    """Write a folder with one submission for each name."""

    def write(folder: Path, submissions: Mapping[str, Handed]) -> Path:
        for name, files in submissions.items():
            (folder / name).mkdir(parents=True)
            for path, text in files.items():
                (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / name / path).write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def grade(gradkata: Run, tmp_path_factory: pytest.TempPathFactory) -> GradeClass:
    """Grade and read the document back: `ran, document = grade(folder, "--seed", "1")`."""

    def graded(*arguments: str | Path, cwd: Path | None = None) -> tuple[Ran, Document]:
        outside = tmp_path_factory.mktemp("grading")
        document = outside / "results.json"
        ran = gradkata("grade", *arguments, "--json", document, cwd=cwd or outside)
        return ran, json.loads(document.read_text("utf-8")) if document.exists() else {}

    return graded


@pytest.fixture(scope="session")
def reference() -> Callable[[str], str]:
    """The solution of a kata, by its id."""
    from gradkata.course.course import bundled_course

    def text(kata: str) -> str:
        return (bundled_course() / f"reference/{kata}.py").read_text("utf-8")

    return text
