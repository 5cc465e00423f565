"""A small made-up course, and the folders and archives that learners might hand in for it."""

from __future__ import annotations

import bz2
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from gradkata.course.kata import Kata, Pack
from gradkata.intake.submission import Submission, find_submissions

REFERENCES = {
    "by_hand/decide": "def decide(w1, w2, b, x1, x2):\n    return 1\n",
    "by_hand/train": "def train(w1, w2, b, data, epochs, learning_rate):\n    return w1, w2, b\n",
    "autograd/train": "def train(data, label, w, learning_rate, steps):\n    return []\n",
    "autograd/linear": "def predict(data, w):\n    return data\n",
}

MakeTree = Callable[[str, Mapping[str, str | bytes]], Path]


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "tgz": gzip.compress,
    "bz2": bz2.compress,
}


def read_submissions(paths: Sequence[Path], katas: Sequence[Kata]) -> list[Submission]:
    """All that is found at these paths, read at once."""
    return [found.read(katas) for found in find_submissions(paths, katas)]


@pytest.fixture
def katas(tmp_path: Path) -> list[Kata]:
    root = tmp_path / "course"
    for name, source in REFERENCES.items():
        file = root / "reference" / f"{name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source)
    packs = (
        Pack("by_hand", "By hand", root, [Kata("decide"), Kata("train")]),
        Pack("autograd", "Autograd", root, [Kata("train"), Kata("linear")]),
    )
    return [kata for pack in packs for kata in pack.katas]


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    folder = tmp_path / "class"
    folder.mkdir()
    return folder


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@pytest.fixture
def folder(handed_in: Path) -> MakeTree:
    def make(name: str, files: Mapping[str, str | bytes]) -> Path:
        for relative, content in files.items():
            file = handed_in / name / relative
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(content))
        return handed_in / name

    return make


@pytest.fixture
def zipped(handed_in: Path) -> MakeTree:
    def make(name: str, files: Mapping[str, str | bytes]) -> Path:
        with zipfile.ZipFile(handed_in / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for relative, content in files.items():
                archive.writestr(relative, _bytes(content))
        return handed_in / name

    return make


@pytest.fixture
def tarred(handed_in: Path) -> MakeTree:
    def make(name: str, files: Mapping[str, str | bytes]) -> Path:
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w") as archive:
            for relative, content in files.items():
                member = tarfile.TarInfo(relative)
                member.size = len(_bytes(content))
                archive.addfile(member, io.BytesIO(_bytes(content)))
        compress = COMPRESSIONS.get(name.rpartition(".")[2], bytes)
        (handed_in / name).write_bytes(compress(file.getvalue()))
        return handed_in / name

    return make
