"""What the documents tell people to type works, and prints what they say it prints.

A document is read as a person reads it: from top to bottom, in one folder, which begins as a fresh
course. A `python` block whose first line is a comment with a path is that file. Any other `python`
block, a `pycon` session and a `console` (or `sh`) block is run. In a console block `$ ` begins a
command, and each line below it has to appear in what it prints, in that order; `...` and `…` stand
for anything. Every command has to end with 0.

What is to be different for one block is said in a comment above it:

    <!-- test: skip: reason -->   it is not run
    <!-- test: fresh -->          it begins in a fresh course
    <!-- test: exit 1 -->         its last command ends with 1
    <!-- test: installed -->      it needs what the page had you install above

What installs something, or works on a checkout, is not run, and neither is what needs it: that what
it names exists is checked. `tox -e package` runs `use_page.py`, which follows the author page to
the letter, installations included.
"""

from __future__ import annotations

import configparser
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import NewCourse

ROOT = Path(__file__).parents[1]
AUTHOR_PAGE = ROOT / "docs" / "a-pack.md"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TESTED = {"python": "python", "py": "python", "pycon": "pycon"}
TESTED |= dict.fromkeys(("console", "sh", "bash", "shell"), "console")
FENCE = re.compile(r"^ *(`{3,}|~{3,}) *(\w*).*$")
DIRECTIVE = re.compile(r"^ *<!-- *test: *(.*?) *--> *$")
FILE = re.compile(r"^# ([\w.-]+(?:/[\w.-]+)*\.py)$")
NOT_RUN = re.compile(
    r"^(python3? -m )?(pip|pipx|uv|tox|venv|mypy|ruff|git clone)\b"
    r"|^(python3? -m )?pytest .*\btests\b|^\.ci/|^(source|\.) "
)
MARK = "--- end of command"
TIMEOUT = 300
LAST = 25


@dataclass(frozen=True)
class Block:
    """A fenced block that is marked as something that is tested."""

    page: Path
    line: int
    language: str
    lines: Sequence[str]
    directives: Sequence[str] = ()

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def text(self) -> str:
        return dedent("\n".join(self.lines)) + "\n"

    def said(self, word: str) -> str | None:
        """What follows the word in a directive, or None where there is no such directive."""
        found = [
            d.removeprefix(word) for d in self.directives if d.split(":")[0].split()[0] == word
        ]
        return found[0].strip(": ") if found else None


@dataclass
class Command:
    """A command of a console block, and the lines that it is said to print."""

    text: str
    expected: list[str] = field(default_factory=list)

    @property
    def parts(self) -> list[str]:
        """The simple commands that it is made of."""
        return [part.strip() for part in re.split(r"&&|\|\||[;|\n]", self.text) if part.strip()]

    @property
    def is_run(self) -> bool:
        return not any(NOT_RUN.search(part) for part in self.parts)


def blocks_of(page: Path) -> Iterator[Block]:
    lines = enumerate(page.read_text("utf-8").splitlines(), 1)
    said: list[str] = []
    for number, line in lines:
        fence, directive = FENCE.match(line), DIRECTIVE.match(line)
        if fence:
            body = list(_until_closed(fence[1], lines))
            if fence[2] in TESTED or said:
                yield Block(page, number, TESTED.get(fence[2], fence[2]), body, tuple(said))
        if directive:
            said.append(directive[1])
        elif line.strip():
            said.clear()


def _until_closed(fence: str, lines: Iterator[tuple[int, str]]) -> Iterator[str]:
    for _, line in lines:
        if re.fullmatch(rf" *{re.escape(fence[0])}{{{len(fence)},}} *", line):
            return
        yield line


def commands_of(block: Block) -> list[Command]:
    found: list[Command] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        elif found and (found[-1].text.endswith("\\") or line.startswith("> ")):
            found[-1].text += "\n" + line.removeprefix("> ")
        elif found:
            found[-1].expected.append(line)
    return found or [Command(block.text)]


