"""The hooks: each is documented, implemented by something shipped, and at work."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from gradkata.course import hookspecs
from gradkata.course.course import Course, bundled_course, open_course
from gradkata.course.vetting import HOOKS
from gradkata.grading import grade
from gradkata.intake.records import Source, readable
from gradkata.judge.records import Attempt, Protection, Results, Settings, Verdict
from gradkata.wall.pool import Wall

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ran, Run

# Written out a second time on purpose: what plugins are called with is not changed by accident.
ARGUMENTS: dict[str, list[str]] = {
    "gradkata_pack": [],
    "gradkata_judge": ["attempts", "settings", "done"],
    "gradkata_executors": [],
    "gradkata_exporters": [],
}
SHIPPED = open_course(bundled_course())


def specification(hook: str) -> Callable[..., object]:
    found: Callable[..., object] = getattr(hookspecs, hook)
    return found


def test_every_hook_is_known_here() -> None:
    assert sorted(HOOKS) == sorted(ARGUMENTS)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_exactly_these_arguments(hook: str) -> None:
    assert list(inspect.signature(specification(hook)).parameters) == ARGUMENTS[hook]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_s_docstring_explains_each_argument(hook: str) -> None:
    text = inspect.getdoc(specification(hook)) or ""
    explained = re.findall(r"^(\w+): +\S", text, re.MULTILINE)
    assert explained == ARGUMENTS[hook]


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if not ARGUMENTS[hook]])
def test_a_hook_without_arguments_says_so(hook: str) -> None:
    assert "without arguments" in (inspect.getdoc(specification(hook)) or "")


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("told", ["Called ", "Returns ", r"\bwins?\b"])
def test_a_hook_s_docstring_tells_when_what_and_who(hook: str, told: str) -> None:
    assert re.search(told, inspect.getdoc(specification(hook)) or "")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_s_result_is_typed(hook: str) -> None:
    assert inspect.signature(specification(hook)).return_annotation not in ("", "None", "object")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_implemented_in_the_course(hook: str) -> None:
    assert [record.name for record in SHIPPED.host.plugins if hook in record.hooks] != []


@pytest.mark.parametrize("record", SHIPPED.host.plugins, ids=lambda record: record.name)
def test_a_shipped_plugin_loads(record: object) -> None:
    assert getattr(record, "error", "no record") is None


@pytest.mark.parametrize("record", SHIPPED.host.plugins, ids=lambda record: record.name)
def test_a_shipped_plugin_implements_something(record: object) -> None:
    assert getattr(record, "hooks", ()) != ()


PLUGIN = """
from concurrent.futures import ThreadPoolExecutor
from gradkata import hookimpl
from gradkata.judge.records import Check, Verdict

@hookimpl(tryfirst=True)
def gradkata_judge(attempts, settings, done):
    for attempt in attempts:
        check = Check("test_generosity", "passed", f"seed {settings.seed}")
        done(attempt, Verdict(attempt.kata.id, "passed", 1.0, 1.0, checks=[check]))
    return True

@hookimpl
def gradkata_exporters():
    return {"names": lambda results: "".join(s.submission for s in results.submissions)}

@hookimpl
def gradkata_executors():
    return {"thread": lambda jobs, address: ThreadPoolExecutor(jobs)}
"""
PACK = """
from pathlib import Path
from gradkata import Kata, Pack, hookimpl

@hookimpl
def gradkata_pack():
    return Pack("spheres", "Spheres", Path(__file__).parents[1], [Kata("volume")])
"""


@pytest.fixture
def extended(course: Path) -> Course:
    """A course with a plugin of its own for every hook."""
    (course / "plugins/third_party.py").write_text(PLUGIN)
    (course / "plugins/third_pack.py").write_text(PACK)
    for folder in ("katas/spheres", "reference/spheres", "plugins/spheres/checks"):
        (course / folder).mkdir(parents=True)
    for file in ("katas/spheres/volume.py", "reference/spheres/volume.py"):
        (course / file).write_text("def volume(r):\n    raise NotImplementedError\n")
    (course / "plugins/spheres/checks/test_volume.py").touch()
    return open_course(course)


def graded(course: Course) -> Results:
    handed_in = Source("def decide(): ...\n", "by_hand/decide.py")
    anna = readable("anna", {"by_hand/decide": handed_in})
    settings = Settings(11, Wall())
    return grade(course, [anna], settings, Protection("full"), [course.kata("by_hand/decide")])


def test_a_pack_that_a_plugin_gives_is_taught(extended: Course) -> None:
    assert "spheres/volume" in [kata.id for kata in extended.katas]


def test_a_judge_that_a_plugin_gives_judges(extended: Course) -> None:
    assert graded(extended).submissions[0].katas[0].checks[0].name == "test_generosity"


def test_a_judge_is_given_the_settings(extended: Course) -> None:
    assert graded(extended).submissions[0].katas[0].checks[0].message == "seed 11"


def test_a_judge_is_given_the_attempts(extended: Course) -> None:
    seen: list[str] = []
    attempt = Attempt("anna", extended.katas[0], Source("", "decide.py"))

    def done(attempt: Attempt, verdict: Verdict) -> None:
        seen.append(f"{attempt.submission} {verdict.kata}")

    extended.host.judge([attempt], Settings(1, Wall()), done)
    assert seen == ["anna by_hand/decide"]


def test_a_format_that_a_plugin_gives_is_written(extended: Course) -> None:
    assert extended.host.exporters()["names"](graded(extended)) == "anna"


def test_an_executor_that_a_plugin_gives_computes(extended: Course) -> None:
    with extended.host.executors()["thread"](1, "") as executor:
        assert executor.submit(pow, 2, 5).result() == 32


def test_the_formats_of_the_course_stay_beside_it(extended: Course) -> None:
    assert {"csv", "json"} < set(extended.host.exporters())


def test_a_hook_that_does_not_exist_is_refused_with_a_near_match(
    gradkata: Run, course: Path
) -> None:
    (course / "plugins/typo.py").write_text(PACK.replace("gradkata_pack", "gradkata_packs"))
    ran: Ran = gradkata("plugins", cwd=course)
    assert "unknown hook gradkata_packs; did you mean gradkata_pack?" in ran.out
