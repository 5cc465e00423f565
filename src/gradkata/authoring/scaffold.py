"""Writing the files of a new pack or kata: each says what to fill in; none is overwritten."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template

from gradkata import __version__
from gradkata.authoring.registering import with_kata
from gradkata.course.kata import Kata, Runtime
from gradkata.course.stubs import stub_of
from gradkata.errors import UserError

NAME = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_NAME = 40

DISTRIBUTION = {
    "pyproject.toml": "dist/pyproject",
    "README.md": "dist/readme",
    "tox.ini": "dist/tox",
    ".gitignore": "dist/gitignore",
    ".github/workflows/tests.yml": "dist/ci",
    "tests/test_$pack.py": "dist/tests",
    "src/$package/__init__.py": "dist/package",
}
KATA = ("reference", "checks", "mistakes", "alternatives")


def new_pack(root: Path, pack: str) -> list[Path]:
    """A pack without katas below `root`; gives the files that were written."""
    checked(pack)
    path = _plugin(root, pack)
    if path.parent.exists():
        raise UserError(f"{path.parent} is there already; name another pack")
    return written({path: _filled("pack", _names(pack))})


def new_distribution(folder: Path, pack: str) -> list[Path]:
    """A project of its own that holds the pack and registers it where it is installed."""
    checked(pack)
    names = _names(pack)
    contents = {
        folder / Template(path).substitute(names): _filled(template, names)
        for path, template in DISTRIBUTION.items()
    }
    root = root_of_distribution(folder, pack)
    return written(contents | {_plugin(root, pack): _filled("pack", names)})


def new_kata(root: Path, pack: str, name: str, runtime: Runtime = "numpy") -> list[Path]:
    """The five files of a kata, and its entry in the pack."""
    checked(name)
    plugin = _plugin(root, pack)
    if not plugin.is_file():
        raise UserError(f"{plugin} is missing: `gradkata new pack {pack}` makes a pack")
    kata = Kata(name, pack=pack, root=root)
    registered = with_kata(plugin.read_text("utf-8"), name, runtime, str(plugin))
    contents = _kata_files(kata, runtime)
    done = written(contents)
    plugin.write_text(registered, "utf-8")
    return [*done, plugin]


def _kata_files(kata: Kata, runtime: Runtime) -> dict[Path, str]:
    suffix = "_torch" if runtime == "torch" else ""
    texts = {part: _filled(part + suffix, {"kata": kata.name, "pack": kata.pack}) for part in KATA}
    return {
        kata.reference: texts["reference"],
        kata.stub: stub_of(texts["reference"]),
        kata.checks: texts["checks"],
        kata.mistakes: texts["mistakes"],
        kata.alternatives: texts["alternatives"],
    }


def checked(name: str) -> str:
    """The name, if files, modules and ids can be called by it."""
    if not NAME.fullmatch(name) or keyword.iskeyword(name) or len(name) > LONGEST_NAME:
        raise UserError(
            f"{name!r} cannot be a name: lower-case letters, digits and _, a letter first, "
            f"at most {LONGEST_NAME}, and no keyword of Python"
        )
    return name


def root_of_distribution(folder: Path, pack: str) -> Path:
    return folder / "src" / f"gradkata_{pack}"


def distribution_of(root: Path, pack: str) -> Path | None:
    """The folder of the distribution whose pack has this root, if it is the source of one."""
    folder = root.parent.parent
    return folder if root == root_of_distribution(folder, pack) else None


def kata_of_distribution(folder: Path, kata: str) -> Kata:
    """A kata by its id, as far as its files go: the pack need not be installed."""
    pack, _, name = kata.partition("/")
    found = Kata(checked(name), pack=checked(pack), root=root_of_distribution(folder, pack))
    if not found.reference.is_file():
        raise UserError(f"{found.reference} is missing: a stub is written from the reference")
    return found


def written(contents: Mapping[Path, str]) -> list[Path]:
    """Write all of them, or none where one is there already."""
    for path in contents:
        if path.exists():
            raise UserError(f"{path} is there already, and nothing was written; move it away first")
    try:
        for path, text in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}") from None
    return list(contents)


def _plugin(root: Path, pack: str) -> Path:
    return root / "plugins" / pack / "__init__.py"


def _names(pack: str) -> dict[str, str]:
    return {
        "pack": pack,
        "package": f"gradkata_{pack}",
        "project": f"gradkata-{pack.replace('_', '-')}",
        "title": pack.replace("_", " ").capitalize(),
        "version": __version__,
    }


def _filled(template: str, names: Mapping[str, str]) -> str:
    text = (files("gradkata.authoring") / "templates" / f"{template}.txt").read_text("utf-8")
    return Template(text).substitute(names)
