"""The katas that one submission holds: where they may lie, and which place comes first."""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import product
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from gradkata.intake.archives import ARCHIVE_LIMIT, MAX_WRAPPERS, Wanted, archive_kind
from gradkata.intake.files import (
    LIMITS,
    NOTEBOOK_ENDING,
    Refused,
    require_regular,
    text_of,
    too_large,
)
from gradkata.intake.folders import Folder, Parts, Tree, open_file, read_file
from gradkata.intake.notebooks import code_of
from gradkata.intake.records import Content, Source, Unreadable
from gradkata.intake.signatures import closest
from gradkata.intake.tars import Tarred
from gradkata.intake.zips import Zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gradkata.course.kata import Kata

# What comes first is taken, readable or not: no other file quietly stands in for it.
_PREFIXES: Sequence[Parts] = (("katas",), ())
_PLACES = tuple(product(_PREFIXES, LIMITS))

Files = dict[str, Content]


def files_in_tree(tree: Tree, katas: Sequence[Kata]) -> Files:
    """At the top, or else inside the only folder there, and so on for a few levels."""
    base: Parts = ()
    while not (files := files_at(tree, katas, base)) and len(base) < MAX_WRAPPERS:
        name = tree.lone_folder(base)
        if name is None:
            break
        base = (*base, name)
    return files


def files_at(tree: Tree, katas: Sequence[Kata], base: Parts = ()) -> Files:
    found = ((kata.id, _first(tree, kata, base)) for kata in katas)
    return {name: file for name, file in found if file is not None}


def _first(tree: Tree, kata: Kata, base: Parts) -> Content | None:
    places = (
        _at(tree, (*prefix, kata.pack, kata.name + ending), base) for prefix, ending in _PLACES
    )
    return next((file for file in places if file is not None), None)


def _at(tree: Tree, parts: Parts, base: Parts) -> Content | None:
    filename = "/".join(parts)
    try:
        data = tree.read((*base, *parts), LIMITS[PurePath(filename).suffix])
        return None if data is None else Source(_code(data, filename), filename)
    except Refused as reason:
        return Unreadable(filename, f"{filename} {reason}")


def _code(data: bytes, filename: str) -> str:
    text = text_of(data)
    return code_of(text) if filename.endswith(NOTEBOOK_ENDING) else text


def files_in_folder(path: Path, katas: Sequence[Kata]) -> Files:
    return files_in_tree(Folder(path), katas)


def files_in_archive(path: Path, katas: Sequence[Kata]) -> Files:
    wanted = {
        (kata.pack, kata.name + end): limit for kata in katas for end, limit in LIMITS.items()
    }
    with _archive(path, wanted) as tree:
        return files_in_tree(tree, katas)


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
        yield Zipped(file.fileno(), wanted) if kind == "zip" else Tarred(file, wanted)


def katas_named(filename: str, katas: Sequence[Kata]) -> list[Kata]:
    """Those that a single file of that name may be for."""
    name = PurePath(filename)
    return [kata for kata in katas if kata.name == name.stem] if name.suffix in LIMITS else []


def single_file(path: Path, katas: Sequence[Kata]) -> Files:
    candidates = katas_named(path.name, katas)
    content = _single(path)
    if len(candidates) == 1:
        return {candidates[0].id: content}
    if isinstance(content, Unreadable):
        raise Refused(content.reason.removeprefix(f"{path.name} "))
    return {_chosen(path, content, candidates).id: content}


def _single(path: Path) -> Content:
    try:
        return Source(_code(read_file(path, LIMITS[path.suffix]), path.name), path.name)
    except Refused as reason:
        return Unreadable(path.name, f"{path.name} {reason}")


def _chosen(path: Path, content: Source, candidates: Sequence[Kata]) -> Kata:
    folder = path.absolute().parent.name
    by_folder = next((kata for kata in candidates if kata.pack == folder), None)
    kata = closest(content.text, candidates) or by_folder
    if kata is None:
        ids = " or ".join(candidate.id for candidate in candidates)
        raise Refused(f"could be {ids}: put it into a folder named after the pack")
    return kata
