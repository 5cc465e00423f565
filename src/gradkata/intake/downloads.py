"""Reading what one learner has in a bulk download, which may be several files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.intake.archives import archive_kind
from gradkata.intake.files import Refused
from gradkata.intake.folders import MAX_ENTRIES, ignored
from gradkata.intake.naming import Part
from gradkata.intake.reading import Files, NoSubmission, files_of
from gradkata.intake.records import Submission, Unreadable, failed, printable, readable

if TYPE_CHECKING:
    from gradkata.course.kata import Kata

NO_KATA = (
    "holds no known kata: PACK/KATA.py or PACK/KATA.ipynb is looked for at its top and under katas/"
)


def read_parts(name: str, parts: Sequence[Part], katas: Sequence[Kata]) -> Submission:
    """One learner's submission. Never raises: what is wrong is in its `error`, or in its files."""
    files: Files = {}
    for part in parts:
        try:
            _add(files, _found_in(part, katas), part)
        except NoSubmission as error:
            if len(parts) == 1:
                return failed(name, f"{printable(part.called)} {error}")
        except (Refused, OSError) as error:
            return failed(name, f"{printable(part.called)} {why(error)}")
    return readable(name, files) if files else failed(name, f"{name} {NO_KATA}")


def why(error: Refused | OSError) -> str:
    return str(error) if isinstance(error, Refused) else f"cannot be read: {error.strerror}"


def _add(files: Files, more: Files, part: Part) -> None:
    for kata, content in more.items():
        if kata in files:
            reason = f"{content.filename} is there twice, also in {printable(part.path.name)}"
            files[kata] = Unreadable(content.filename, f"{reason}: keep one")
        else:
            files[kata] = content


def _found_in(part: Part, katas: Sequence[Kata]) -> Files:
    files = files_of(part.path, katas, part.called)
    for inner in () if files else _inside(part):
        _add(files, files_of(inner.path, katas, inner.called), inner)
    return files


def _inside(part: Part) -> Iterator[Part]:
    """The archives in a learner's folder, as Moodle leaves them, and assignments, as nbgrader."""
    if not stat.S_ISDIR(os.lstat(part.path).st_mode):
        return
    for entry in sorted(part.path.iterdir())[:MAX_ENTRIES]:
        if not ignored(entry.name) and (archive_kind(entry.name) or _is_folder(entry)):
            yield Part(entry, part.learner, entry.name)


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(os.lstat(path).st_mode)
