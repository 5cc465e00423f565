"""A whole session of ours in the zygote: players then run code that the interpreter has adapted.

What Python notes down in code as it runs it (PEP 659) lies on pages that players share until they
write to them; without a rehearsal each of them would adapt, and copy, all of it for itself.
"""

from __future__ import annotations

import linecache
import socket
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

from gradkata.course.kata import Runtime
from gradkata.wall.player import MODULE, serve
from gradkata.wall.values import freeze
from gradkata.wall.wire import Call, Load, Request, frame

TIMES = 16
"""Code is adapted from its ninth run on, and specialised after a few more."""
FILENAME = "rehearsal.py"
SOURCE = """
def scaled(rate, rows, array):
    array -= rate * array
    return rate, [float(row[0]) for row in rows], array.sum()


def product(data, weights):
    return data @ weights


def failing(value):
    raise ValueError(value)
"""


def rehearse_session(runtime: Runtime) -> None:
    for _ in range(TIMES):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.sendall(b"".join(map(frame, _requests(runtime))))
            ours.shutdown(socket.SHUT_WR)
            serve(theirs.fileno())
    del sys.modules[MODULE]
    linecache.cache.pop(FILENAME, None)


def _requests(runtime: Runtime) -> Iterator[Request]:
    yield Load(SOURCE, FILENAME)
    for array in _arrays(runtime):
        yield Call("scaled", freeze([0.5, [[1, 2.0, -1]], array]))
        yield Call("failing", freeze([array]))
    if runtime == "torch":
        import torch

        weights = torch.ones(3, 2).requires_grad_()
        yield Call("product", freeze([torch.ones(4, 3), weights]), freeze([torch.ones(4, 2)]))


def _arrays(runtime: Runtime) -> Iterator[Any]:
    square = np.eye(3)
    yield from (square, square[:, ::2], square.astype("float32"))
    if runtime == "torch":
        import torch

        yield torch.from_numpy(square)
        yield torch.from_numpy(square).T[::2]
