"""A submission that is a folder: opened one step at a time, so that no link is ever followed."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from gradkata.intake.files import Refused, is_link, not_opened, read_regular, require_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_ENTRIES = 20_000

Parts = tuple[str, ...]

_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_ENTER = _READ | getattr(os, "O_DIRECTORY", 0)

HAS_STEPS = (
    {os.open, os.stat} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
    and hasattr(os, "O_NOFOLLOW")
    and hasattr(os, "O_DIRECTORY")
)


class Tree(Protocol):
    """What a folder and an archive have in common."""

    def read(self, parts: Parts, limit: int) -> bytes | None:
        """The file at that path, or None where there is nothing; Refused where it is not read."""

    def lone_folder(self, parts: Parts) -> str | None:
        """The name of the only folder in that folder, if there is exactly one."""


def ignored(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


class Folder:
    def __init__(self, path: Path, *, by_steps: bool | None = None) -> None:
        self._path = path
        self._by_steps = HAS_STEPS if by_steps is None else by_steps

    def read(self, parts: Parts, limit: int) -> bytes | None:
        try:
            with self._entered(parts[:-1]) as step:
                return step.read(parts[-1], limit)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise not_opened(error) from error

    def lone_folder(self, parts: Parts) -> str | None:
        try:
            with self._entered(parts) as step:
                names = list(islice(step.folders(), 2))
        except OSError as error:
            raise not_opened(error) from error
        return names[0] if len(names) == 1 else None

    @contextmanager
    def _entered(self, parts: Parts) -> Iterator[_Step]:
        step: _Step = _Held.top(self._path) if self._by_steps else _Named.top(self._path)
        try:
            for name in parts:
                inner = step.enter(name)
                step.close()
                step = inner
            yield step
        finally:
            step.close()


class _Step(Protocol):
    """One folder on the way down."""

    def enter(self, name: str) -> _Step: ...
    def read(self, name: str, limit: int) -> bytes: ...
    def folders(self) -> Iterator[str]: ...
    def close(self) -> None: ...


class _Held:
    """A folder held open, so that nobody can put another in its place."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def top(cls, path: Path) -> _Held:
        return cls(os.open(path, _ENTER))

    def enter(self, name: str) -> _Held:
        _require_folder(self._look(name), name)
        return _Held(os.open(name, _ENTER, dir_fd=self._descriptor))

    def read(self, name: str, limit: int) -> bytes:
        # Looked at before it is opened as well: opening a device can already do something.
        require_regular(self._look(name))
        return _read_and_close(os.open(name, _READ, dir_fd=self._descriptor), limit)

    def folders(self) -> Iterator[str]:
        with os.scandir(self._descriptor) as entries:
            yield from _folders(entries)

    def close(self) -> None:
        os.close(self._descriptor)

    def _look(self, name: str) -> os.stat_result:
        return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False)


class _Named:
    """A folder by its path, for platforms that cannot open relative to a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def top(cls, path: Path) -> _Named:
        _require_folder(os.lstat(path), path.name)
        return cls(path)

    def enter(self, name: str) -> _Named:
        _require_folder(os.lstat(self._path / name), name)
        return _Named(self._path / name)

    def read(self, name: str, limit: int) -> bytes:
        return read_file(self._path / name, limit)

    def folders(self) -> Iterator[str]:
        with os.scandir(self._path) as entries:
            yield from _folders(entries)

    def close(self) -> None:
        pass


def read_file(path: Path, limit: int) -> bytes:
    descriptor = open_file(path)
    return _read_and_close(descriptor, limit)


def open_file(path: Path) -> int:
    """A descriptor of a regular file that is no link; the caller closes it."""
    before = os.lstat(path)
    require_regular(before)
    descriptor = os.open(path, _READ)
    if not os.path.samestat(before, os.fstat(descriptor)):
        os.close(descriptor)
        raise Refused("was changed while it was read")
    return descriptor


def _read_and_close(descriptor: int, limit: int) -> bytes:
    try:
        return read_regular(descriptor, limit)
    finally:
        os.close(descriptor)


def _require_folder(status: os.stat_result, name: str) -> None:
    if is_link(status):
        raise Refused(f"lies behind the link {name}, and links are not followed")
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(name)


def _folders(entries: Iterator[os.DirEntry[str]]) -> Iterator[str]:
    for entry in islice(entries, MAX_ENTRIES):
        if not ignored(entry.name) and entry.is_dir(follow_symlinks=False):
            yield entry.name
