"""Build, install, use and remove the example of an installed pack: `tox -e package`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "gradkata-momentum"
KATAS = ("momentum", "adam")
ROOT, ROOT_FORGOTTEN = "m_hat / (np.sqrt(v_hat) + eps)", "m_hat / (v_hat + eps)"
ITS_NAME = "Take its root"


def python(*arguments: str, cwd: Path, status: int = 0) -> str:
    """What it printed; it has to end with this exit status."""
    line = [sys.executable, "-P", "-m", *arguments]
    done = subprocess.run(line, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300)
    shown = f"python -m {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}"
    assert done.returncode == status, shown
    assert "Traceback" not in done.stderr, shown
    return done.stdout


def gradkata(*arguments: str, cwd: Path, status: int = 0) -> str:
    return python("gradkata", *arguments, cwd=cwd, status=status)


def the_wheel_is_built_and_installed(folder: Path) -> Path:
    # A copy, so that nothing which pip or pytest leave behind lands in the checkout.
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    example = shutil.copytree(EXAMPLE, folder / "example", ignore=ignore)
    python("pip", "wheel", "--no-deps", "--wheel-dir", "wheels", "./example", cwd=folder)
    (wheel,) = (folder / "wheels").iterdir()
    python("pip", "install", "--no-deps", str(wheel), cwd=folder)
    return example


def the_plugin_is_listed(folder: Path) -> None:
    lines = gradkata("plugins", cwd=folder).splitlines()
    (line,) = (line for line in lines if line.startswith("momentum "))
    assert line.split() == ["momentum", "installed", "0.1.0", "gradkata_pack"], line
    assert not [line for line in lines if "✘" in line], lines


def its_own_tests_pass(example: Path) -> None:
    # Without its source, so that what is tested is what was installed.
    shutil.rmtree(example / "src")
    shown = python("pytest", "-q", "-p", "no:cacheprovider", cwd=example)
    assert " passed" in shown, shown
    assert "skipped" not in shown, shown


def a_course_has_its_stubs(folder: Path) -> Path:
    gradkata("init", "c", cwd=folder)
    course = folder / "c"
    for name in KATAS:
        written = (course / f"katas/momentum/{name}.py").read_text("utf-8")
        assert written == source("katas", name), written
    assert not (course / "plugins/momentum").exists(), "an installed pack stays where it is"
    assert states(gradkata("check", cwd=course)) == {"not started"}
    return course


def references_pass(course: Path) -> None:
    for name in KATAS:
        write(course / "katas/momentum", name, source("reference", name))
    assert states(gradkata("check", cwd=course)) == {"passed"}


def a_mistake_is_caught_and_named(course: Path) -> None:
    write(course / "katas/momentum", "adam", wrong_adam())
    shown = gradkata("check", "momentum/adam", cwd=course, status=1)
    assert states(shown) == {"not right yet"}, shown
    assert ITS_NAME in " ".join(shown.split()), shown


def a_class_is_graded(folder: Path) -> None:
    for name, adam in (("anna", source("reference", "adam")), ("ben", wrong_adam())):
        write(folder / "class" / name / "momentum", "adam", adam)
    # Outside of any course, so by the one that the wheel brings and what is installed beside it.
    gradkata("grade", "class", "--seed", "1", "--json", "results.json", cwd=folder, status=1)
    document = json.loads((folder / "results.json").read_text("utf-8"))
    anna, ben = (graded(submission) for submission in document["submissions"])
    assert anna["outcome"] == "passed", anna
    assert ben["outcome"] == "failed", ben
    assert ITS_NAME in " ".join(json.dumps(ben).split()), ben


def a_course_outlives_the_pack(course: Path) -> None:
    uninstall(course)
    assert "momentum" not in gradkata("plugins", cwd=course)
    assert (course / "katas/momentum/adam.py").is_file()
    shown = gradkata("check", cwd=course)
    assert "momentum" not in shown, shown
    assert "by_hand/decide" in shown, shown


def uninstall(folder: Path) -> None:
    python("pip", "uninstall", "--yes", "gradkata-momentum", cwd=folder)


def source(part: str, name: str) -> str:
    return (EXAMPLE / f"src/gradkata_momentum/{part}/momentum/{name}.py").read_text("utf-8")


def wrong_adam() -> str:
    right = source("reference", "adam")
    wrong = right.replace(ROOT, ROOT_FORGOTTEN)
    assert wrong != right
    return wrong


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text(text, "utf-8")


def states(shown: str) -> set[str]:
    """What `check` says of the pack's katas, such as {"passed"}."""
    lines = (line.split(maxsplit=2) for line in shown.splitlines())
    return {line[2] for line in lines if len(line) == 3 and line[1].startswith("momentum/")}


def graded(submission: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    (found,) = (kata for kata in submission["katas"] if kata["kata"] == "momentum/adam")
    return found


def main() -> None:
    def step(name: str) -> None:
        print(f"ok  {name}", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example = the_wheel_is_built_and_installed(folder)
        try:
            step("the example's wheel is built and installed")
            the_plugin_is_listed(folder)
            step("gradkata plugins lists it as installed")
            its_own_tests_pass(example)
            step("its own tests pass, with what is installed")
            course = a_course_has_its_stubs(folder)
            step("gradkata init brings its stubs along")
            references_pass(course)
            step("its references pass")
            a_mistake_is_caught_and_named(course)
            step("a mistake is caught and named")
            a_class_is_graded(folder)
            step("a class is graded on it")
            a_course_outlives_the_pack(course)
            step("a course that has its stubs works on when it is uninstalled")
        finally:
            # The next run of this environment is to begin without it.
            uninstall(folder)


if __name__ == "__main__":
    main()
