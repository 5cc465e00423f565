"""Mutants: sources that differ from the reference in one place."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from gradkata.authoring.mutants import changes

SEPARATOR = "  ->  "


@dataclass(frozen=True, slots=True)
class Mutant:
    """key: the lines that differ, old and new; it survives that other lines move."""

    key: str
    diff: str
    source: str


def mutants_of(source: str, *, torch: bool) -> list[Mutant]:
    """One for each place and change, without those that parse to the same or were made before."""
    module = cst.parse_module(source)
    seen, found = {_meaning(source)}, []
    for old, new in _changes(module, torch=torch):
        replaced = module.deep_replace(old, new)
        assert isinstance(replaced, cst.Module)
        mutated = replaced.code
        meaning = _meaning(mutated)
        if meaning and meaning not in seen:
            seen.add(meaning)
            found.append(Mutant(*_difference(source, mutated), mutated))
    return found


def _changes(module: cst.Module, *, torch: bool) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    collector = _Collector(torch=torch)
    module.visit(collector)
    yield from collector.found


class _Collector(cst.CSTVisitor):
    """Walks function bodies; signatures and docstrings are no code that runs."""

    def __init__(self, *, torch: bool) -> None:
        self.torch, self.depth = torch, 0
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def visit_FunctionDef(self, node: cst.FunctionDef) -> bool:
        self.depth += 1
        node.body.visit(self)
        self.depth -= 1
        return False

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        return False

    def on_visit(self, node: cst.CSTNode) -> bool:
        if self.depth:
            new = changes.of(node, torch=self.torch)
            self.found += [(node, changed) for changed in new]
        return super().on_visit(node)


def _meaning(source: str) -> str:
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return ""


def _difference(old: str, new: str) -> tuple[str, str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    changed = [line for line in lines if not line.startswith(("---", "+++"))]
    gone, come = (
        " ".join(line[1:].strip() for line in changed if line[0] == sign) for sign in "-+"
    )
    return f"{gone}{SEPARATOR}{come}", "\n".join(changed)
