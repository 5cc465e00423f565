"""Packing an autograder for Gradescope: the same course gives the same bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from gradkata import __version__

if TYPE_CHECKING:
    from gradkata.course.course import Course

COURSE_PARTS = ("katas", "plugins", "reference")
EXECUTABLE, ORDINARY = 0o755, 0o644

_UNIX = 3
_TIME = (1980, 1, 1, 0, 0, 0)


def bundle_of(course: Course, wheel: Path | None, *, unprotected: bool = False) -> bytes:
    """The zip: two scripts, the result to fall back on, the course, and a wheel if there is one."""
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        _add(archive, "setup.sh", _script("setup.sh", VERSION=__version__), EXECUTABLE)
        options = " --unprotected" if unprotected else ""
        _add(archive, "run_autograder", _script("run_autograder", OPTIONS=options), EXECUTABLE)
        _add(archive, "did_not_finish.json", _template("did_not_finish.json"))
        for name, path in _course_files(course.root):
            _add(archive, f"course/{name}", path.read_bytes())
        if wheel:
            _add(archive, f"wheels/{wheel.name}", wheel.read_bytes())
    return data.getvalue()


def _add(archive: ZipFile, name: str, content: bytes, mode: int = ORDINARY) -> None:
    member = ZipInfo(name, _TIME)
    member.create_system = _UNIX
    member.external_attr = (0o100000 | mode) << 16
    # Stored, not deflated: what deflate makes of it differs between versions of zlib.
    archive.writestr(member, content)


def _script(name: str, **values: str) -> bytes:
    script = _template(name)
    for word, value in values.items():
        script = script.replace(f"@{word}@".encode(), value.encode())
    return script


def _template(name: str) -> bytes:
    return (files("gradkata.autograder") / name).read_bytes().replace(b"\r\n", b"\n")


def _course_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Regular files of the course, without caches and hidden ones."""
    for part in COURSE_PARTS:
        for folder, inner, names in os.walk(root / part):
            inner[:] = sorted(name for name in inner if not _left_out(name))
            for name in sorted(names):
                path = Path(folder, name)
                if not _left_out(name) and path.is_file() and not path.is_symlink():
                    yield path.relative_to(root).as_posix(), path


def _left_out(name: str) -> bool:
    return name.startswith(".") or name == "__pycache__" or name.endswith(".pyc")
