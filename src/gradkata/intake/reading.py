"""The katas that one submission holds: where they may lie, and which place comes first."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from itertools import product
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from gradkata.course.stubs import is_stub
from gradkata.intake.archives import (
    ARCHIVE_LIMIT,
    MAX_WRAPPERS,
    Wanted,
    archive_kind,
    without_ending,
)
from gradkata.intake.files import (
    IS_LINK,
    IS_SPECIAL,
    LIMITS,
    NOTEBOOK_ENDING,
    Refused,
    Withheld,
    is_link,
    require_regular,
    text_of,
    too_large,
)
from gradkata.intake.folders import Folder, Parts, Tree, open_file, read_file
from gradkata.intake.records import Content, Source, Unreadable
from gradkata.intake.signatures import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gradkata.course.kata import Kata

# What comes first is taken, readable or not, unless it is still the stub: no other file quietly
# stands in for what somebody wrote.
_PREFIXES: Sequence[Parts] = (("katas",), ())
_PLACES = tuple(product(_PREFIXES, LIMITS))

Files = dict[str, Content]


class NoSubmission(Refused):
    """Something else than a submission, such as an essay beside one."""


def files_of(path: Path, katas: Sequence[Kata], called: str) -> Files:
    """What a folder, an archive or a single file holds, and nothing where it holds no kata.

    called: the file's name as the learner gave it, since downloads put more before it.
    Raises `Refused` and `OSError`.
    """
    status = os.lstat(path)
    if is_link(status):
        raise Refused(IS_LINK)
    if stat.S_ISDIR(status.st_mode):
        return files_in_tree(Folder(path), katas, called)
    if not stat.S_ISREG(status.st_mode):
        raise Refused(IS_SPECIAL)
    if archive_kind(called):
        return _files_in_archive(path, katas, called)
    if katas_named(called, katas):
        return _single_file(path, katas, called)
    raise NoSubmission("is neither a folder, a zip or tar, nor a file with the name of a kata")


def files_in_tree(tree: Tree, katas: Sequence[Kata], called: str) -> Files:
    """At the top, or else inside the only folder there, and so on for a few levels.

    Files that lie there without their pack's folder are taken where no pack's folder is found.
    """
    bases = list(_bases(tree))
    files = next(filter(None, (files_at(tree, katas, base) for base in bases)), None)
    if files is not None:
        return files
    loose = (_loose_files_at(tree, katas, base, (called, *base)[-1]) for base in bases)
    return next(filter(None, loose), {})


def _bases(tree: Tree) -> Iterator[Parts]:
    base: Parts = ()
    yield base
    while len(base) < MAX_WRAPPERS and (name := tree.lone_folder(base)) is not None:
        base = (*base, name)
        yield base


def files_at(tree: Tree, katas: Sequence[Kata], base: Parts = ()) -> Files:
    found = ((kata.id, _first(tree, kata, base)) for kata in katas)
    return {name: file for name, file in found if file is not None}


def holds_any(tree: Tree, katas: Sequence[Kata]) -> bool:
    """Whether the file of any kata lies at the top, in its pack's folder."""
    return any(_first(tree, kata, ()) is not None for kata in katas)


def _first(tree: Tree, kata: Kata, base: Parts) -> Content | None:
    places = (
        _at(tree, (*prefix, kata.pack, kata.name + ending), base) for prefix, ending in _PLACES
    )
    return _begun(places, [kata])


def _begun(places: Iterator[Content | None], katas: Sequence[Kata]) -> Content | None:
    """The first file that somebody has written in; the first of all where nobody has."""
    stub: Content | None = None
    for file in places:
        if file is not None and not _is_stub(file, katas):
            return file
        stub = stub or file
    return stub


def _is_stub(file: Content, katas: Sequence[Kata]) -> bool:
    return isinstance(file, Source) and any(is_stub(file.text, kata) for kata in katas)


def _loose_files_at(tree: Tree, katas: Sequence[Kata], base: Parts, folder: str) -> Files:
    files: Files = {}
    for name in dict.fromkeys(kata.name for kata in katas):
        places = (_at(tree, (name + ending,), base) for ending in LIMITS)
        content = _begun(places, [kata for kata in katas if kata.name == name])
        if content is not None:
            files[_kata_of(content, katas, folder).id] = content
    return files


def _at(tree: Tree, parts: Parts, base: Parts) -> Content | None:
    filename = "/".join(parts)
    try:
        data = tree.read((*base, *parts), LIMITS[os.path.splitext(filename)[1]])
        return None if data is None else Source(_code(data, filename), filename)
    except Refused as reason:
        return Unreadable(filename, f"{filename} {reason}", isinstance(reason, Withheld))


def _code(data: bytes, filename: str) -> str:
    text = text_of(data)
    if not filename.endswith(NOTEBOOK_ENDING):
        return text
    # Notebooks and archives are the exception, and what reads them takes time to import.
    from gradkata.intake.notebooks import code_of

    return code_of(text)


def _files_in_archive(path: Path, katas: Sequence[Kata], called: str) -> Files:
    wanted = {kata.name + end: limit for kata in katas for end, limit in LIMITS.items()}
    with _archive(path, wanted) as tree:
        return files_in_tree(tree, katas, without_ending(called))


@contextmanager
def _archive(path: Path, wanted: Wanted) -> Iterator[Tree]:
    kind = archive_kind(path.name)
    if kind == "other":
        raise Refused("is an archive of a kind that is not read: send a zip")
    with os.fdopen(open_file(path), "rb") as file:
        status = os.fstat(file.fileno())
        require_regular(status)
        if status.st_size > ARCHIVE_LIMIT:
            raise too_large(ARCHIVE_LIMIT)
        yield _zipped(file, wanted) if kind == "zip" else _tarred(file, wanted)


def _zipped(file: BinaryIO, wanted: Wanted) -> Tree:
    from gradkata.intake.zips import Zipped

    return Zipped(file.fileno(), wanted)


def _tarred(file: BinaryIO, wanted: Wanted) -> Tree:
    from gradkata.intake.tars import Tarred

    return Tarred(file, wanted)


def katas_named(filename: str, katas: Sequence[Kata]) -> list[Kata]:
    """Those that a single file of that name may be for."""
    name = PurePath(filename)
    return [kata for kata in katas if kata.name == name.stem] if name.suffix in LIMITS else []


def _single_file(path: Path, katas: Sequence[Kata], called: str) -> Files:
    content = _single(path, called)
    return {_kata_of(content, katas, path.absolute().parent.name).id: content}


def _single(path: Path, called: str) -> Content:
    try:
        return Source(_code(read_file(path, LIMITS[path.suffix]), called), called)
    except Refused as reason:
        return Unreadable(called, f"{called} {reason}", isinstance(reason, Withheld))


def _kata_of(content: Content, katas: Sequence[Kata], folder: str) -> Kata:
    """The kata that a file without its pack's folder is for."""
    candidates = katas_named(content.filename, katas)
    if len(candidates) == 1:
        return candidates[0]
    if isinstance(content, Unreadable):
        raise Refused(content.reason.removeprefix(f"{content.filename} "))
    by_folder = next((kata for kata in candidates if kata.pack == folder), None)
    kata = closest(content.text, candidates) or by_folder
    if kata is None:
        ids = " or ".join(candidate.id for candidate in candidates)
        raise Refused(f"could be {ids}: put it into a folder named after the pack")
    return kata
