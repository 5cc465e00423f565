"""Variants of a kata's functions: the mistakes people make, and right answers in other styles."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from gradkata.course.loading import load_by_path, reason, synthetic_name
from gradkata.course.stubs import Function
from gradkata.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.course.kata import Kata

Kind = Literal["mistake", "alternative"]
AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

_MARK = "__gradkata_variant__"


@dataclass(frozen=True, slots=True)
class Variant:
    """One marked function; `message` is its docstring on one line, for a mistake never empty."""

    name: str
    of: str
    message: str
    function: Callable[..., Any]
    path: Path
    wraps: bool = False

    def over(self, inner: Callable[..., Any] | None) -> Callable[..., Any]:
        """The variant as a plain function; one that wraps is laid over `inner`."""
        return partial(self.function, inner) if self.wraps else self.function


def mistake(of: str, wraps: bool = False) -> Callable[[AnyFunction], AnyFunction]:
    """Mark a wrong version of the kata's function `of`.

    The docstring is the sentence a learner reads whose results are those of the mistake. The
    function sees what stands in its own file, and nothing of the reference.

    wraps: the mistake can be laid over another. The function takes `inner` before its arguments,
           and calls it in place of the right solution, which may as well be another mistake.
    """
    return _marker("mistake", of, wraps)


def alternative(of: str) -> Callable[[AnyFunction], AnyFunction]:
    """Mark a right version of the kata's function `of`, written in another style.

    The function sees what stands in its own file, and nothing of the reference.
    """
    return _marker("alternative", of, wraps=False)


def load_variants(path: Path, kind: Kind) -> list[Variant]:
    """The file's functions marked as `kind`, in order; none where there is no file."""
    if not path.is_file():
        return []
    try:
        module = load_by_path(synthetic_name("gradkata_variants", path), path)
    except Exception as error:
        raise UserError(f"the {kind}s in {path} cannot be loaded: {reason(error)}") from error
    marked = [(value, getattr(value, _MARK, None)) for value in vars(module).values()]
    ours = [(value, mark) for value, mark in marked if mark and mark[0] == kind]
    found = [_variant(value, of, path, wraps) for value, (_, of, wraps) in ours]
    silent = [variant.name for variant in found if kind == "mistake" and not variant.message]
    if silent:
        raise UserError(f"{path}: {silent[0]} needs a docstring: the sentence a learner reads")
    return found


def as_submission(kata: Kata, variant_name: str, path: Path) -> str:
    """A whole submission in which the variant stands in for its function.

    It holds the reference without that function, then the variant's file: its imports, helpers
    and constants, and the variant under the function's name. Other variants are left out, unless
    something that stays mentions them. A helper named like something in the reference is renamed.
    Where the variant wraps another, the reference's function stays, under a name of its own.
    """
    variants, reference = _File(path), _File(kata.reference)
    of = variants.marked.get(variant_name)
    if of is None:
        raise UserError(f"{path} has no mistake or alternative named {variant_name}")
    if of not in reference.names():
        raise UserError(f"{path}: {variant_name} is of {of}, which {kata.reference} has not")
    own = variants.with_variant(variant_name)
    clashes = {name for node in own for name in _defined(node)} & reference.names()
    if variant_name in variants.wrapping:
        right = [node for node in reference.body if of in _defined(node)]
        _rename(right, {of: f"_right_{of}"})
        _give_inner(own, variant_name, f"_right_{of}")
    kept = [node for node in reference.body if of not in _defined(node)]
    _rename(own, {name: f"_variant_{name}" for name in clashes} | {variant_name: of})
    imports = sorted([*reference.imports, *variants.imports], key=lambda node: not _is_future(node))
    return ast.unparse(ast.Module([*imports, *kept, *own], [])) + "\n"


def _marker(kind: Kind, of: str, wraps: bool) -> Callable[[AnyFunction], AnyFunction]:
    if not isinstance(of, str):
        raise TypeError(f'write @{kind}(of="FUNCTION"): which function of the kata it stands for')

    def mark(function: AnyFunction) -> AnyFunction:
        setattr(function, _MARK, (kind, of, wraps))
        return function

    return mark


def _variant(function: Callable[..., Any], of: str, path: Path, wraps: bool) -> Variant:
    message = " ".join((function.__doc__ or "").split())
    return Variant(function.__name__, of, message, function, path, wraps)


class _File:
    """A source apart: imports, the rest, and which of its functions are variants of what."""

    def __init__(self, path: Path) -> None:
        tree = ast.parse(path.read_text("utf-8-sig"))
        imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        ours = [node for node in imports if _is_gradkata(node)]
        self.imports = [node for node in imports if node not in ours]
        skipped = 0 if ast.get_docstring(tree) is None else 1
        self.body = [node for node in tree.body[skipped:] if node not in imports]
        self.marked: dict[str, str] = {}
        self.wrapping: set[str] = set()
        for node in self.body:
            if isinstance(node, Function):
                self._unmark(node, {alias.asname or alias.name for n in ours for alias in n.names})

    def names(self) -> set[str]:
        return {name for node in self.body for name in _defined(node)}

    def with_variant(self, wanted: str) -> list[ast.stmt]:
        left_out = set(self.marked) - {wanted}
        while True:
            kept = [node for node in self.body if not left_out & _defined(node)]
            mentioned = {n.id for node in kept for n in ast.walk(node) if isinstance(n, ast.Name)}
            if not mentioned & left_out:
                return kept
            left_out -= mentioned

    def _unmark(self, function: Function, markers: set[str]) -> None:
        for decorator in list(function.decorator_list):
            if isinstance(decorator, ast.Call) and _root(decorator.func) in markers:
                function.decorator_list.remove(decorator)
                names = [*("of", "wraps")[: len(decorator.args)]]
                given = dict(zip(names, decorator.args, strict=False))
                given |= {str(keyword.arg): keyword.value for keyword in decorator.keywords}
                self.marked[function.name] = str(ast.literal_eval(given["of"]))
                if "wraps" in given and ast.literal_eval(given["wraps"]):
                    self.wrapping.add(function.name)


def _give_inner(body: list[ast.stmt], variant_name: str, right: str) -> None:
    """Drop the variant's first parameter, and say the right function's name in its place."""
    for node in body:
        if isinstance(node, Function) and node.name == variant_name:
            places = node.args.posonlyargs or node.args.args
            _rename([node], {places.pop(0).arg: right})


def _is_gradkata(node: ast.Import | ast.ImportFrom) -> bool:
    named = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
    return (named or "").split(".")[0] == "gradkata"


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _defined(node: ast.stmt) -> set[str]:
    """The module's names that a top-level statement binds."""
    if isinstance(node, Function | ast.ClassDef):
        return {node.name}
    names = (name for name in ast.walk(node) if isinstance(name, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def _rename(body: list[ast.stmt], names: dict[str, str]) -> None:
    for node in (node for statement in body for node in ast.walk(statement)):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, Function | ast.ClassDef):
            node.name = names.get(node.name, node.name)
        elif isinstance(node, ast.Global):
            node.names = [names.get(name, name) for name in node.names]
