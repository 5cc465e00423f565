"""What a player with files may read: the installed packages that its zygote has imported."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from gradkata.course.kata import Runtime

# This project's own package carries the reference solutions.
_NEVER = "gradkata"


def imported_packages() -> tuple[str, ...]:
    """Folders and files, without the interpreter's own: its modules are served from memory."""
    found = {path for name in _top_level_names() for path in _places(name)}
    return tuple(sorted(str(path) for path in found))


def _top_level_names() -> set[str]:
    return {name.partition(".")[0] for name in sys.modules} - {_NEVER}


def _places(name: str) -> list[Path]:
    candidates = [
        site / leaf for site in _site_folders() for leaf in (name, f"{name}.py", f"{name}.libs")
    ]
    return [path for path in candidates if path.exists()]


def _site_folders() -> set[Path]:
    return {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}


def secret_files(runtime: Runtime) -> tuple[str, ...]:
    """Files to try the wall on: this package's own, and torch's where a kata is by hand."""
    torch = [site / "torch" / "__init__.py" for site in _site_folders()]
    candidates = [Path(__file__), *(torch if runtime == "numpy" else ())]
    return tuple(str(path) for path in candidates if path.is_file())
