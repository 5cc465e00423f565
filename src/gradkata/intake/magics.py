"""IPython's additions to Python, taken out of a cell without moving its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN_AS_PYTHON = re.compile(r"%%(time|capture)\b")
"""Cell magics whose cell still defines what it defines; all others may hold any language."""

_MAGIC = re.compile(r"[%!?]|[\w.]+\?{1,2}\s*\Z|\w+\s*=\s*[%!]")


def without_magics(code: str) -> str:
    lines = code.split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if not _RUN_AS_PYTHON.match(lines[first]):
            return ""
        lines[first] = ""
    return "\n".join(_plain(lines))


def _plain(lines: list[str]) -> Iterator[str]:
    goes_on = False
    for line in lines:
        statement = line.lstrip(" \t")
        if goes_on:
            yield ""
        elif _MAGIC.match(statement):
            yield line[: len(line) - len(statement)] + "pass"
        else:
            yield line
            continue
        goes_on = line.endswith("\\")
