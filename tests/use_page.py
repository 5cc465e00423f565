"""Follow the author page to the letter, what it has you install included: `tox -e package`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.test_docs import AUTHOR_PAGE, Block, Found, blocks_of, executed, python  # noqa: E402

WHEEL = Path(os.environ["TOX_PACKAGE"])
SAVE = 'export -p >{state}; printf "cd %q\\n" "$PWD" >>{state}'


class Reader:
    """Somebody at a terminal: folder and environment stay from one block of a page to the next."""

    def __init__(self, folder: Path) -> None:
        self.state, self.start = folder / "state.sh", folder / "work"
        self.start.mkdir()
        self.state.write_text(f"cd {self.start}\n", "utf-8")

    @property
    def folder(self) -> Path:
        return Path(self.state.read_text("utf-8").splitlines()[-1].removeprefix("cd "))

    def follow(self, block: Block) -> Found:
        if block.language == "python":
            return python(block, self.folder)
        save = SAVE.format(state=self.state)
        return executed(block, self.start, before=f". {self.state}", after=save)


def install_what_was_built() -> None:
    """Have pip take gradkata from the wheel that is tested, and the rest as everywhere here."""
    known = os.environ.get("PIP_FIND_LINKS", "")
    os.environ["PIP_FIND_LINKS"] = f"{WHEEL.parent} {known}".strip()
    os.environ["PIP_CONSTRAINT"] = str(ROOT / "constraints.txt")


def followed(reader: Reader) -> None:
    for block in blocks_of(AUTHOR_PAGE):
        if block.said("skip") is None:
            found = reader.follow(block)
            if found:
                sys.exit("\n".join(f"{block.where}: {fault}" for fault in found))
            print(f"ok  {block.where}", flush=True)


def the_pack_was_installed(folder: Path) -> None:
    found = folder.glob("class-venv/lib/python*/site-packages/gradkata_slopes/__init__.py")
    assert len(list(found)) == 1, f"no gradkata_slopes in {folder}/class-venv"


def the_wrong_solution_was_named(folder: Path) -> None:
    [ben] = json.loads((folder / "results.json").read_text("utf-8"))["submissions"]
    named = {kata["kata"]: [m["name"] for m in kata["mistakes"]] for kata in ben["katas"]}
    assert named["slopes/parabola"] == ["missing_factor_two"], named


def main() -> None:
    install_what_was_built()
    with tempfile.TemporaryDirectory() as name:
        reader = Reader(Path(name).resolve())
        followed(reader)
        the_pack_was_installed(reader.folder)
        print("ok  it ends with an installed pack")
        the_wrong_solution_was_named(reader.folder)
        print("ok  whose wrong solution is caught and named")


if __name__ == "__main__":
    main()
