"""What `gradkata new` writes says what to fill in, and `verify` alone leads to a proven kata."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from gradkata.authoring import scaffold
from gradkata.authoring.registering import with_kata
from gradkata.authoring.verify.demands import Demands
from gradkata.authoring.verify.files import look_at_files
from gradkata.authoring.verify.gate import verify
from gradkata.authoring.verify.records import KataReport
from gradkata.cli import cli
from gradkata.course.course import open_course
from gradkata.course.kata import Kata
from gradkata.course.stubs import stub_of
from gradkata.errors import UserError

if TYPE_CHECKING:
    from gradkata.course.kata import Runtime
    from gradkata.wall.pool import Wall
    from tests.authoring.conftest import Course


@pytest.fixture
def root(demo: Course) -> Path:
    return demo.root


def _run(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(cli, list(arguments))
    return found.exit_code, found.output


def test_new_pack_is_loaded_by_the_course(root: Path) -> None:
    assert _run("new", "pack", "slopes", "--course", str(root))[0] == 0
    assert [pack.name for pack in open_course(root).packs] == ["demo", "slopes"]


def test_pack_without_katas_is_told_what_is_next(root: Path) -> None:
    scaffold.new_pack(root, "slopes")
    status, output = _run("verify", "slopes", "--course", str(root))
    assert (status, "pack slopes has no kata yet: `gradkata new kata" in output) == (1, True)


@pytest.mark.parametrize("options", [[], ["--torch"]])
def test_new_kata_is_registered_with_all_its_files(root: Path, options: list[str]) -> None:
    scaffold.new_pack(root, "slopes")
    assert _run("new", "kata", "slopes/line", "--course", str(root), *options)[0] == 0
    kata = open_course(root).kata("slopes/line")
    files = [kata.stub, kata.reference, kata.checks, kata.mistakes, kata.alternatives]
    assert all(file.is_file() for file in files)
    assert kata.runtime == ("torch" if options else "numpy")


def test_verify_says_every_line_that_is_to_be_filled_in(root: Path) -> None:
    scaffold.new_pack(root, "slopes")
    scaffold.new_kata(root, "slopes", "line")
    status, output = _run("verify", "slopes/line", "--course", str(root))
    assert status == 1
    for place in (
        "reference/slopes/line.py:1 is to be filled in: the statement",
        "plugins/slopes/checks/test_line.py:9 is to be filled in",
        "plugins/slopes/mistakes/line.py:8 is to be filled in",
        "plugins/slopes/alternatives/line.py:8 is to be filled in",
        "hint 1 is to be filled in: the idea",
    ):
        assert place in output


def test_nothing_is_overwritten(root: Path) -> None:
    scaffold.new_pack(root, "slopes")
    own = root / "katas/slopes/line.py"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(UserError, match="is there already, and nothing was written"):
        scaffold.new_kata(root, "slopes", "line")
    assert own.read_text() == "mine"
    assert not (root / "reference/slopes").exists()
    assert "line" not in (root / "plugins/slopes/__init__.py").read_text()


@pytest.mark.parametrize("name", ["Slopes", "2nd", "a-b", "../up", "a/b", "class", "", "x" * 41])
def test_names_that_files_cannot_have_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot be a name"):
        scaffold.new_pack(tmp_path, name)


def test_distribution_holds_the_pack_and_registers_it(tmp_path: Path) -> None:
    assert _run("new", "pack", "slopes", "--dist", str(tmp_path))[0] == 0
    assert _run("new", "kata", "slopes/line", "--dist", str(tmp_path))[0] == 0
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["entry-points"]["gradkata"] == {"slopes": "gradkata_slopes.plugins.slopes"}
    package = tmp_path / "src/gradkata_slopes"
    assert (package / "plugins/slopes/__init__.py").is_file()
    assert (package / "katas/slopes/line.py").is_file()
    assert (tmp_path / ".github/workflows/tests.yml").is_file()


@pytest.fixture
def line(tmp_path: Path) -> Kata:
    """A kata in a distribution of its own, with a stub that is not its reference's."""
    scaffold.new_distribution(tmp_path, "slopes")
    root = scaffold.root_of_distribution(tmp_path, "slopes")
    scaffold.new_kata(root, "slopes", "line")
    kata = Kata("line", pack="slopes", root=root)
    kata.stub.write_text("tried = 1\n")
    return kata


