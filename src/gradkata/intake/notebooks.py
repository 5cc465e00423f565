"""The code of a Jupyter notebook (nbformat 4 and later) as one source.

Cells are counted from 1 over all cells, text too: as they follow one another on the page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gradkata.intake.files import KIB, Refused
from gradkata.intake.magics import without_magics
from gradkata.parsing import CODE_LIMIT, TooComplex, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_STRUCTURE = 500_000
"""Commas and brackets: each may cost a hundred times its size once parsed."""

MOST_CELLS = 2_000
"""Of code; each is parsed by itself, which takes a while however small it is."""

_NOT_A_NOTEBOOK = "is not a Jupyter notebook"


def code_of(text: str) -> str:
    cells = list(_code_cells(_notebook(text)))
    if len(cells) > MOST_CELLS:
        raise Refused(f"has more than {MOST_CELLS:,} cells of code")
    if sum(len(code) for _, code in cells) > CODE_LIMIT:
        raise Refused(f"has more than {CODE_LIMIT // KIB} KiB of code")
    return "".join(f"# cell {number}\n{_checked(number, code)}\n\n" for number, code in cells)


def _notebook(text: str) -> dict[str, object]:
    if text.count(",") + text.count("[") + text.count("{") > MAX_STRUCTURE:
        raise Refused("holds too much output: clear all outputs and save it again")
    try:
        document: object = json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        raise Refused(f"{_NOT_A_NOTEBOOK}: it is not proper JSON") from None
    if not isinstance(document, dict):
        raise Refused(_NOT_A_NOTEBOOK)
    _require_version(document.get("nbformat"))
    return document


def _require_version(version: object) -> None:
    if not isinstance(version, int) or isinstance(version, bool):
        raise Refused(f"{_NOT_A_NOTEBOOK}: it names no format version")
    if version < 4:
        raise Refused("is a notebook of an old format: save it as version 4")


def _code_cells(notebook: dict[str, object]) -> Iterator[tuple[int, str]]:
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Refused(f"{_NOT_A_NOTEBOOK}: it has no list of cells")
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            raise Refused(f"{_NOT_A_NOTEBOOK}: cell {number} is not a cell")
        if cell.get("cell_type") == "code":
            yield number, _source(number, cell.get("source"))


def _source(number: int, source: object) -> str:
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise Refused(f"{_NOT_A_NOTEBOOK}: cell {number} has no proper source")
    return "".join(lines).replace("\r\n", "\n").replace("\r", "\n")


def _checked(number: int, code: str) -> str:
    """The cell as Python; by itself first, since a line of it may only look like a magic."""
    if _problem(code) is None:
        return code
    plain = without_magics(code)
    problem = _problem(plain)
    if problem is not None:
        raise Refused(f"has an error in cell {number}{problem}")
    return plain


def _problem(code: str) -> str | None:
    try:
        parse(code)
    except SyntaxError as error:
        return f", line {error.lineno}: {error.msg}"
    except TooComplex:
        return ": it is too large, or nested too deeply"
    except ValueError:
        return ": it holds a character that Python does not accept"
    return None
