"""What may cross the wall: numbers, text, arrays, tensors, and lists of these; nothing else.

A value becomes a flat list of *leaves* in reading order, so that the number of parts is bounded
by one length, depth is counted in one loop, and no decoder ever recurses on hostile input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import msgspec
import numpy as np
from msgspec import Meta

if TYPE_CHECKING:
    import torch

MAX_LEAVES = 65_536
MAX_ARRAYS = 8_192
MAX_DEPTH = 16
MAX_TEXT = 4_096
MAX_DIMENSIONS = 8
MAX_ARRAY_BYTES = 16 * 2**20
MAX_ROOM = 2 * MAX_ARRAY_BYTES
MAX_SIZE = 2**31

DType = Literal["bool", "int8", "int16", "int32", "int64", "uint8", "float16", "float32", "float64"]
# `dtype.name` and `np.dtype(name)` work out each time, in Python, what is looked up here.
_DTYPES: dict[DType, np.dtype[Any]] = {name: np.dtype(name) for name in get_args(DType)}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}
Size = Annotated[int, Meta(ge=0, le=MAX_SIZE)]
Sizes = Annotated[tuple[Size, ...], Meta(max_length=MAX_DIMENSIONS)]
Text = Annotated[str, Meta(max_length=MAX_TEXT)]
Data = Annotated[bytes, Meta(max_length=MAX_ARRAY_BYTES)]

Value = Any
"""None, bool, int, float, str, ndarray, Tensor, or a list, tuple or dict of these."""


class Unsendable(Exception):
    """A value that may not cross the wall; the message says what it was and what is welcome."""


class Malformed(Exception):
    """Leaves that do not add up to a value."""


class Array(msgspec.Struct, tag="array", array_like=True, frozen=True):
    """An ndarray. `strides` are in elements and stand only where the memory is not contiguous."""

    dtype: DType
    shape: Sizes
    strides: Sizes | None
    data: Data


class Tensor(msgspec.Struct, tag="tensor", array_like=True, frozen=True):
    """A tensor and what autograd knows of it."""

    array: Array
    requires_grad: bool
    leaf: bool
    grad: Array | None


class Open(msgspec.Struct, tag="open", array_like=True, frozen=True):
    """The beginning of a list, tuple or dict: its `size` values follow, a dict's with keys."""

    kind: Literal["list", "tuple", "dict"]
    size: Annotated[int, Meta(ge=0, le=MAX_LEAVES)]


Leaf = None | bool | int | float | Text | Array | Tensor | Open
Leaves = Annotated[list[Leaf], Meta(max_length=MAX_LEAVES)]


def freeze(value: Value) -> list[Leaf]:
    """Turn a value into leaves, copying every number; raises `Unsendable`."""
    leaves: list[Leaf] = []
    _add(leaves, value, 0)
    if excess := _excess(leaves):
        raise Unsendable(excess)
    return leaves


def _excess(leaves: Sequence[Leaf]) -> str:
    """What there is too much of to be laid out in memory; nothing where all is well."""
    # By type: `isinstance` of these costs ten times as much, and every number passes here.
    arrays = [leaf for leaf in leaves if type(leaf) is Array or type(leaf) is Tensor]
    if len(arrays) > MAX_ARRAYS:
        return f"more than {MAX_ARRAYS:,} arrays"
    if sum(map(_room, arrays)) > MAX_ROOM:
        return f"arrays that take more than {MAX_ROOM:,} bytes"
    return ""


def _room(leaf: Array | Tensor) -> int:
    """The bytes that a leaf's numbers take once they are laid out."""
    if isinstance(leaf, Tensor):
        return _room(leaf.array) + (_room(leaf.grad) if leaf.grad else 0)
    if not leaf.data:
        return 0
    if leaf.strides is None or len(leaf.strides) != len(leaf.shape):
        return len(leaf.data)
    return _reach(leaf.shape, leaf.strides) * _DTYPES[leaf.dtype].itemsize


