"""The reference pages are complete: what can be used is told on its page, as it really is."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import gradkata
from gradkata import checking
from gradkata.authoring.verify.demands import WAIVABLE
from gradkata.cli.authoring import verify
from gradkata.course import hookspecs, mistakes
from gradkata.course.vetting import HOOKS
from gradkata.judge import fixtures
from gradkata.results import schema

ROOT = Path(__file__).parents[1]
AUTHORING = ROOT / "src/gradkata/authoring"
ROLES = {"reference", "alternative"}
"""Rules that `right.py` takes from the role of who failed."""


def page(name: str) -> str:
    return (ROOT / "docs/reference" / f"{name}.md").read_text("utf-8")


def section(name: str, title: str) -> str:
    """What stands below a heading, up to the next of its level."""
    return page(name).partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_column(text: str) -> set[str]:
    """What tables explain: the names in code in the first column of their rows."""
    rows = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]*)`", row)}


def without_arguments(name: str) -> str:
    return name.partition("(")[0]


Parameters = list[tuple[str, object]]


def parameters(function: Callable[..., object]) -> Parameters:
    """Names, with their stars, and defaults; annotations are the docstrings' matter."""
    found: Parameters = []
    for parameter in inspect.signature(function).parameters.values():
        stars = str(parameter.replace(annotation=parameter.empty)).count("*")
        default = None if parameter.default is parameter.empty else parameter.default
        found.append(("*" * min(stars, 1) + parameter.name, default))
    return found


def as_told(call: str) -> Parameters:
    """The same for a call as a page writes it: `tensor(rng, *shape, scale=1.0)`."""
    [told] = ast.parse(f"def {call}: ...").body
    assert isinstance(told, ast.FunctionDef)
    names, given = told.args.args, [ast.literal_eval(node) for node in told.args.defaults]
    values = [*[None] * (len(names) - len(given)), *given]
    found: Parameters = [(arg.arg, value) for arg, value in zip(names, values, strict=True)]
    found += [(f"*{told.args.vararg.arg}", None)] if told.args.vararg else []
    for arg, node in zip(told.args.kwonlyargs, told.args.kw_defaults, strict=True):
        found.append((arg.arg, None if node is None else ast.literal_eval(node)))
    return found


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_a_section_with_its_signature(hook: str) -> None:
    signature = str(inspect.signature(getattr(hookspecs, hook))).replace("'", "")
    told = " ".join(section("hooks", hook).split()).replace("( ", "(").replace(", )", ")")
    assert f"{hook}{signature}" in told


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("told", ["**Called**", "**Returns**", "**Who wins**"])
def test_a_hook_s_section_tells_when_what_and_who(hook: str, told: str) -> None:
    assert told in section("hooks", hook)


@pytest.mark.parametrize("record", [gradkata.Pack, gradkata.Kata, gradkata.Limits])
def test_a_record_s_section_explains_exactly_its_fields(record: Any) -> None:
    table = section("kata", record.__name__).partition("\n\nFor a plugin that lies")[0]
    assert first_column(table) == {field.name for field in fields(record)}


@pytest.mark.parametrize("record", [gradkata.Kata, gradkata.Limits])
def test_a_number_that_is_told_as_a_default_is_one(record: Any) -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([\d.]+) \|$", section("kata", record.__name__), re.M)
    assert rows
    defaults = {field.name: field.default for field in fields(record)}
    assert {name: float(told) for name, told in rows} == {name: defaults[name] for name, _ in rows}


@pytest.mark.parametrize("name", gradkata.__all__)
def test_a_public_name_is_explained_where_records_are(name: str) -> None:
    assert f"`{name}`" in page("kata") or f"\n## {name}\n" in page("kata")


def test_the_toolkit_is_explained_to_the_last_name() -> None:
    told = first_column(section("checks", "gradkata.checking"))
    assert {without_arguments(name) for name in told} == set(checking.__all__)


