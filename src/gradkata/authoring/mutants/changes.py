"""What may be changed in a node of the syntax tree: mistakes that somebody could make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import libcst as cst

OTHER_OPERATOR: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.Power: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.FloorDivide: cst.Divide,
    cst.Modulo: cst.Divide,
}
OTHER_STEP: dict[type[cst.BaseAugOp], tuple[type[cst.BaseAugOp], type[cst.BaseBinaryOp]]] = {
    cst.AddAssign: (cst.SubtractAssign, cst.Add),
    cst.SubtractAssign: (cst.AddAssign, cst.Subtract),
    cst.MultiplyAssign: (cst.DivideAssign, cst.Multiply),
    cst.DivideAssign: (cst.MultiplyAssign, cst.Divide),
}
OTHER_COMPARISONS: dict[type[cst.BaseCompOp], list[type[cst.BaseCompOp]]] = {
    cst.GreaterThan: [cst.GreaterThanEqual, cst.LessThan],
    cst.GreaterThanEqual: [cst.GreaterThan, cst.LessThan],
    cst.LessThan: [cst.LessThanEqual, cst.GreaterThan],
    cst.LessThanEqual: [cst.LessThan, cst.GreaterThan],
    cst.Equal: [cst.NotEqual],
    cst.NotEqual: [cst.Equal],
}
OTHER_NAME = {
    "sum": "mean", "mean": "sum", "maximum": "minimum", "minimum": "maximum",
    "max": "min", "min": "max", "argmax": "argmin", "argmin": "argmax",
    "no_grad": "enable_grad", "zeros_like": "ones_like", "ones_like": "zeros_like",
    "zeros": "ones", "ones": "zeros", "sin": "cos", "cos": "sin", "relu": "abs",
}  # fmt: skip


def of(node: cst.CSTNode, *, torch: bool) -> Sequence[cst.CSTNode]:
    """Every node that could stand in the place of this one."""
    change = _CHANGES.get(type(node))
    found = list(change(node)) if change else []
    if torch and isinstance(node, cst.Assign | cst.Return) and node.value is not None:
        found += _detached(node, node.value)
    return found


def _detached(node: Any, value: cst.BaseExpression) -> list[cst.CSTNode]:
    if isinstance(value, cst.Tuple | cst.List | cst.SimpleString | cst.Integer | cst.Float):
        return []
    owner = _in_brackets(value)
    return [node.with_changes(value=cst.Call(cst.Attribute(owner, cst.Name("detach"))))]


def _operation(node: cst.BinaryOperation) -> Iterator[cst.CSTNode]:
    other = OTHER_OPERATOR.get(type(node.operator))
    if other:
        yield node.with_changes(operator=other())
    # A term or a factor is forgotten.
    yield node.left
    yield node.right
    if isinstance(node.operator, cst.MatrixMultiply):
        yield node.with_changes(left=_in_brackets(node.right), right=_in_brackets(node.left))


def _in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    if node.lpar or isinstance(node, cst.Name | cst.Attribute | cst.Call | cst.Subscript):
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _comparison(node: cst.Comparison) -> Iterator[cst.CSTNode]:
    first, *rest = node.comparisons
    for other in OTHER_COMPARISONS.get(type(first.operator), []):
        yield node.with_changes(comparisons=[first.with_changes(operator=other()), *rest])


def _unary(node: cst.UnaryOperation) -> Iterator[cst.CSTNode]:
    yield node.expression


def _integer(node: cst.Integer) -> Iterator[cst.CSTNode]:
    number = node.evaluated_value
    yield cst.Integer(str(number + 1))
    if number > 0:
        yield cst.Integer(str(number - 1))


def _float(node: cst.Float) -> Iterator[cst.CSTNode]:
    number = node.evaluated_value
    yield cst.Float(repr(float(number + 1)))
    if number:
        yield cst.Float(repr(float(number * 2)))


def _step(node: cst.AugAssign) -> Iterator[cst.CSTNode]:
    """`x -= y`: the other way, or not in place."""
    if type(node.operator) in OTHER_STEP:
        other, plain = OTHER_STEP[type(node.operator)]
        yield node.with_changes(operator=other())
        if isinstance(node.target, cst.Name | cst.Attribute | cst.Subscript):
            value = cst.BinaryOperation(node.target, plain(), _in_brackets(node.value))
            yield cst.Assign([cst.AssignTarget(node.target)], value)
    yield cst.Pass()


def _assignment(node: cst.Assign) -> Iterator[cst.CSTNode]:
    """The other sign; and `x = x - y` in place."""
    if isinstance(node.value, cst.BinaryOperation | cst.Call | cst.Name):
        yield node.with_changes(value=_negative(node.value))
    target, value = node.targets[0].target, node.value
    steps = {plain: step for step, (_, plain) in OTHER_STEP.items()}
    if isinstance(value, cst.BinaryOperation) and target.deep_equals(value.left):
        step = steps.get(type(value.operator))
        if step and isinstance(target, cst.Name | cst.Attribute | cst.Subscript):
            yield cst.AugAssign(target, step(), value.right)


def _negative(value: cst.BaseExpression) -> cst.BaseExpression:
    return cst.UnaryOperation(cst.Minus(), _in_brackets(value))


def _return(node: cst.Return) -> Iterator[cst.CSTNode]:
    """The other sign; several results in another order."""
    value = node.value
    if isinstance(value, cst.Tuple) and len(value.elements) > 1:
        first, second, *rest = value.elements
        swapped = [
            first.with_changes(value=second.value),
            second.with_changes(value=first.value),
            *rest,
        ]
        yield node.with_changes(value=value.with_changes(elements=swapped))
    elif isinstance(value, cst.BinaryOperation | cst.Call):
        yield node.with_changes(value=_negative(value))


def _call(node: cst.Call) -> Iterator[cst.CSTNode]:
    name = node.func.value if isinstance(node.func, cst.Name) else ""
    if name == "range" and len(node.args) == 1:
        for operator in (cst.Add(), cst.Subtract()):
            count = cst.BinaryOperation(
                _in_brackets(node.args[0].value), operator, cst.Integer("1")
            )
            yield node.with_changes(args=[cst.Arg(count)])


def _name(node: cst.Attribute) -> Iterator[cst.CSTNode]:
    """`.T` is forgotten, `sum` is a mean."""
    name = node.attr.value
    if name in ("T", "mT"):
        yield node.value
    if name in OTHER_NAME:
        yield node.with_changes(attr=cst.Name(OTHER_NAME[name]))


def _statement(node: cst.Expr) -> Iterator[cst.CSTNode]:
    """A call for its effect is forgotten; a docstring has none."""
    if isinstance(node.value, cst.Call):
        yield cst.Pass()


def _choice(node: cst.IfExp) -> Iterator[cst.CSTNode]:
    yield node.with_changes(body=node.orelse, orelse=node.body)


def _boolean(node: cst.BooleanOperation) -> Iterator[cst.CSTNode]:
    other = cst.Or if isinstance(node.operator, cst.And) else cst.And
    yield node.with_changes(operator=other())


_CHANGES: dict[type[cst.CSTNode], Callable[[Any], Iterator[cst.CSTNode]]] = {
    cst.BinaryOperation: _operation,
    cst.Comparison: _comparison,
    cst.UnaryOperation: _unary,
    cst.Integer: _integer,
    cst.Float: _float,
    cst.AugAssign: _step,
    cst.Assign: _assignment,
    cst.Return: _return,
    cst.Call: _call,
    cst.Attribute: _name,
    cst.Expr: _statement,
    cst.IfExp: _choice,
    cst.BooleanOperation: _boolean,
}