def test_stub_of_a_distribution_is_written_from_its_reference(tmp_path: Path, line: Kata) -> None:
    assert _run("reset", "slopes/line", "--dist", str(tmp_path))[0] == 0
    assert line.stub.read_text() == stub_of(line.reference.read_text())


def test_what_stood_in_its_place_is_kept(tmp_path: Path, line: Kata) -> None:
    output = _run("reset", "slopes/line", "--dist", str(tmp_path))[1]
    assert (tmp_path / output.split()[-1]).read_text() == "tried = 1\n"


def test_distribution_without_the_kata_is_refused(tmp_path: Path, line: Kata) -> None:
    status, output = _run("reset", "slopes/curve", "--dist", str(tmp_path))
    assert (status, "curve.py is missing" in output) == (2, True)


def test_verify_says_how_to_write_the_stub_of_a_distribution(
    tmp_path: Path, line: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path.parent)
    report = KataReport(line.id)
    look_at_files(line, Demands(), report)
    [problem] = [problem for problem in report.problems if problem.rule == "stub"]
    assert f"`gradkata reset slopes/line --dist {tmp_path.name}` writes it" in problem.message


IMPORT = "from gradkata import Kata, Pack, hookimpl\n\n\n"
HOOK = "@hookimpl\ndef gradkata_pack():\n"


@pytest.mark.parametrize(
    "body",
    [
        '    return Pack("p", "P", root, [])\n',
        '    return Pack("p", "P", root, katas=[Kata("old")])\n',
        '    katas = [Kata("old")]\n    return Pack("p", "P", root, katas)\n',
        '    katas = [\n        Kata("old"),\n    ]\n    return Pack("p", "P", root, katas)\n',
        '    katas = [\n        Kata("ölig"),  # ä\n    ]\n    return Pack("p", "P", r, katas)\n',
        '    katas: list[Kata] = []\n    return Pack("p", "P", root, katas)\n',
    ],
)
def test_entry_is_added_to_any_plain_list(body: str) -> None:
    changed = with_kata(IMPORT + HOOK + body, "line", "numpy", "pack")
    assert 'Kata("line", hints=LINE_HINTS)' in changed
    compile(changed, "pack", "exec")


@pytest.mark.parametrize(
    "body",
    [
        '    return Pack("p", "P", root, make_katas())\n',
        '    return Pack("p", "P", root, [Kata(n) for n in NAMES])\n',
        '    katas = []\n    katas = [1]\n    return Pack("p", "P", root, katas)\n',
    ],
)
def test_pack_that_cannot_be_added_to_is_left_alone(body: str) -> None:
    with pytest.raises(UserError, match="by hand"):
        with_kata(IMPORT + HOOK + body, "line", "numpy", "pack")


def test_kata_that_is_listed_already_is_refused() -> None:
    source = IMPORT + HOOK + '    return Pack("p", "P", root, [Kata("line")])\n'
    with pytest.raises(UserError, match="lists a kata line already"):
        with_kata(source, "line", "numpy", "pack")


def test_broken_plugin_is_the_report(root: Path) -> None:
    (root / "plugins/torn.py").write_text("import nothing_like_this\n")
    status, output = _run("verify", "torn", "--course", str(root))
    assert (status, "nothing_like_this" in output) == (1, True)


@pytest.mark.parametrize("runtime", ["numpy", "torch"])
def test_scaffold_that_is_filled_in_is_proven(root: Path, wall: Wall, runtime: Runtime) -> None:
    pytest.importorskip("torch")
    scaffold.new_pack(root, "slopes")
    for file in scaffold.new_kata(root, "slopes", "line", runtime):
        file.write_text(file.read_text("utf-8").replace("FILL IN: ", ""), "utf-8")
    course = open_course(root)
    [report] = verify(course, [course.kata("slopes/line")], seeds=[0, 1], wall=wall).katas
    # Both checks see the only mistake, which a note says.
    assert report.problems == []
