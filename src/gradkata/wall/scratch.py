"""Folders with the files of a kata: made beforehand, since a player can make none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any


def new_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="gradkata-files-"))


def lay_out(folder: Path, files: Mapping[str, str]) -> None:
    """Make the folder, with these files and nothing else in it."""
    folder.mkdir(mode=0o700)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def with_files(files: Mapping[str, str], function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with a kata's files at hand, fresh ones for each call."""
    return at_hand(files)(function) if files else function


@contextlib.contextmanager
def at_hand(files: Mapping[str, str]) -> Iterator[None]:
    """Run code where a kata's files lie; nowhere else where it has none."""
    if not files:
        yield
        return
    base, before = new_folder(), os.getcwd()
    try:
        lay_out(base / "files", files)
        os.chdir(base / "files")
        yield
    finally:
        os.chdir(before)
        clear(base)
