"""Loading a Python file by its path, and saying in one line why that failed."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_ENGINE = str(Path(__file__).parent)
_IMPORTLIB = str(Path(importlib.__file__).parent)


def synthetic_name(prefix: str, path: Path) -> str:
    """A module name that no import statement would hit by accident, the same for the same path."""
    digest = hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"{prefix}_{digest[:8]}"


def load_by_path(name: str, path: Path) -> ModuleType:
    """Run the file as the module `name`, a package if it is an `__init__.py`; never on sys.path."""
    forget(name)
    importlib.invalidate_caches()
    folders = [str(path.parent)] if path.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=folders)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        forget(name)
        raise
    return module


def forget(name: str) -> None:
    """Drop a module and what was imported below it, so that loading it again reads it again."""
    for known in list(sys.modules):
        if known == name or known.startswith(f"{name}."):
            del sys.modules[known]


def reason(error: BaseException) -> str:
    """One line: what was raised, its message, and the file and line that the author can change."""
    said = _first_line(error)
    kind = type(error).__name__
    place = _place(error)
    return (f"{kind}: {said}" if said else kind) + (f" ({place})" if place else "")


def _first_line(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg
    try:
        lines = str(error).strip().splitlines()
    except Exception:
        return ""
    return lines[0] if lines else ""


def _place(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not _is_machinery(f.filename)]
    if not frames:
        return ""
    # The outermost frame is the plugin's; below it may come its helpers, then other people's code.
    folder = Path(frames[0].filename).parent
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(folder)]
    return f"{own[-1].filename}:{own[-1].lineno}"


def _is_machinery(filename: str) -> bool:
    return filename.startswith(("<frozen importlib", _ENGINE, _IMPORTLIB))
