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
from gradkata.intake.files import IS_LINK, IS_SPECIAL, LIMITS, Refused, is_link
from gradkata.intake.folders import Folder, ignored
from gradkata.intake.reading import (
    Files,
    files_at,
    files_in_archive,
    files_in_folder,
    katas_named,
    single_file,
)
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

__all__ = ["Source", "Submission", "Unreadable", "find_submissions", "read_submission"]

_NO_KATA = (
    "holds no known kata: PACK/KATA.py or PACK/KATA.ipynb is looked for at its top and under katas/"
)


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    name: str
    is_single_file: bool


def find_submissions(paths: Sequence[Path], katas: Sequence[Kata]) -> list[Submission]:
    """All submissions at these paths: each path is a submission, or a folder with one an entry.

    In the order of the paths, and by name in a folder. Of two with one name, the second is not
    read and says so.
    UserError: a path is not there, or is a folder without a single submission.
    """
    found = [_found(path) for given in paths for path in _submissions_at(given, katas)]
    return list(_with_own_names(_named_by_folder(found), katas))


def read_submission(path: Path, katas: Sequence[Kata], name: str | None = None) -> Submission:
    """The submission at this path, which is not followed where it is a link.

    Never raises: what is wrong with a submission is in its `error`, or in its `Unreadable` files.
    """
    label = printable(name or _found(path).name)
    try:
        files = _files(path, katas)
    except (Refused, OSError) as error:
        reason = error if isinstance(error, Refused) else f"cannot be read: {error.strerror}"
        return failed(label, f"{printable(_basename(path))} {reason}")
    if not files:
        return failed(label, f"{printable(_basename(path))} {_NO_KATA}")
    return readable(label, files)


def _files(path: Path, katas: Sequence[Kata]) -> Files:
    status = os.lstat(path)
    if is_link(status):
        raise Refused(IS_LINK)
    if stat.S_ISDIR(status.st_mode):
        return files_in_folder(path, katas)
    if not stat.S_ISREG(status.st_mode):
        raise Refused(IS_SPECIAL)
    if archive_kind(path.name):
        return files_in_archive(path, katas)
    if katas_named(path.name, katas):
        return single_file(path, katas)
    raise Refused("is neither a folder, a zip or tar, nor a file with the name of a kata")


def _submissions_at(path: Path, katas: Sequence[Kata]) -> list[Path]:
    try:
        status = os.lstat(path)
        is_class = stat.S_ISDIR(status.st_mode) and not is_link(status) and not _holds(path, katas)
        entries = sorted(path.iterdir()) if is_class else []
    except OSError as error:
        raise UserError(f"{printable(str(path))}: {error.strerror}") from error
    if not is_class:
        return [path]
    return _class_entries(path, entries, katas)


def _holds(path: Path, katas: Sequence[Kata]) -> bool:
    return bool(files_at(Folder(path), katas))


def _class_entries(path: Path, entries: Sequence[Path], katas: Sequence[Kata]) -> list[Path]:
    submissions = [entry for entry in entries if _is_entry(entry, katas)]
    if not submissions:
        raise UserError(
            f"{printable(str(path))} holds no submission: folders, zip or tar archives, "
            "and files with the name of a kata are looked for"
        )
    return submissions


def _is_entry(path: Path, katas: Sequence[Kata]) -> bool:
    if ignored(path.name):
        return False
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


def _found(path: Path) -> _Found:
    name = _basename(path)
    if archive_kind(name) and not path.is_dir():
        return _Found(path, printable(without_ending(name)), is_single_file=False)
    if path.suffix in LIMITS and not path.is_dir():
        return _Found(path, printable(path.stem), is_single_file=True)
    return _Found(path, printable(name), is_single_file=False)


def _basename(path: Path) -> str:
    # Only `.` and `..` have no name of their own, and only they may be resolved: links are not.
    return path.resolve().name if path.name in ("", "..") else path.name


def _named_by_folder(found: Sequence[_Found]) -> Iterator[_Found]:
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


def _with_own_names(found: Iterator[_Found], katas: Sequence[Kata]) -> Iterator[Submission]:
    every = list(found)
    taken = {one.name for one in every}
    first: dict[str, Path] = {}
    for one in every:
        if one.name not in first:
            first[one.name] = one.path
            yield read_submission(one.path, katas, one.name)
            continue
        where = printable(str(first[one.name]))
        yield failed(_free(one.name, taken), f"the same learner as {where}: rename one")


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while (free := f"{name} ({number})") in taken:
        number += 1
    taken.add(free)
    return free