def _add(leaves: list[Leaf], value: Value, depth: int) -> None:
    if len(leaves) >= MAX_LEAVES:
        raise Unsendable(f"more than {MAX_LEAVES:,} values")
    if depth > MAX_DEPTH:
        raise Unsendable(f"lists nested more than {MAX_DEPTH} deep")
    if isinstance(value, (list, tuple)):
        leaves.append(Open("tuple" if isinstance(value, tuple) else "list", len(value)))
        for item in value:
            _add(leaves, item, depth + 1)
    elif isinstance(value, dict):
        leaves.append(Open("dict", len(value)))
        for key, item in value.items():
            leaves.append(_text(key))
            _add(leaves, item, depth + 1)
    else:
        leaves.append(_single(value))


def _single(value: Value) -> Leaf:
    if value is None or type(value) in (bool, float):
        plain: Leaf = value
        return plain
    if type(value) is np.ndarray:
        return _freeze_array(value)
    if _is_tensor(value):
        return _freeze_tensor(value)
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return _integer(int(value))
    if isinstance(value, (float, np.floating)):
        return float(value)
    if type(value) is str:
        return _text(value)
    raise Unsendable(f"{_a(type(value))}, where a number, an array or a tensor is welcome")


def _integer(value: int) -> int:
    if not -(2**63) <= value < 2**63:
        raise Unsendable("an integer of more than 64 bits")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise Unsendable(f"{_a(type(value))} as a key, where text is welcome")
    if len(value) > MAX_TEXT:
        raise Unsendable(f"a text of more than {MAX_TEXT:,} characters")
    return value.encode("utf-8", "replace").decode()


def _a(kind: type) -> str:
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"[:200]


def _is_tensor(value: object) -> bool:
    # Asked through sys.modules: in a numpy kata torch must not be imported for the question.
    torch = sys.modules.get("torch")
    return torch is not None and type(value) is torch.Tensor


def _freeze_array(array: np.ndarray[Any, Any]) -> Array:
    name = _NAMES.get(array.dtype)
    if name is None:
        raise Unsendable(f"an array of dtype {array.dtype}, where real numbers are welcome")
    if array.nbytes > MAX_ARRAY_BYTES or array.ndim > MAX_DIMENSIONS:
        raise Unsendable(f"an array of shape {array.shape}, larger than {MAX_ARRAY_BYTES:,} bytes")
    if max(array.shape, default=0) > MAX_SIZE:
        raise Unsendable(f"an array of shape {array.shape}, where no size may be over {MAX_SIZE:,}")
    strides = None
    if not array.flags.c_contiguous and array.size:
        strides = _strides(array)
    return Array(name, array.shape, strides, array.tobytes())


