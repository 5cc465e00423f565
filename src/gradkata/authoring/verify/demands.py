"""What is asked of a kata in numbers, and what an author may waive with a reason."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HINTS = 3
DECADES = 2.0
SHARE_OF_LIMIT = 0.5
"""A class may run on a slower machine than the author's."""

WAIVABLE = ("uniform", "one_sample", "equal_dimensions", "oracle", "needless")
"""Rules that look at what a check does from outside, and can be wrong about it."""


@dataclass(frozen=True, slots=True)
class Demands:
    """How much is asked. every_check_needed: each catches a mistake that no other does."""

    mistakes: int = 1
    alternatives: int = 1
    every_check_needed: bool = False


SHIPPED = Demands(mistakes=6, alternatives=3, every_check_needed=True)


def declared(mistakes: Path, name: str) -> dict[str, str]:
    """A mistakes file's `EQUIVALENT` or `WAIVED`: what is declared, each with its reason."""
    try:
        tree = ast.parse(mistakes.read_text("utf-8-sig"))
        values = [value for node in tree.body for value in _assigned(node, name)]
        found = ast.literal_eval(values[-1]) if values else {}
    except (OSError, SyntaxError, ValueError):
        return {}
    return {str(key): str(reason) for key, reason in dict(found).items() if str(reason).strip()}


def _assigned(node: ast.stmt, name: str) -> list[ast.expr]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    named = any(isinstance(target, ast.Name) and target.id == name for target in targets)
    value = getattr(node, "value", None)
    return [value] if named and value is not None else []
