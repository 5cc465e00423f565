"""Submissions: what was handed in, found and read without running or unpacking any of it.

A submission is a folder, or a zip or tar of one, that holds some of PACK/KATA.py; or a single
kata's file. A kata is looked for under `katas/` before the top, and as `.py` before `.ipynb`.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gradkata.errors import UserError
from gradkata.intake.archives import archive_kind, without_ending
from gradkata.intake.downloads import NO_KATA, read_parts, why
from gradkata.intake.files import LIMITS, Refused, is_link
from gradkata.intake.folders import Folder, ignored
from gradkata.intake.naming import Part, parts_of_download
from gradkata.intake.reading import files_of, holds_any, katas_named
from gradkata.intake.records import (
    Source,
    Submission,
    Unreadable,
    failed,
    printable,
    readable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gradkata.course.kata import Kata

__all__ = [
    "Found",
    "Source",
    "Submission",
    "Unreadable",
    "find_submissions",
    "read_submission",
    "submissions_inside",
]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a submission lies, to be read when its turn comes: a class may be large.

    parts: what it consists of, where a download's naming tells.
    error: why it is not read at all, where that is known already.
    """

    path: Path
    name: str
    is_single_file: bool = False
    parts: tuple[Part, ...] = ()
    error: str | None = None

    def read(self, katas: Sequence[Kata]) -> Submission:
        """Never raises: see `read_submission`."""
        if self.error:
            return failed(self.name, self.error)
        if self.parts:
            return read_parts(self.name, self.parts, katas)
        return read_submission(self.path, katas, self.name)


def find_submissions(paths: Sequence[Path], katas: Sequence[Kata]) -> list[Found]:
    """All submissions at these paths: each path is a submission, or a folder with one an entry.

    In the order of the paths, and by name in a folder. Of two with one name, the second is not
    read and says so.
    UserError: a path is not there, or is a folder without a single submission.
    """
    found = [one for given in paths for one in _submissions_at(given, katas)]
    return list(_with_own_names(list(_named_by_folder(found))))


def submissions_inside(path: Path, katas: Sequence[Kata]) -> list[str]:
    """Names of folders in a submission that look like submissions of others.

    In a class somebody may be called `katas`, or as a pack is: it is taken for one submission then.
    """
    own = {"katas", "reference", *(kata.pack for kata in katas)}
    try:
        if path.is_symlink() or not path.is_dir() or not holds_any(Folder(path), katas):
            return []
        others = [one for one in sorted(path.iterdir()) if one.name not in own]
        folders = [one for one in others if one.is_dir() and not one.is_symlink()]
        return [printable(one.name) for one in folders if holds_any(Folder(one), katas)]
    except OSError:
        return []


def read_submission(path: Path, katas: Sequence[Kata], name: str | None = None) -> Submission:
    """The submission at this path, which is not followed where it is a link.

    Never raises: what is wrong with a submission is in its `error`, or in its `Unreadable` files.
    """
    label = printable(name or _found(path).name)
    try:
        files = files_of(path, katas, _basename(path))
    except (Refused, OSError) as error:
        return failed(label, f"{printable(_basename(path))} {why(error)}")
    if not files:
        return failed(label, f"{printable(_basename(path))} {NO_KATA}")
    return readable(label, files)


def _submissions_at(path: Path, katas: Sequence[Kata]) -> list[Found]:
    try:
        status = os.lstat(path)
        is_class = (
            stat.S_ISDIR(status.st_mode)
            and not is_link(status)
            and not holds_any(Folder(path), katas)
        )
        entries = sorted(path.iterdir()) if is_class else []
    except OSError as error:
        raise UserError(f"{printable(str(path))}: {error.strerror}") from error
    if not is_class:
        return [_found(path)]
    return _class_entries(path, entries, katas)


def _class_entries(path: Path, entries: Sequence[Path], katas: Sequence[Kata]) -> list[Found]:
    shown = [entry for entry in entries if not ignored(entry.name)]
    parts = parts_of_download(path, shown)
    downloaded = {part.path for part in parts}
    others = [entry for entry in shown if entry not in downloaded and _is_entry(entry, katas)]
    found = [*_by_learner(parts), *map(_found, others)]
    if not found:
        raise UserError(
            f"{printable(str(path))} holds no submission: folders, zip or tar archives, "
            "and files with the name of a kata are looked for"
        )
    return found


def _by_learner(parts: Sequence[Part]) -> Iterator[Found]:
    """Canvas gives each file of a learner an entry of its own."""
    together = defaultdict(list)
    for part in parts:
        together[part.learner].append(part)
    for learner, own in together.items():
        yield Found(own[0].path, learner, parts=tuple(own))


def _is_entry(path: Path, katas: Sequence[Kata]) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        # What cannot be looked at is reported when it is read, not lost here.
        return True
    if is_link(status) or stat.S_ISDIR(status.st_mode) or archive_kind(path.name):
        return True
    if not stat.S_ISREG(status.st_mode):
        return path.suffix in LIMITS
    return bool(katas_named(path.name, katas))


def _found(path: Path) -> Found:
    name = _basename(path)
    if archive_kind(name) and not path.is_dir():
        return Found(path, printable(without_ending(name)))
    if path.suffix in LIMITS and not path.is_dir():
        return Found(path, printable(path.stem), is_single_file=True)
    return Found(path, printable(name))


def _basename(path: Path) -> str:
    # Only `.` and `..` have no name of their own, and only they may be resolved: links are not.
    return path.resolve().name if path.name in ("", "..") else path.name


def _named_by_folder(found: Sequence[Found]) -> Iterator[Found]:
    """`alice/decide.py bob/decide.py` are two learners, and their files' name tells nothing."""
    same_name = defaultdict(list)
    for one in found:
        same_name[one.name].append(one)
    for one in found:
        others = same_name[one.name]
        if len(others) > 1 and all(other.is_single_file for other in others):
            folder = printable(_basename(one.path.absolute().parent))
            yield replace(one, name=f"{folder}-{one.name}")
        else:
            yield one


def _with_own_names(found: Sequence[Found]) -> Iterator[Found]:
    taken = {one.name for one in found}
    first: dict[str, Path] = {}
    for one in found:
        if one.name not in first:
            first[one.name] = one.path
            yield one
            continue
        where = printable(str(first[one.name]))
        error = f"the same learner as {where}: rename one"
        yield replace(one, name=_free(one.name, taken), error=error)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while (free := f"{name} ({number})") in taken:
        number += 1
    taken.add(free)
    return free