def _tested(page: Path) -> list[Block]:
    return list(blocks_of(page)) if page.exists() else []


BLOCKS = [block for page in PAGES for block in _tested(page)]
COMMANDS = [
    pytest.param(command, id=f"{block.where} {command.text.splitlines()[0][:50]}")
    for block in BLOCKS
    if block.language == "console"
    for command in commands_of(block)
]

Found = list[str]
"""What is wrong with a block, one line each."""


def outcome(block: Block, folder: Path) -> Found:
    """Run a block in a folder; nothing where it does what the document says."""
    if block.language == "python":
        return python(block, folder)
    return pycon(block, folder) if block.language == "pycon" else console(block, folder)


def python(block: Block, folder: Path) -> Found:
    path = FILE.match(block.text.splitlines()[0])
    if path:
        (folder / path[1]).parent.mkdir(parents=True, exist_ok=True)
        (folder / path[1]).write_text(block.text, "utf-8")
        compile(block.text, path[1], "exec")
        return []
    status, printed = run([sys.executable, "-c", block.text], folder)
    return [] if status == expected_status(block) else [f"it ended with {status}:", *printed]


def pycon(block: Block, folder: Path) -> Found:
    session = folder / "session.txt"
    session.write_text(block.text.replace("…", "..."), "utf-8")
    options = ["-o", "ELLIPSIS", "-o", "NORMALIZE_WHITESPACE"]
    status, printed = run([sys.executable, "-m", "doctest", *options, str(session)], folder)
    return printed if status else []


def console(block: Block, folder: Path) -> Found:
    commands = commands_of(block)
    return executed(block, folder) if all(command.is_run for command in commands) else []


def executed(block: Block, folder: Path, before: str = "", after: str = "") -> Found:
    """Run a console block whatever it does. before, after: what else the shell is to do."""
    commands = commands_of(block)
    # A marker after each command tells where its output ends, and how it ended.
    script = "".join(f"{command.text}\nprintf '\\n{MARK} %s\\n' $?\n" for command in commands)
    _, printed = run(["bash", "-c", f"{before}\n{script}{after}"], folder)
    wrong: Found = []
    for number, command in enumerate(commands, 1):
        shown, status = _cut(printed)
        wanted = expected_status(block) if number == len(commands) else 0
        faults = missing(command.expected, shown)
        if status != wanted:
            faults.append(f"it ended with {status}, expected {wanted}")
        if faults:
            wrong += [
                f"$ {command.text}",
                *faults,
                "it printed:",
                *(f"  {x}" for x in shown[-LAST:]),
            ]
    return wrong


def _cut(printed: list[str]) -> tuple[list[str], int | None]:
    """Take the first command's lines and status off what was printed."""
    for number, line in enumerate(printed):
        if line.startswith(MARK):
            shown = printed[:number]
            del printed[: number + 1]
            return shown, int(line.split()[-1])
    return [*printed], None


def expected_status(block: Block) -> int:
    return int(block.said("exit") or 0)


def missing(expected: Sequence[str], shown: Sequence[str]) -> Found:
    """The first line that does not follow in what was shown."""
    rest = iter(shown)
    for line in expected:
        pattern = as_pattern(line)
        if pattern and not any(pattern.fullmatch(_plain(other)) for other in rest):
            return [f"this line was not printed (or not after those above): {line}"]
    return []


def as_pattern(line: str) -> re.Pattern[str] | None:
    """A regular expression for a line of a document; None where it asks for nothing."""
    plain = _plain(line)
    parts = [re.escape(part) for part in re.split(r"\.\.\.|…", plain)]
    return re.compile(".*".join(parts)) if any(parts) else None


def _plain(line: str) -> str:
    return " ".join(line.split())


def run(command: list[str], folder: Path) -> tuple[int, list[str]]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=folder, env=inherited | {"PATH": path, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", timeout=TIMEOUT,
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_says_to_type_works(page: Path, new_course: NewCourse) -> None:
    folder, wrong = new_course(), Found()
    for block in blocks_of(page):
        if block.said("fresh") is not None:
            folder = new_course()
        if block.said("skip") is None and block.said("installed") is None:
            wrong += [f"{block.where}: {fault}" for fault in outcome(block, folder)]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.where)
