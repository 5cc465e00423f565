"""The three places that plugins come from, as candidates that have not been loaded yet."""

from __future__ import annotations

import importlib
import importlib.metadata
import sys
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from gradkata.course.loading import load_by_path, synthetic_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

Source = Literal["built in", "course", "installed"]
ENTRY_POINT_GROUP = "gradkata"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin to be: `load` runs its code, `version` reads the loaded object."""

    name: str
    source: Source
    where: str
    load: Callable[[], object]
    version: Callable[[object], str]


def built_in(modules: Sequence[str]) -> Iterator[Candidate]:
    for name in modules:
        load = partial(importlib.import_module, name)
        yield Candidate(name, "built in", name, load, _engine_version)


def in_folder(folder: Path) -> Iterator[Candidate]:
    """Packages and single modules of a course's `plugins/`, by name."""
    parent = _parent_package(folder)
    for path in sorted(_plugin_files(folder), key=_plugin_name):
        name = _plugin_name(path)
        load = partial(load_by_path, f"{parent}.{name}", path)
        yield Candidate(name, "course", str(path), load, _module_version)


def installed() -> Iterator[Candidate]:
    found = importlib.metadata.entry_points(group=ENTRY_POINT_GROUP)
    for point in sorted(found, key=lambda point: (point.name, point.value)):
        version = partial(_distribution_version, point)
        where = f"{point.dist.name}: {point.value}" if point.dist else point.value
        yield Candidate(point.name, "installed", where, point.load, version)


def _plugin_files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        if entry.name.startswith((".", "_")):
            continue
        path = entry / "__init__.py" if entry.is_dir() else entry
        if path.suffix == ".py" and path.is_file():
            yield path


def _plugin_name(path: Path) -> str:
    return path.parent.name if path.name == "__init__.py" else path.stem


def _parent_package(folder: Path) -> str:
    """Relative imports inside a plugin look their parents up, so there has to be one."""
    name = synthetic_name("gradkata_plugins", folder)
    package = sys.modules.setdefault(name, ModuleType(name, "The plugins of one course."))
    package.__path__ = []
    return name


def _engine_version(_plugin: object) -> str:
    import gradkata

    return str(getattr(gradkata, "__version__", "-"))


def _module_version(plugin: object) -> str:
    return str(getattr(plugin, "__version__", "-"))


def _distribution_version(point: importlib.metadata.EntryPoint, _plugin: object) -> str:
    return point.dist.version if point.dist else "-"
