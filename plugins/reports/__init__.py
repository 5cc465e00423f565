"""The formats that `gradkata report` can write. Each is a module here with one `export`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from gradkata import hookimpl

if TYPE_CHECKING:
    from gradkata.judge.records import Results

Exporter = Callable[["Results"], str]

MODULES = {
    "json": "document",
    "csv": "learners",
    "checks-csv": "checks",
    "junit": "junit",
    "gradescope": "gradescope",
    "github": "annotations",
    "github-summary": "summary",
    "github-classroom": "classroom",
    "canvas": "canvas",
    "moodle": "moodle",
}


@hookimpl
def gradkata_exporters() -> Mapping[str, Exporter]:
    return {name: _exporter(module) for name, module in MODULES.items()}


def _exporter(module: str) -> Exporter:
    def export(results: Results) -> str:
        # Imported here, since opening a course should cost next to nothing.
        text: str = import_module(f"{__name__}.{module}").export(results)
        return text

    return export
