"""Small courses and installed plugins for tests, written into a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

import pytest

PACK = """
from pathlib import Path
from gradkata import Kata, Pack, hookimpl

@hookimpl
def gradkata_pack():
    katas = [{katas}]
    return Pack("{name}", "A pack", Path({root!r}), katas, after="{after}")
"""


def _write(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _write_pack(
    root: Path, name: str, *katas: str, after: str = "", plugin: str = "", home: Path | None = None
) -> Path:
    """A plugin `plugin` in the course `root` whose pack `name` has its files in `home`."""
    home = home or root
    for kata in katas:
        for path in (f"katas/{name}/{kata}.py", f"reference/{name}/{kata}.py"):
            _write(home / path)
        _write(home / "plugins" / name / "checks" / f"test_{kata}.py")
    listed = ", ".join(f"Kata({kata!r})" for kata in katas)
    text = PACK.format(name=name, katas=listed, root=str(home), after=after)
    return _write(root / "plugins" / (plugin or name) / "__init__.py", text)


def _install(site: Path, name: str, version: str, module: str, text: str | None) -> None:
    """A distribution whose entry point `name` is `module`; no module where `text` is None."""
    if text is not None:
        _write(site / f"{module}.py", text)
    info = site / f"{name.replace('-', '_')}_dist-{version}.dist-info"
    _write(info / "METADATA", f"Metadata-Version: 2.1\nName: {name}-dist\nVersion: {version}\n")
    _write(info / "entry_points.txt", f"[gradkata]\n{name} = {module}\n")


@pytest.fixture
def write() -> Callable[..., Path]:
    return _write


@pytest.fixture
def write_pack() -> Callable[..., Path]:
    return _write_pack


@pytest.fixture
def install() -> Callable[..., None]:
    return _install
