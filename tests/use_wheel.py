"""Use the installed wheel, without torch and outside of the checkout: `tox -e package`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import gradkata

WRONG = "def decide(w1, w2, b, x1, x2):\n    return 1\n"


def command(*arguments: str, cwd: Path, status: int = 0) -> str:
    """What `gradkata` printed; it has to end with this exit status."""
    line = [sys.executable, "-P", "-m", "gradkata", *arguments]
    done = subprocess.run(line, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300)
    shown = f"gradkata {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.returncode == status, shown
    assert "Traceback" not in done.stderr, shown
    return done.stdout


def the_wheel_is_what_is_imported() -> None:
    where = Path(gradkata.__file__)
    assert "site-packages" in where.parts, where
    assert (where.parent / "py.typed").is_file()
    assert find_spec("torch") is None, "this environment is to have no torch"


def a_course_is_made(folder: Path) -> Path:
    command("init", "c", cwd=folder)
    waste = [path for path in (folder / "c").rglob("*") if path.name.startswith((".", "__pyc"))]
    assert waste == [folder / "c/.gitignore"], waste
    assert "0 of 12 passed" in command("check", cwd=folder / "c")
    return folder / "c"


def by_hand_katas_are_judged(course: Path) -> None:
    shutil.copytree(course / "reference/by_hand", course / "katas/by_hand", dirs_exist_ok=True)
    assert "5 of 12 passed" in command("check", cwd=course)


def torch_katas_are_not_judged_with_the_reason(course: Path) -> None:
    reference = (course / "reference/autograd/linear.py").read_text("utf-8")
    (course / "katas/autograd/linear.py").write_text(reference, "utf-8")
    shown = command("check", cwd=course, status=3)
    assert "5 of 12 passed" in shown
    assert "could not be judged" in shown
    assert "torch is not installed: pip install 'gradkata[torch]'" in shown


def a_class_is_graded(folder: Path, course: Path) -> None:
    for name, text in (("anna", None), ("ben", WRONG)):
        (folder / "class" / name / "by_hand").mkdir(parents=True)
        text = text or (course / "reference/by_hand/decide.py").read_text("utf-8")
        (folder / "class" / name / "by_hand/decide.py").write_text(text, "utf-8")
    # Outside of any course, so by the one that the wheel brings.
    options = ("--seed", "1", "--json", "results.json")
    command("grade", "class", *options, cwd=folder, status=1)
    document = json.loads((folder / "results.json").read_text("utf-8"))
    anna, ben = document["submissions"]
    assert (anna["score"], anna["max_score"]) == (1.0, 12.0), anna
    assert ben["katas"][0]["outcome"] == "failed", ben


def results_are_reported(folder: Path) -> None:
    table = command("report", "results.json", "--format", "csv", cwd=folder)
    assert [line.split(",")[0] for line in table.splitlines()] == ["submission", "anna", "ben"]


def pytest_runs_in_the_course(course: Path) -> None:
    line = [sys.executable, "-P", "-m", "pytest", "-q", "plugins/by_hand"]
    done = subprocess.run(line, cwd=course, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout, done.stdout


def main() -> None:
    def step(name: str) -> None:
        print(f"ok  {name}", flush=True)

    the_wheel_is_what_is_imported()
    step("gradkata is imported from site-packages, and torch is not there")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = a_course_is_made(folder)
        step("gradkata init makes a course, in which nothing is started")
        by_hand_katas_are_judged(course)
        step("the five katas by hand pass")
        pytest_runs_in_the_course(course)
        step("pytest runs in the course")
        torch_katas_are_not_judged_with_the_reason(course)
        step("a torch kata is not judged, with the reason")
        a_class_is_graded(folder, course)
        step("a class is graded outside of a course")
        results_are_reported(folder)
        step("results become a table")


if __name__ == "__main__":
    main()
