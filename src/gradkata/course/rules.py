"""What a kata forbids or discourages, found in the syntax tree without running anything.

This tells honest learners what a kata wants of them. It is no barrier: that is the wall.
"""

from __future__ import annotations

import ast
import re
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from gradkata.course.names import Meanings, Scope, scoped, simple_targets
from gradkata.judge.records import Remark, Violation
from gradkata.judge.words import shown_name
from gradkata.parsing import TooComplex, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gradkata.course.kata import Kata

MOST_VIOLATIONS = 50
UNSPELLED = {"builtins", "__dict__"}
"""Parts of a name that a source can mean without writing them."""


def violations(source: str, kata: Kata) -> list[Violation]:
    """One for each line and forbidden name, in the order of lines.

    A source that does not parse has none: loading it reports the syntax error. One that has a word
    of the rules, and is too long or too deep to be read, has one that says so, or else padding
    would be a way round them.
    """
    if not _may_mean(source, frozenset(root.rpartition(".")[2] for root in kata.forbidden)):
        return []
    try:
        tree = _read(source)
        found = _found(tree, _Rules(kata)) if tree else ()
        return sorted(set(found), key=lambda one: (one.line, one.message))[:MOST_VIOLATIONS]
    except TooComplex as error:
        return [Violation(1, f"the rules cannot be checked: {error}")]
    except (RecursionError, MemoryError):
        return [Violation(1, "the rules cannot be checked: the file is nested too deeply")]


def method_remarks(source: str, kata: Kata) -> list[Remark]:
    """One for each discouraged attribute that the source uses.

    `.requires_grad` counts where it is assigned to, a name that ends with `_` where it is called,
    any other wherever it is read or written, with no comment between it and its dot.
    """
    named = {key.removeprefix("."): message for key, message in kata.discouraged.items()}
    if not _may_mean(source, frozenset(named), before=r"\.\s*+"):
        return []
    try:
        tree = _read(source)
    except TooComplex:
        return []
    if tree is None:
        return []
    used = {name for node in ast.walk(tree) for name in _attributes(node)}
    return [Remark(name, message) for name, message in named.items() if name in used]


def _may_mean(source: str, words: frozenset[str], before: str = r"\b") -> bool:
    """Whether one of these words can be in the syntax tree; most sources need no parsing for that.

    Whoever writes in plain letters, and without an escape, has to write a word as it is, or in
    literals that Python joins.
    """
    if not words or words & UNSPELLED:
        return bool(words)
    return not _is_plain(source) or _written(words, before).search(source) is not None


def _is_plain(source: str) -> bool:
    # Other letters can stand for plain ones in a name, as in `torch.ｎｎ`; signs such as ² cannot.
    others = () if source.isascii() else {letter for letter in source if not letter.isascii()}
    return "\\" not in source and not any(f"a{letter}".isidentifier() for letter in others)


@cache
def _written(words: frozenset[str], before: str) -> re.Pattern[str]:
    whole = "|".join(map(re.escape, words))
    begun = "|".join(re.escape(word[:end]) for word in words for end in range(1, len(word)))
    return re.compile(rf"{before}(?:(?:{whole})\b|(?:{begun})['\"])")


@lru_cache(maxsize=1)
def _read(source: str) -> ast.Module | None:
    """The tree. Asked for twice in a row, and nobody changes it."""
    return parsed(source)


def _attributes(node: ast.AST) -> Iterator[str]:
    called = isinstance(node, ast.Call)
    used = node.func if isinstance(node, ast.Call) else node
    if isinstance(used, ast.Attribute) and called == used.attr.endswith("_"):
        yield from [used.attr] if used.attr != "requires_grad" or _is_written(used) else []


def _is_written(attribute: ast.Attribute) -> bool:
    return isinstance(attribute.ctx, ast.Store)


class _Rules:
    """Judges dotted names by what the kata forbids and allows."""

    def __init__(self, kata: Kata) -> None:
        self._forbidden = kata.forbidden
        self._allowed = tuple(kata.allowed)

    def reason(self, name: str, *, passing: bool) -> str | None:
        """Why the name may not be used; `passing` if only an import or alias on the way."""
        if any(_within(name, allowed) for allowed in self._allowed):
            return None
        # `torch.nn` has to be imported by someone who uses what is allowed in it.
        if passing and any(_within(allowed, name) for allowed in self._allowed):
            return None
        reasons = (why for root, why in self._forbidden.items() if _within(name, root))
        return next(reasons, None)

    def star_names(self) -> dict[str, list[str]]:
        """What a star import is taken to bring: the way to everything that a rule names."""
        found: dict[str, list[str]] = {}
        for name in chain(self._forbidden, self._allowed):
            parts = name.split(".")
            for end in range(1, len(parts)):
                found.setdefault(".".join(parts[:end]), []).append(parts[end])
        return found


def _found(tree: ast.Module, rules: _Rules) -> Iterator[Violation]:
    meanings, covered, aliased = Meanings(), set[int](), set[int]()
    for node, scope in scoped(tree, rules.star_names()):
        if simple_targets(node):
            aliased.add(id(getattr(node, "value", None)))
        for line, name in _imported(node):
            yield from _violation(rules, line, name, passing=not name.endswith(".*"))
        if isinstance(node, ast.expr) and id(node) not in covered:
            yield from _used(node, scope, meanings, rules, passing=id(node) in aliased)
        covered |= _covered(node, scope, meanings)


def _used(
    node: ast.expr, scope: Scope, meanings: Meanings, rules: _Rules, *, passing: bool
) -> Iterator[Violation]:
    if not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
        for name in sorted(meanings.of(node, scope)):
            yield from _violation(rules, node.lineno, name, passing=passing)


def _covered(node: ast.AST, scope: Scope, meanings: Meanings) -> set[int]:
    """What is only the way to `node`, such as `torch.nn` in `torch.nn.functional`."""
    if isinstance(node, ast.Attribute | ast.NamedExpr):
        return {id(node.value)}
    if isinstance(node, ast.Subscript | ast.Call) and meanings.of(node, scope):
        way = node.value if isinstance(node, ast.Subscript) else next(iter(node.args))
        return {id(way)}
    return set()


def _imported(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Import):
        yield from ((alias.lineno, alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from ((alias.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _violation(rules: _Rules, line: int, name: str, *, passing: bool) -> Iterator[Violation]:
    why = rules.reason(name, passing=passing)
    if why is not None:
        yield Violation(line, f"{shown_name(name)}: {why}")


def _within(name: str, root: str) -> bool:
    return name == root or name.startswith(f"{root}.")