def _strides(array: np.ndarray[Any, Any]) -> tuple[int, ...] | None:
    """Strides in elements, or None where a contiguous copy is the better description."""
    if any(stride < 0 or stride % array.itemsize for stride in array.strides):
        return None
    strides = tuple(stride // array.itemsize for stride in array.strides)
    reach = _reach(array.shape, strides) * array.itemsize
    return None if _overlap(array.shape, strides) or reach > MAX_ARRAY_BYTES else strides


def _reach(shape: Sequence[int], strides: Sequence[int]) -> int:
    """How many elements of memory an array with these strides lies in."""
    return 1 + sum((size - 1) * stride for size, stride in zip(shape, strides, strict=True))


def _overlap(shape: Sequence[int], strides: Sequence[int]) -> bool:
    """Whether two entries may share memory, where a change of one would change the other."""
    reach = 0
    for stride, size in sorted(zip(strides, shape, strict=True)):
        if size > 1 and stride <= reach:
            return True
        reach += (size - 1) * stride
    return False


def _freeze_tensor(tensor: torch.Tensor) -> Tensor:
    if tensor.layout is not sys.modules["torch"].strided or not tensor.is_cpu:
        raise Unsendable(
            f"a tensor of layout {tensor.layout} on {tensor.device}, not a dense one on the CPU"
        )
    grad = tensor.grad if tensor.is_leaf else None
    return Tensor(
        _tensor_data(tensor),
        tensor.requires_grad,
        tensor.is_leaf,
        None if grad is None else _tensor_data(grad),
    )


def _tensor_data(tensor: torch.Tensor) -> Array:
    plain = tensor.detach()
    try:
        return _freeze_array((plain.resolve_neg() if plain.is_neg() else plain).numpy())
    except (TypeError, RuntimeError) as error:
        raise Unsendable(f"a tensor of {tensor.dtype}, where real numbers are welcome") from error


def thaw(leaves: Sequence[Leaf]) -> Value:
    """Build the value that `freeze` described; raises `Malformed`."""
    if excess := _excess(leaves):
        raise Malformed(excess)
    queue = iter(leaves)
    try:
        value = _thaw(queue, 0)
    except StopIteration:
        raise Malformed("fewer values than announced") from None
    if next(queue, queue) is not queue:
        raise Malformed("more values than announced")
    return value


def _thaw(queue: Iterator[Leaf], depth: int) -> Value:
    leaf = next(queue)
    if type(leaf) is float:
        return leaf
    if isinstance(leaf, Open):
        return _thaw_many(leaf, queue, depth + 1)
    if isinstance(leaf, Array):
        return thaw_array(leaf)
    if isinstance(leaf, Tensor):
        return _thaw_tensor(leaf)
    return leaf


def _thaw_many(start: Open, queue: Iterator[Leaf], depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise Malformed("nested too deep")
    if start.kind == "dict":
        return {_key(next(queue)): _thaw(queue, depth) for _ in range(start.size)}
    items = [_thaw(queue, depth) for _ in range(start.size)]
    return items if start.kind == "list" else tuple(items)


def _key(leaf: Leaf) -> str:
    if type(leaf) is not str:
        raise Malformed("a key that is not text")
    return leaf


def thaw_array(array: Array) -> np.ndarray[Any, Any]:
    dtype = _DTYPES[array.dtype]
    count = 1
    for size in array.shape:
        count *= size
    if count * dtype.itemsize != len(array.data):
        raise Malformed("an array whose shape does not fit its data")
    try:
        plain = np.frombuffer(array.data, dtype).reshape(array.shape)
    except ValueError:
        raise Malformed("an array of a shape that cannot be") from None
    return plain.copy() if array.strides is None else _laid_out(plain, array.strides)


def _laid_out(plain: np.ndarray[Any, Any], strides: tuple[int, ...]) -> np.ndarray[Any, Any]:
    if len(strides) != plain.ndim:
        raise Malformed("strides that do not fit the shape")
    if plain.size == 0:
        return plain.copy()
    if _overlap(plain.shape, strides):
        raise Malformed("strides that overlap")
    room = np.zeros(_reach(plain.shape, strides), plain.dtype)
    steps = tuple(stride * plain.itemsize for stride in strides)
    laid_out: np.ndarray[Any, Any] = np.ndarray(plain.shape, plain.dtype, room, 0, steps)
    laid_out[...] = plain
    return laid_out


def _thaw_tensor(tensor: Tensor) -> torch.Tensor:
    torch = sys.modules.get("torch")
    if torch is None:
        raise Malformed("a tensor where torch is not in use")
    value = torch.from_numpy(thaw_array(tensor.array))
    if tensor.requires_grad and value.is_floating_point():
        value.requires_grad_(True)
    if (
        tensor.grad is not None
        and tensor.grad.shape == tensor.array.shape
        and tensor.grad.dtype == tensor.array.dtype
    ):
        value.grad = torch.from_numpy(thaw_array(tensor.grad))
    return _as_non_leaf(value) if value.requires_grad and not tensor.leaf else value


def _as_non_leaf(value: torch.Tensor) -> torch.Tensor:
    torch = sys.modules["torch"]
    value.requires_grad_(False)
    # An in-place operation with something that needs a gradient is what turns a leaf into a result.
    value.add_(torch.zeros((), dtype=value.dtype, requires_grad=True))
    return value
