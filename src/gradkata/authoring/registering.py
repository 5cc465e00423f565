"""Putting a kata into its pack's source: as text, so that all else stays as it was written."""

from __future__ import annotations

import ast
from itertools import chain

from gradkata.course.kata import Runtime
from gradkata.errors import UserError

HINTS = """{constant} = (
    "FILL IN: the idea, in a sentence or two.",
    "FILL IN: the way: what to compute first, and what then.",
    "FILL IN: what goes wrong easily: shapes, signs, order.",
    "FILL IN: the line itself.",
)
"""


def with_kata(source: str, name: str, runtime: Runtime, where: str) -> str:
    """The pack's source with one entry and its hints more; refuses what it cannot do safely."""
    entry, constant = _entry(name, runtime), _constant(name)
    by_hand = f"add {entry} to the pack's katas in {where} by hand, and create its files"
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise UserError(f"{where}:{error.lineno} is no Python: {error.msg}") from None
    hook, katas = _hook(tree), _katas(tree)
    if hook is None or katas is None or "Kata" not in _imported(tree):
        raise UserError(f"{where} does not list its katas in a way that can be added to; {by_hand}")
    if name in _listed(katas):
        raise UserError(f"{where} lists a kata {name} already; name another one")
    changed = _inserted(source, hook, katas, entry, HINTS.format(constant=constant))
    if not _is_sound(changed, name, constant, tree):
        raise UserError(f"{where} cannot be added to; {by_hand}")
    return changed


def _entry(name: str, runtime: Runtime) -> str:
    where = ', runtime="torch"' if runtime == "torch" else ""
    return f'Kata("{name}"{where}, hints={_constant(name)})'


def _constant(name: str) -> str:
    return f"{name.upper()}_HINTS"


def _hook(tree: ast.Module) -> ast.FunctionDef | None:
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return next((node for node in functions if node.name == "gradkata_pack"), None)


def _katas(tree: ast.Module) -> ast.List | ast.Tuple | None:
    """The literal that becomes the fourth argument of `Pack`."""
    packs = [node for node in ast.walk(tree) if _is_pack(node)]
    if len(packs) != 1 or not isinstance(packs[0], ast.Call):
        return None
    call = packs[0]
    named = [keyword.value for keyword in call.keywords if keyword.arg == "katas"]
    given = [*call.args[3:4], *named]
    value = given[0] if given else None
    if isinstance(value, ast.Name):
        values = _values_of(tree, value.id)
        value = values[0] if len(values) == 1 else None
    return value if isinstance(value, ast.List | ast.Tuple) else None


def _is_pack(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Pack"


def _values_of(tree: ast.Module, name: str) -> list[ast.expr]:
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            value = getattr(node, "value", None)
            found += [value] if value is not None else []
    return found


def _imported(tree: ast.Module) -> set[str]:
    nodes = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for alias in chain(*(node.names for node in nodes))}


def _listed(katas: ast.List | ast.Tuple) -> set[str]:
    calls = [node for node in katas.elts if isinstance(node, ast.Call)]
    firsts = [call.args[0] for call in calls if call.args]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def _inserted(
    source: str, hook: ast.FunctionDef, katas: ast.List | ast.Tuple, entry: str, hints: str
) -> str:
    lines = source.encode().splitlines(keepends=True)
    assert katas.end_lineno is not None
    assert katas.end_col_offset is not None
    line, column = katas.end_lineno - 1, katas.end_col_offset - 1
    before = lines[line][:column]
    if katas.elts and katas.end_lineno > katas.lineno and not before.strip():
        text = before + b"    " + entry.encode() + b",\n" + lines[line]
    else:
        comma = b", " if katas.elts and not before.rstrip().endswith(b",") else b""
        comma = b" " if katas.elts and before.endswith(b",") else comma
        text = before + comma + entry.encode() + lines[line][column:]
    lines[line] = text
    start = (hook.decorator_list[0].lineno if hook.decorator_list else hook.lineno) - 1
    lines.insert(start, hints.encode() + b"\n\n")
    return b"".join(lines).decode()


def _is_sound(changed: str, name: str, constant: str, before: ast.Module) -> bool:
    """Whether nothing but the entry and its hints has come in."""
    try:
        after = ast.parse(changed)
    except SyntaxError:
        return False
    katas = _katas(after)
    if katas is None or name not in _listed(katas):
        return False
    katas.elts.pop()
    after.body = [node for node in after.body if not _names(node, constant)]
    return ast.dump(after) == ast.dump(before)


def _names(node: ast.stmt, constant: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == constant for target in targets)
