"""The corpus: what each attack says of itself in its first lines, and how it is handed in."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus")
LETTER = "attack.txt"
_LINE = re.compile(r"# (\w+): (.+)")


@dataclass(frozen=True)
class Attack:
    """One attack: a file, or a folder with `attack.txt` for what does not fit into one file.

    tries: what it is after.
    kata:  the kata that it is handed in as.
    ends:  the outcome that it must have.
    score: the marks that it earns honestly: none where it fails, unless it says `any`.
    says:  words that the verdict must contain.
    time:  `short` where only a limit of time, memory or output ends it.
    needs: the layers without which it would get through; see `test_layers.py`.
    """

    path: Path
    tries: str
    kata: str
    ends: str
    score: float | None = 0.0
    says: str = ""
    time: str = ""
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.relative_to(CORPUS).with_suffix("").as_posix()

    @property
    def is_short(self) -> bool:
        return self.time == "short"

    def hand_in(self, folder: Path) -> Path:
        """Make a submission of it, as a learner would."""
        if self.path.is_dir():
            skipped = shutil.ignore_patterns("__pycache__", LETTER)
            return Path(shutil.copytree(self.path, folder, ignore=skipped))
        file = folder / f"{self.kata}.py"
        file.parent.mkdir(parents=True)
        shutil.copyfile(self.path, file)
        return folder


def read_attack(path: Path) -> Attack:
    said = _header((path / LETTER if path.is_dir() else path).read_text(encoding="utf-8"))
    score = said.pop("score", "1" if said["ends"] == "passed" else "0")
    needs = tuple(said.pop("needs", "").split())
    return Attack(path, **said, score=None if score == "any" else float(score), needs=needs)


def _header(text: str) -> dict[str, str]:
    found = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            break
        found[match[1]] = match[2]
    return found


def corpus() -> list[Attack]:
    """Every attack, by the way in that it takes and by its name."""
    found = [path for way in sorted(CORPUS.iterdir()) for path in sorted(way.iterdir())]
    return [read_attack(path) for path in found if path.name != "__pycache__"]
