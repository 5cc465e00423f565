"""The gate, for a kata with files: variants are called where these lie, as a learner's code is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.authoring.verify.gate import verify
from gradkata.course.course import bundled_course, open_course

if TYPE_CHECKING:
    from gradkata.wall.pool import Wall

FORGETS_THE_LAST = '''
from pathlib import Path
from gradkata import mistake

@mistake(of="mean")
def forgets_the_last(name):
    """The last number counts as well."""
    numbers = [float(word) for word in Path(name).read_text().split()][:-1]
    return sum(numbers) / len(numbers)

@mistake(of="note")
def writes_nothing(name, text):
    """What was there before is still there."""
    return Path(name).read_text()
'''
BY_NUMPY = """
import numpy as np
from gradkata import alternative

@alternative(of="mean")
def by_numpy(name):
    return np.loadtxt(name).mean()
"""


def course_with_files(folder: Path) -> Path:
    shutil.copytree(Path(__file__).parents[1] / "hostile" / "course", folder)
    shutil.copytree(bundled_course() / "plugins" / "grader", folder / "plugins" / "grader")
    for kind, text in (("mistakes", FORGETS_THE_LAST), ("alternatives", BY_NUMPY)):
        file = folder / "plugins" / "tables" / kind / "mean.py"
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    return folder


def test_mistakes_and_alternatives_of_a_kata_with_files_are_judged(
    tmp_path: Path, wall: Wall
) -> None:
    course = open_course(course_with_files(tmp_path / "course"))
    [report] = verify(course, course.katas, seeds=[1, 2], wall=wall).katas
    assert {problem.rule for problem in report.problems} == {"stub", "hints"}
