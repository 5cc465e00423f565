"""Parsing code that nobody vouches for, within limits of time and memory."""

from __future__ import annotations

import ast
import re
import warnings
from unicodedata import combining

CODE_LIMIT = 128 * 1024
"""Characters; far more than any kata needs. Parsing 1 MiB can cost 8 s and 900 MB."""

_NO_NAME = r"\s\\!-/:-@\[-^`{-~"
_LONG_DOTTED_NAME = re.compile(rf"(?:\.[\s\\]*+[^\d{_NO_NAME}][^{_NO_NAME}]*+[\s\\]*+){{100}}")
"""`import a.a.a…` costs the square of its length: 128 KiB of it take 10 s and 4 GB."""


MOST_MARKS = 30
"""In a row, as in the Stream-Safe Text Format (UAX #15): sorting them takes the square of that."""
# What falls apart into marks when it is normalised, although it counts as none.
_MADE_OF_MARKS = "\u0344\u0f73\u0f75\u0f81"
_MANY_LETTERS_THAT_MAY_BE_MARKS = re.compile(rf"[^\x00-\u02ff]{{{MOST_MARKS + 1}}}")


class TooComplex(Exception):
    """The code is longer or nested deeper than any solution has reason to be."""


def parse(code: str) -> ast.Module:
    """The syntax tree; raises SyntaxError, ValueError or `TooComplex`."""
    if len(code) > CODE_LIMIT:
        raise TooComplex(f"the file has {len(code):,} characters; {CODE_LIMIT:,} are read at most")
    if _most_marks(code) > MOST_MARKS:
        raise TooComplex(f"the file has more than {MOST_MARKS} combining marks in a row")
    if _LONG_DOTTED_NAME.search(code):
        raise TooComplex("the file has a dotted name of more than a hundred parts")
    # A learner's "\d" would otherwise print a warning, as if about the grader's own code.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(code)
        except (RecursionError, MemoryError) as error:
            raise TooComplex("the file is nested too deeply to be read") from error


def _most_marks(code: str) -> int:
    """How many combining marks follow one another at the most, where that is too many."""
    if not _MANY_LETTERS_THAT_MAY_BE_MARKS.search(code):
        return 0
    most = run = 0
    for letter in code:
        is_mark = combining(letter) or letter in _MADE_OF_MARKS
        run = run + 1 if is_mark else 0
        most = max(most, run)
    return most


def parsed(code: str) -> ast.Module | None:
    """The syntax tree, None where the code has none; raises `TooComplex`."""
    try:
        return parse(code.removeprefix("\ufeff"))
    except (SyntaxError, ValueError):
        return None