def test_a_directive_is_one_that_there_is(block: Block) -> None:
    known = re.compile(r"skip: \S.*|fresh|exit \d+|installed")
    unknown = [said for said in block.directives if not known.fullmatch(said)]
    assert unknown == [], "there are `skip: reason`, `fresh`, `exit N` and `installed`"


def test_what_needs_an_installation_stands_on_the_page_that_is_followed_with_one() -> None:
    pages = {block.page for block in BLOCKS if block.said("installed") is not None}
    assert pages == {AUTHOR_PAGE}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_proper_shell(command: Command) -> None:
    ran = subprocess.run(["bash", "-n", "-c", command.text], capture_output=True, text=True)
    assert ran.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_names_only_what_exists(command: Command) -> None:
    faults = [fault for part in command.parts for fault in unknown_in(words_of(part))]
    assert faults == []


LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    targets = [(page.parent / path if path else page, anchor) for path, anchor in links]
    lost = [(path, anchor) for path, anchor in targets if not _leads_to(path, anchor)]
    assert lost == []


def _leads_to(path: Path, anchor: str) -> bool:
    return path.exists() and (not anchor or anchor in anchors_of(path))


def anchors_of(page: Path) -> set[str]:
    """What GitHub calls the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def words_of(part: str) -> list[str]:
    try:
        words = shlex.split(part, comments=True)
    except ValueError:  # a quotation that the split into parts has cut
        words = part.split()
    return words[2:] if words[:2] in (["python", "-m"], ["python3", "-m"]) else words


def unknown_in(words: Sequence[str]) -> Iterator[str]:
    from gradkata.cli import cli

    program, rest = (words[0], words[1:]) if words else ("", [])
    if program == "gradkata" and rest and not rest[0].startswith("-"):
        yield from () if rest[0] in cli.commands else (f"no command gradkata {rest[0]}",)
    if program == "tox" and "-e" in rest:
        named = rest[rest.index("-e") + 1].split(",")
        yield from (f"no tox environment {name}" for name in named if name not in environments())
    if program == "pip":
        asked = [extra for word in rest for extra in re.findall(r"\[([\w,-]+)\]", word)]
        yield from (
            f"no extra {name}" for name in ",".join(asked).split(",") if name not in extras()
        )
    if program.startswith(".ci/") and not (ROOT / program).is_file():
        yield f"no {program}"


def environments() -> set[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "tox.ini", "utf-8")
    return {name.removeprefix("testenv:") for name in parser.sections()}


def extras() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"", *project["optional-dependencies"]}


PAGE = """
~~~~ python
# plugins/new/thing.py
NUMBER = 1
~~~~

<!-- test: exit 3 -->

```console
$ gradkata list
  by_hand/decide ... pt  numpy … started
$ echo a; echo b
b
a
$ (exit 2)
```
"""


@pytest.fixture
def faults(course: Path, tmp_path: Path) -> list[Found]:
    """What is found wrong with each block of a page that tells lies."""
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    return [outcome(block, course) for block in blocks_of(page)]


def test_a_file_of_a_page_is_written(faults: list[Found], course: Path) -> None:
    assert "NUMBER = 1" in (course / "plugins/new/thing.py").read_text()


def test_a_file_of_a_page_has_no_fault(faults: list[Found]) -> None:
    assert faults[0] == []


def test_a_line_that_is_not_printed_is_found(faults: list[Found]) -> None:
    assert faults[1][:2] == [
        "$ echo a; echo b",
        "this line was not printed (or not after those above): a",
    ]


def test_a_status_that_is_not_the_expected_one_is_found(faults: list[Found]) -> None:
    assert "it ended with 2, expected 3" in faults[1]


def test_a_line_with_dots_matches_what_they_stand_for(faults: list[Found]) -> None:
    assert "$ gradkata list" not in faults[1]
