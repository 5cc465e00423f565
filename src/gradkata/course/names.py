"""Which dotted names a syntax tree's expressions may stand for; read off, never executed."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gradkata.parsing import TooComplex

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEANINGS, DEEPEST = 16, 100
LONGEST = 200
"""Letters of a dotted name: rules are about how one begins, and a source may spell megabytes."""

_Functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_NamedNodes = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.ExceptHandler,
    ast.MatchAs,
    ast.MatchStar,
)
_Comprehensions = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_IMPORTERS = frozenset({"importlib.import_module", "importlib.__import__", "builtins.__import__"})


@dataclass(eq=False)
class Scope:
    """Names bound in a function, class, comprehension or module.

    meanings: what each may stand for: a dotted name where imported, an expression where assigned;
              nothing at all where it is a parameter or the like, which hides outer names.
    """

    outer: Scope | None
    is_class: bool = False
    is_comprehension: bool = False
    meanings: dict[str, list[str | ast.expr]] = field(default_factory=dict)
    declared: dict[str, Scope] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.depth: int = self.outer.depth + 1 if self.outer else 0
        if self.depth > DEEPEST:
            raise TooComplex(f"the file nests functions more than {DEEPEST} deep")

    def bind(self, name: str, *meaning: str | ast.expr) -> None:
        self.declared.get(name, self).meanings.setdefault(name, []).extend(meaning)

    def owner(self, name: str) -> Scope | None:
        scope: Scope | None = self.declared.get(name, self)
        while scope and (name not in scope.meanings or (scope.is_class and scope is not self)):
            scope = scope.outer
        return scope


def scoped(tree: ast.Module, star_names: dict[str, list[str]]) -> list[tuple[ast.AST, Scope]]:
    """Every node, outer before inner, with the scope it is evaluated in.

    star_names: what `from MODULE import *` is taken to bind, for each module of interest.
    """
    module, found = Scope(None), []
    left: list[tuple[ast.AST, Scope]] = [(tree, module)]
    while left:
        node, scope = left.pop()
        found.append((node, scope))
        _bind(node, scope, module, star_names)
        left.extend(_children(node, scope))
    return found


class Meanings:
    """Resolves expressions; each name is worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Scope, str], frozenset[str]] = {}
        self._seen: dict[tuple[ast.AST, Scope], frozenset[str]] = {}

    def of(self, node: ast.AST, scope: Scope) -> frozenset[str]:
        """The dotted names that the expression may stand for; empty for everything else."""
        if (node, scope) not in self._seen:
            self._seen[node, scope] = self._worked_out(node, scope)
        return self._seen[node, scope]

    def _worked_out(self, node: ast.AST, scope: Scope) -> frozenset[str]:
        if isinstance(node, ast.Name):
            return self._of_name(node.id, scope)
        if isinstance(node, ast.Attribute):
            return _joined(self.of(node.value, scope), node.attr)
        if isinstance(node, ast.NamedExpr):
            return self.of(node.value, scope)
        if isinstance(node, ast.Subscript) and (key := _text(node.slice)):
            return _subscripted(self.of(node.value, scope), key)
        if isinstance(node, ast.Call) and node.args:
            return self._of_call(node, scope)
        return frozenset()

    def _of_name(self, name: str, scope: Scope) -> frozenset[str]:
        owner = scope.owner(name)
        if owner is None:
            return frozenset({f"builtins.{name}"})
        if (owner, name) not in self._known:
            self._known[owner, name] = frozenset()
            found: set[str] = set()
            for meaning in owner.meanings[name]:
                found |= {meaning} if isinstance(meaning, str) else self.of(meaning, owner)
            self._known[owner, name] = frozenset(sorted(found)[:MOST_MEANINGS])
        return self._known[owner, name]

    def _of_call(self, node: ast.Call, scope: Scope) -> frozenset[str]:
        functions = self.of(node.func, scope)
        key = _text(node.args[-1])
        if "builtins.vars" in functions:
            return _joined(self.of(node.args[0], scope), "__dict__")
        if "builtins.getattr" in functions and len(node.args) > 1:
            name = _text(node.args[1])
            return _joined(self.of(node.args[0], scope), name) if name else frozenset()
        if "sys.modules.get" in functions and key:
            return frozenset({key})
        return self._of_import(node) if functions & _IMPORTERS else frozenset()

    def _of_import(self, node: ast.Call) -> frozenset[str]:
        name = _text(node.args[0])
        if name.startswith(".") and len(node.args) > 1:
            name = _text(node.args[1]) + name
        # `__import__` gives the top of the dotted name, or its end, depending on `fromlist`.
        return frozenset({name, name.split(".")[0]}) if name else frozenset()


def _bind(node: ast.AST, scope: Scope, module: Scope, star_names: dict[str, list[str]]) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.split(".")[0]
            scope.bind(alias.asname or top, alias.name if alias.asname else top)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            names = star_names.get(node.module, []) if alias.name == "*" else [alias.name]
            for name in names:
                scope.bind(alias.asname or name, f"{node.module}.{name}")
    elif isinstance(node, ast.Global | ast.Nonlocal):
        target = module if isinstance(node, ast.Global) else scope.outer or module
        scope.declared.update(dict.fromkeys(node.names, target))
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
        for target_name in simple_targets(node):
            _holder(node, scope).bind(target_name, node.value)
    else:
        _hide(node, scope)


def _hide(node: ast.AST, scope: Scope) -> None:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        scope.bind(node.id)
    elif isinstance(node, _NamedNodes) and node.name:
        scope.bind(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        scope.bind(node.rest)


def simple_targets(node: ast.AST) -> list[str]:
    """The plain names that an assignment gives its whole value to, if nothing else gets it."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        targets = [node.target]
    names = [target.id for target in targets if isinstance(target, ast.Name)]
    return names if len(names) == len(targets) else []


def _holder(node: ast.AST, scope: Scope) -> Scope:
    while isinstance(node, ast.NamedExpr) and scope.is_comprehension and scope.outer:
        scope = scope.outer
    return scope


def _children(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    inner = _inner_scope(node, scope)
    body = getattr(node, "body", [])
    inside = set(map(id, body if isinstance(body, list) else [body]))
    for child in reversed(list(ast.iter_child_nodes(node))):
        if isinstance(child, ast.expr_context | ast.operator):
            continue
        outside = inner is not scope and not inner.is_comprehension and id(child) not in inside
        yield child, scope if outside else inner


def _inner_scope(node: ast.AST, scope: Scope) -> Scope:
    if isinstance(node, _Functions):
        inner = Scope(scope)
        for arg in ast.walk(node.args):
            if isinstance(arg, ast.arg):
                inner.bind(arg.arg)
        return inner
    if isinstance(node, ast.ClassDef):
        return Scope(scope, is_class=True)
    return Scope(scope, is_comprehension=True) if isinstance(node, _Comprehensions) else scope


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _joined(names: frozenset[str], attribute: str) -> frozenset[str]:
    return frozenset(_cut(f"{name}.{attribute}") for name in names)


def _cut(name: str) -> str:
    return name[:LONGEST]


def _subscripted(names: frozenset[str], key: str) -> frozenset[str]:
    found = {key for name in names if name == "sys.modules"}
    spaces = (name for name in names if name.endswith(".__dict__"))
    return frozenset(found | {_cut(f"{name.removesuffix('.__dict__')}.{key}") for name in spaces})