CALLS = [name for name in first_column(section("checks", "gradkata.checking")) if "(" in name]


@pytest.mark.parametrize("call", sorted(CALLS))
def test_a_function_of_the_toolkit_takes_what_is_told(call: str) -> None:
    assert as_told(call) == parameters(getattr(checking, without_arguments(call)))


def told_call(name: str, start: str) -> str:
    """A call in the running text of a page, such as `mistake(of, wraps=False)`."""
    found = re.search(rf"`({re.escape(start)}\([^`]*\))`", page(name))
    assert found, f"{start}(…) is not on the page {name}"
    return found[1].rpartition(".")[2] if "." in start else found[1]


@pytest.mark.parametrize(
    ("name", "start", "function"),
    [
        ("checks", "compare", checking.Compare.__call__),
        ("checks", "compare.vjp", checking.Compare.vjp),
        ("mistakes", "mistake", mistakes.mistake),
        ("mistakes", "alternative", mistakes.alternative),
        ("mistakes", "as_submission", mistakes.as_submission),
    ],
)
def test_a_call_takes_what_is_told(name: str, start: str, function: Callable[..., object]) -> None:
    told = [name for name, _ in as_told(told_call(name, start))]
    assert told == [name for name, _ in parameters(function) if name != "self"]


def test_every_argument_of_compare_is_explained() -> None:
    taken = {name for name, _ in parameters(checking.Compare.__call__)} - {"self"}
    assert taken <= first_column(section("checks", "compare"))


def test_every_fixture_is_explained() -> None:
    functions = ast.walk(ast.parse(inspect.getsource(fixtures)))
    made = {f.name for f in functions if isinstance(f, ast.FunctionDef) and _is_fixture(f)}
    assert first_column(section("checks", "Fixtures")) == made != set()


def _is_fixture(function: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) == "pytest.fixture" for one in function.decorator_list)


def test_every_marker_is_explained() -> None:
    told = {without_arguments(name) for name in first_column(section("checks", "Markers"))}
    named = {marker.partition("(")[0] for marker in fixtures.MARKERS}
    assert told == {f"@pytest.mark.{name}" for name in named}


@pytest.mark.parametrize("rule", WAIVABLE)
def test_a_rule_that_can_be_waived_is_named_as_one(rule: str) -> None:
    assert f"`{rule}`" in section("mistakes", "WAIVED")


def rules() -> Iterator[str]:
    """Every rule that `verify` can blame, read off its source."""
    for path in [*AUTHORING.rglob("*.py"), ROOT / "src/gradkata/cli/authoring.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _blames(node.func):
                named = [n for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                yield from (str(constant.value) for constant in named)


def _blames(function: ast.expr) -> bool:
    name = getattr(function, "attr", getattr(function, "id", ""))
    return name in ("blame", "Problem")


def test_every_rule_of_verify_is_explained_and_no_other() -> None:
    told = first_column(section("verify", "The rules"))
    assert told == {*rules(), *ROLES}


def test_every_option_of_verify_is_explained() -> None:
    options = {name for p in verify.params for name in p.opts if name.startswith("--")}
    table = page("verify").partition("\n## ")[0]
    assert {name.split()[0] for name in first_column(table)} == options - {"--course"}


def properties(part: Any) -> Iterator[str]:
    """The names of all properties in a JSON schema."""
    if isinstance(part, dict):
        yield from part.get("properties", {})
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from properties(inner)


@pytest.mark.parametrize("name", sorted(set(properties(json.loads(schema())))))
def test_a_property_of_the_results_is_explained(name: str) -> None:
    assert re.search(rf"`(\w+\.)?{name}`", page("results"))


@pytest.mark.parametrize("definition", ["submission", "kata", "check"])
def test_a_part_of_the_results_has_a_table_of_its_properties(definition: str) -> None:
    wanted = json.loads(schema())["$defs"][definition]["properties"]
    assert set(wanted) <= first_column(section("results", f"A {definition}"))
