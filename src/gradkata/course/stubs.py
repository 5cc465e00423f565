"""Stubs are derived from references, so that the two cannot drift apart."""

from __future__ import annotations

import ast
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from gradkata.errors import UserError
from gradkata.parsing import TooComplex, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gradkata.course.kata import Kata

Function = ast.FunctionDef | ast.AsyncFunctionDef


def stub_of(reference_source: str) -> str:
    """The reference without its bodies: docstring, imports, public signatures and docstrings."""
    text = _Text(reference_source)
    parts = [part for part in (text.docstring(text.tree), text.imports()) if part]
    functions = [_stubbed(text, function) for function in _public_functions(text.tree)]
    return "\n\n\n".join(["\n\n".join(parts), *functions] if parts else functions) + "\n"


def stub_for(kata: Kata) -> str:
    """A kata's stub; raises `UserError`, with the line, where its reference is no Python."""
    try:
        return stub_of(kata.reference.read_text("utf-8-sig"))
    except SyntaxError as error:
        where = f"{kata.reference}:{error.lineno}"
        raise UserError(
            f"{where}: {error.msg}; mend the reference, which the stub is from"
        ) from None


def is_untouched(source: str, reference_source: str) -> bool:
    """Whether only comments, docstrings and layout, if anything, differ from the stub.

    Never where the reference is no Python: whoever judges it will say so.
    """
    if "NotImplementedError" not in source:
        # Every function of a stub raises it, and to parse a whole class takes a while.
        return False
    try:
        tree = parsed(source)
        return tree is not None and _bare(tree) == _bare_stub(reference_source)
    except (SyntaxError, TooComplex, RecursionError, MemoryError):
        return False


def is_stub(source: str, kata: Kata) -> bool:
    """Whether this is the kata's stub, untouched; not where the reference cannot be read."""
    if "NotImplementedError" not in source:
        return False
    try:
        return is_untouched(source, kata.reference.read_text("utf-8"))
    except (OSError, ValueError):
        return False


def signatures(source: str) -> dict[str, list[str]]:
    """The parameter names of each public function; nothing for a source that does not parse."""
    return {function.name: _parameters(function.args) for function in _functions_in(source)}


def returned_names(source: str) -> dict[str, list[str]]:
    """What each public function calls its results, where its last line returns plain names."""
    found = {function.name: _returned(function.body[-1]) for function in _functions_in(source)}
    return {name: names for name, names in found.items() if names}


def _functions_in(source: str) -> list[Function]:
    try:
        tree = parsed(source)
    except TooComplex:
        return []
    return list(_public_functions(tree)) if tree else []


def _public_functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def _parameters(args: ast.arguments) -> list[str]:
    names = [arg.arg for arg in (*args.posonlyargs, *args.args)]
    names += [f"*{args.vararg.arg}"] if args.vararg else []
    names += [arg.arg for arg in args.kwonlyargs]
    return names + ([f"**{args.kwarg.arg}"] if args.kwarg else [])


def _returned(last: ast.stmt) -> list[str]:
    value = last.value if isinstance(last, ast.Return) else None
    values = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
    names = [value.id for value in values if isinstance(value, ast.Name)]
    return names if len(names) == len(values) else []


@lru_cache(maxsize=256)
def _bare_stub(reference_source: str) -> str:
    return _bare(ast.parse(stub_of(reference_source)))


def _bare(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and _has_docstring(node):
            del node.body[0]
    return ast.dump(tree)


def _has_docstring(node: ast.Module | ast.ClassDef | Function) -> bool:
    return ast.get_docstring(node, clean=False) is not None


def _stubbed(text: _Text, function: Function) -> str:
    docstring = text.docstring(function)
    lines = [text.header(function), f"    {docstring}" if docstring else ""]
    return "\n".join([*filter(None, lines), "    raise NotImplementedError"])


class _Text:
    """A source and its tree; the tree counts bytes of UTF-8, so the lines are kept as such."""

    def __init__(self, source: str) -> None:
        plain = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self.tree = ast.parse(plain)
        self._lines = plain.encode().split(b"\n")

    def docstring(self, node: ast.Module | Function) -> str:
        return self._between(*_span(node.body[0])) if _has_docstring(node) else ""

    def imports(self) -> str:
        """As they stand, comments behind them and blank lines between them included."""
        nodes = [node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        text = ""
        for node, after in zip_longest(nodes, nodes[1:]):
            start, (line, column) = _span(node)
            rest = self._lines[line - 1][column:]
            end = (line, column + len(rest)) if rest.lstrip().startswith(b"#") else (line, column)
            apart = after is not None and not self._lines[line : line + 1][0].strip()
            text += self._between(start, end) + ("\n\n" if apart else "\n")
        return text.rstrip("\n")

    def header(self, function: Function) -> str:
        """Decorators and signature: all before the body, without comments on lines of their own."""
        start = function.decorator_list[0].lineno if function.decorator_list else function.lineno
        first = function.body[0]
        decorators = getattr(first, "decorator_list", [])
        end = (decorators[0].lineno, 0) if decorators else (first.lineno, first.col_offset)
        lines = self._between((start, 0), end).rstrip().split("\n")
        while not lines[-1].strip() or lines[-1].lstrip().startswith("#"):
            lines.pop()
        return "\n".join(lines).rstrip()

    def _between(self, start: tuple[int, int], end: tuple[int, int]) -> str:
        lines = self._lines[start[0] - 1 : end[0]]
        lines[-1] = lines[-1][: end[1]]
        lines[0] = lines[0][start[1] :]
        return b"\n".join(lines).decode()


def _span(node: ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
