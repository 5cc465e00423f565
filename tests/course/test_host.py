"""The host loads three sources in order, and keeps the fault of one plugin from the others."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest

from gradkata.course import hookspecs
from gradkata.course.host import Host, PluginRecord
from gradkata.course.vetting import HOOKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOOK = "from gradkata import hookimpl\n@hookimpl\n"


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    folder = tmp_path / "course" / "plugins"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def record(plugins: Path, text: str) -> PluginRecord:
    """What became of a plugin of that text; a sound one beside it is to be taken."""
    (plugins / "one.py").write_text(text)
    (plugins / "zz_sound.py").write_text(HOOK + "def gradkata_exporters(): return {}")
    one, sound = Host(plugins).plugins
    assert sound.error is None
    return one


def test_plugins_load_built_in_then_course_then_installed(
    plugins: Path, site: Path, write: Callable[..., Path], install: Callable[..., None]
) -> None:
    write(site / "inside_gradkata.py")
    install(site, "alpha", "1.2", "alpha_plugin", "")
    write(plugins / "zeta.py")
    write(plugins / "beta" / "__init__.py")
    found = [(p.name, p.source) for p in Host(plugins, ["inside_gradkata"]).plugins]
    assert found == [
        ("inside_gradkata", "built in"),
        ("beta", "course"),
        ("zeta", "course"),
        ("alpha", "installed"),
    ]


def test_a_record_says_version_hooks_and_where(
    plugins: Path, site: Path, write: Callable[..., Path], install: Callable[..., None]
) -> None:
    text = HOOK + "def gradkata_exporters(): return {}"
    install(site, "installed-one", "1.2", "installed_one", text)
    path = write(plugins / "own.py", "__version__ = '3'\n" + text)
    own, installed = Host(plugins).plugins
    assert (own.version, own.hooks, own.where) == ("3", ("gradkata_exporters",), str(path))
    assert (installed.version, installed.hooks) == ("1.2", ("gradkata_exporters",))
    assert installed.where == "installed-one-dist: installed_one"


def test_a_version_that_is_not_given_is_a_dash(plugins: Path) -> None:
    assert record(plugins, "").version == "-"


def test_folders_that_are_no_packages_and_hidden_names_are_passed_over(
    plugins: Path, write: Callable[..., Path]
) -> None:
    for name in ("notes/readme.txt", "_private.py", ".hidden/__init__.py", "__pycache__/x.py"):
        write(plugins / name)
    assert Host(plugins).plugins == []


def test_relative_imports_work_inside_a_plugin(plugins: Path, write: Callable[..., Path]) -> None:
    write(plugins / "one" / "__init__.py", "from .deep.helper import __version__")
    write(plugins / "one" / "deep" / "__init__.py")
    write(plugins / "one" / "deep" / "helper.py", "__version__ = 'helped'")
    assert [p.version for p in Host(plugins).plugins] == ["helped"]


def test_plugins_are_never_on_the_import_path(plugins: Path, write: Callable[..., Path]) -> None:
    write(plugins / "never_on_path.py", "import sys\n__version__ = str(len(sys.path))")
    before = list(sys.path)
    (found,) = Host(plugins).plugins
    assert found.version == str(len(before))
    assert sys.path == before
    assert "never_on_path" not in sys.modules


def test_two_courses_may_have_plugins_of_one_name(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    for course in ("a", "b"):
        write(tmp_path / course / "one" / "__init__.py", "from .x import __version__")
        write(tmp_path / course / "one" / "x.py", f"__version__ = {course!r}")
    versions = [Host(tmp_path / course).plugins[0].version for course in ("a", "b")]
    assert versions == ["a", "b"]


def test_a_plugin_that_raises_is_isolated_with_type_message_and_line(plugins: Path) -> None:
    found = record(plugins, "\nraise ValueError('first\\nsecond')")
    assert found.error == f"ValueError: first ({plugins / 'one.py'}:2)"
    assert found.hooks == ()


def test_the_line_is_the_plugins_own_not_that_of_what_it_calls(plugins: Path) -> None:
    found = record(plugins, "import json\n\njson.loads('x')")
    assert str(found.error).endswith(f"({plugins / 'one.py'}:3)")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import pytest\npytest.skip('no', allow_module_level=True)", "Skipped: no"),
        ("import no_such_module_at_all", "ModuleNotFoundError: No module named"),
        ("def f(:", "SyntaxError: invalid syntax"),
        ("class E(Exception):\n def __str__(self): raise E\nraise E", "E ("),
    ],
)
def test_whatever_is_raised_is_isolated(plugins: Path, text: str, reason: str) -> None:
    found = record(plugins, text)
    assert str(found.error).startswith(reason)
    assert "one.py:" in str(found.error)
    assert "\n" not in str(found.error)


def test_an_interrupt_from_the_keyboard_is_not_swallowed(
    plugins: Path, write: Callable[..., Path]
) -> None:
    write(plugins / "one.py", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        Host(plugins)


def test_a_built_in_that_is_not_there_is_isolated(plugins: Path) -> None:
    (found,) = Host(plugins, ["gradkata.no_such_plugin"]).plugins
    assert str(found.error).startswith("ModuleNotFoundError")


def test_an_entry_point_that_leads_nowhere_is_isolated(
    plugins: Path, site: Path, install: Callable[..., None]
) -> None:
    install(site, "lost", "1", "no_such_module_at_all", None)
    (found,) = Host(plugins).plugins
    assert str(found.error).startswith("ModuleNotFoundError")


def test_an_unknown_hook_is_refused_with_a_near_match(plugins: Path) -> None:
    found = record(plugins, HOOK + "def gradkata_packs(): pass")
    assert found.error == "unknown hook gradkata_packs; did you mean gradkata_pack?"


def test_an_unknown_hook_that_is_like_nothing_is_refused(plugins: Path) -> None:
    assert record(plugins, HOOK + "def zzz(): pass").error == "unknown hook zzz"


def test_a_hook_named_by_specname_is_known(plugins: Path) -> None:
    text = "from gradkata import hookimpl\n@hookimpl(specname='gradkata_pack')\ndef f(): pass"
    assert record(plugins, text).hooks == ("gradkata_pack",)


def test_an_unmarked_hook_is_refused(plugins: Path) -> None:
    found = record(plugins, "def gradkata_pack(): pass")
    assert found.error == "gradkata_pack is not marked as a hook; put @hookimpl above it"


def test_an_unmarked_hook_with_a_wrong_name_is_told_the_right_one(plugins: Path) -> None:
    found = record(plugins, "def gradkata_packs(): pass")
    assert str(found.error).endswith("did you mean gradkata_pack?")


def test_an_argument_that_the_hook_has_not_is_refused(plugins: Path) -> None:
    found = record(plugins, HOOK + "def gradkata_judge(submissions, done): pass")
    assert found.error == (
        "gradkata_judge has no argument submissions; its arguments: attempts, settings, done"
    )


def test_a_wrapper_is_refused(plugins: Path) -> None:
    text = "from gradkata import hookimpl\n@hookimpl(wrapper=True)\ndef gradkata_pack(): yield"
    assert "is a wrapper" in str(record(plugins, text).error)


def test_a_name_that_is_taken_is_reported_with_its_owner(
    plugins: Path, site: Path, write: Callable[..., Path], install: Callable[..., None]
) -> None:
    path = write(plugins / "twice.py")
    install(site, "twice", "1", "twice_installed", "")
    own, installed = Host(plugins).plugins
    assert own.error is None
    assert installed.error == f"the name is taken by the course plugin twice ({path}); rename one"


def test_a_name_is_free_again_where_its_owner_failed(
    plugins: Path, site: Path, write: Callable[..., Path], install: Callable[..., None]
) -> None:
    write(plugins / "twice.py", "1 / 0")
    install(site, "twice", "1", "twice_installed", "")
    assert Host(plugins).plugins[1].error is None


def test_one_object_under_two_names_is_reported(
    plugins: Path, site: Path, install: Callable[..., None]
) -> None:
    install(site, "first", "1", "shared_module", "")
    install(site, "second", "1", "shared_module", None)
    assert Host(plugins).plugins[1].error == "registered already, as first"


def test_packs_come_with_their_plugin_in_load_order(
    plugins: Path, write_pack: Callable[..., Path]
) -> None:
    for name in ("beta", "alpha"):
        write_pack(plugins.parent, name, "kata")
    found = [(record.name, pack.name) for record, pack in Host(plugins).packs()]
    assert found == [("alpha", "alpha"), ("beta", "beta")]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("return 3", "gradkata_pack returned int, not a Pack"),
        ("pass", "gradkata_pack returned NoneType, not a Pack"),
        ("return 1 / 0", "gradkata_pack raised ZeroDivisionError: division by zero ("),
        ("raise SystemExit", "gradkata_pack raised SystemExit ("),
    ],
)
def test_a_pack_that_fails_is_recorded_and_stops_no_other(
    plugins: Path,
    body: str,
    error: str,
    write: Callable[..., Path],
    write_pack: Callable[..., Path],
) -> None:
    write(plugins / "broken.py", HOOK + f"def gradkata_pack():\n    {body}")
    write_pack(plugins.parent, "sound", "kata")
    host = Host(plugins)
    assert [pack.name for _, pack in host.packs()] == ["sound"]
    assert str(host.plugins[0].error).startswith(error)
    assert host.plugins[0].hooks == ("gradkata_pack",)


def test_an_error_is_recorded_once_however_often_it_happens(
    plugins: Path, write: Callable[..., Path]
) -> None:
    write(plugins / "broken.py", HOOK + "def gradkata_pack(): return 3")
    host = Host(plugins)
    host.packs(), host.packs()
    assert host.plugins[0].error == "gradkata_pack returned int, not a Pack"


def test_the_plugin_loaded_earlier_wins_a_format(plugins: Path, write: Callable[..., Path]) -> None:
    for name in ("a", "b"):
        text = f"def gradkata_exporters(): return {{'csv': lambda r: '{name}', '{name}': str}}"
        write(plugins / f"{name}.py", HOOK + text)
    host = Host(plugins)
    results: Any = None
    assert host.exporters()["csv"](results) == "a"
    assert set(host.exporters()) == {"csv", "a", "b"}
    assert host.plugins[1].error == "format 'csv' is taken by a plugin loaded earlier"


@pytest.mark.parametrize("answer", ["None", "3", "{'csv': 3}"])
def test_formats_that_are_no_functions_are_recorded(
    plugins: Path, answer: str, write: Callable[..., Path]
) -> None:
    write(plugins / "a.py", HOOK + f"def gradkata_exporters(): return {answer}")
    host = Host(plugins)
    assert host.exporters() == {}
    assert "no mapping" in str(host.plugins[0].error)


def judged(plugins: Path, *attempts: Any) -> tuple[bool, list[tuple[Any, Any]], Host]:
    host, seen = Host(plugins), list[tuple[Any, Any]]()
    settings: Any = None
    return host.judge(attempts, settings, lambda *verdict: seen.append(verdict)), seen, host


def judge(plugins: Path, name: str, *lines: str) -> None:
    body = "".join(f"    {line}\n" for line in lines)
    (plugins / f"{name}.py").write_text(HOOK + "def gradkata_judge(attempts, done):\n" + body)


def test_the_judge_loaded_last_is_asked_first(plugins: Path) -> None:
    for name in ("a", "b"):
        judge(plugins, name, f"[done(each, {name!r}) for each in attempts]", "return True")
    took, seen, _ = judged(plugins, "x", "y")
    assert took
    assert seen == [("x", "b"), ("y", "b")]


def test_a_judge_that_passes_leaves_the_work_to_the_next(plugins: Path) -> None:
    judge(plugins, "a", "done(attempts[0], 'a')", "return True")
    judge(plugins, "b", "return None")
    assert judged(plugins, "x")[:2] == (True, [("x", "a")])


def test_without_a_judge_that_takes_it_work_is_not_taken(plugins: Path) -> None:
    judge(plugins, "a", "return None")
    assert judged(plugins, "x")[:2] == (False, [])


def test_what_a_raising_judge_left_goes_to_the_next(plugins: Path) -> None:
    judge(plugins, "a", "[done(each, 'a') for each in attempts]", "return True")
    judge(plugins, "b", "done(attempts[0], 'b')", "1 / 0")
    took, seen, host = judged(plugins, "x", "y")
    assert took
    assert seen == [("x", "b"), ("y", "a")]
    assert str(host.plugins[1].error).startswith("gradkata_judge raised ZeroDivisionError")


def test_a_verdict_that_cannot_be_received_is_not_the_judges_fault(plugins: Path) -> None:
    judge(plugins, "a", "done(attempts[0], 'a')", "return True")
    host = Host(plugins)

    def full(*_: Any) -> None:
        raise OSError("disk full")

    settings: Any = None
    with pytest.raises(OSError, match="disk full"):
        host.judge(["x"], settings, full)  # type: ignore[list-item]
    assert host.plugins[0].error is None


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_says_when_it_is_called_and_what_it_returns(hook: str) -> None:
    said = inspect.getdoc(getattr(hookspecs, hook)) or ""
    assert "Called" in said
    assert "Returns" in said
    assert "win" in said


@pytest.mark.parametrize("hook", HOOKS)
def test_every_argument_of_a_hook_is_documented(hook: str) -> None:
    function = getattr(hookspecs, hook)
    said = inspect.getdoc(function) or ""
    assert [name for name in inspect.signature(function).parameters if f"{name}:" not in said] == []
