"""What a confined player may import and compute, without a single file to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gradkata.wall.confine.steps import STEPS
from gradkata.wall.library import Held

if TYPE_CHECKING:
    from tests.confine.conftest import Confined

STANDARD = (
    *("statistics", "decimal", "fractions", "dataclasses", "json", "typing", "collections.abc"),
    *("itertools", "functools", "heapq", "bisect", "random", "math", "cmath", "operator", "enum"),
    *("re", "string", "textwrap", "datetime", "zoneinfo", "calendar", "csv", "copy", "pprint"),
    *("abc", "array", "struct", "unittest", "doctest", "logging", "asyncio", "subprocess"),
    *("multiprocessing", "concurrent.futures", "xml.etree.ElementTree", "html", "email.message"),
    *("timeit", "traceback", "inspect", "ast", "types", "contextlib", "warnings", "graphlib"),
    *("hashlib", "secrets", "uuid", "base64", "zlib", "ctypes", "threading", "queue", "locale"),
    *("numpy.linalg", "numpy.fft", "numpy.random", "numpy.polynomial", "numpy.ma"),
    *("numpy.testing", "numpy.typing", "numpy.lib.stride_tricks", "numpy.ctypeslib"),
)

NUMPY_WORK = """
import numpy as np
rng = np.random.default_rng()
for kind in (np.float32, np.float64):
    square = rng.normal(size=(40, 40)).astype(kind)
    inverse = np.linalg.inv(square) @ square
    np.linalg.svd(square); np.linalg.eigh(square @ square.T); np.linalg.qr(square)
    np.fft.ifft2(np.fft.fft2(square)); np.exp(-square).sum(axis=0)
np.random.seed(3); np.random.rand(3); str(square)
result = bool(np.allclose(inverse, np.eye(40), atol=1e-2))
"""

TORCH_WORK = """
import torch
torch.manual_seed(3)
for kind in (torch.float32, torch.float64):
    data, label = torch.randn(233, 10, dtype=kind), torch.rand(233, 10, dtype=kind)
    w1 = torch.randn(10, 7, dtype=kind, requires_grad=True)
    w2 = torch.randn(7, 10, dtype=kind, requires_grad=True)
    losses = []
    for step in range(20):
        loss = ((torch.relu(data @ w1) @ w2 - label) ** 2).sum()
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for w in (w1, w2):
                w -= 1e-5 * w.grad
                w.grad.zero_()
    out = 1 / (1 + torch.exp(-data @ w1))
    out.sum().backward(retain_graph=True)
    torch.linalg.solve(torch.eye(5, dtype=kind), torch.ones(5, dtype=kind))
    torch.nn.functional.linear(torch.ones(256, 256, dtype=kind), torch.ones(256, 256, dtype=kind))
    torch.from_numpy(out.detach().numpy()).tolist(), repr(out)
    torch.func.vmap(torch.sin)(data), torch.autograd.functional.jacobian(torch.sin, data[0])
try:
    w1 @ w1
except RuntimeError as error:
    message = str(error)
result = [losses[-1] < losses[0], "shapes cannot be multiplied" in message]
"""

# This imports sympy, which is held for it.
UPSTREAM_WORK = """
import torch
w = torch.randn(3, 2, requires_grad=True)
out, upstream = torch.exp(w), torch.randn(3, 2)
given, = torch.autograd.grad(out, w, upstream, retain_graph=True)
out.backward(upstream)
result = torch.equal(given, w.grad)
"""

WAYS_TO_TORCH = (
    "import torch",
    "from torch import nn",
    "import torch.nn.functional",
    "__import__('torch')",
    "import importlib; importlib.import_module('torch')",
    "import sys; sys.meta_path.clear(); import torch",
    "import sys; sys.path.insert(0, {site!r}); import torch",
    "import sys; del sys.meta_path[0]; sys.path.insert(0, {site!r})\n"
    "from importlib.machinery import PathFinder; sys.meta_path.append(PathFinder); import torch",
    "import importlib.util as u\n"
    "s = u.spec_from_file_location('other', {site!r} + '/torch/__init__.py')\n"
    "s.loader.exec_module(u.module_from_spec(s))",
    "open({site!r} + '/torch/version.py')",
    "import os; os.open({site!r} + '/torch/version.py', os.O_RDONLY)",
    "import os; os.open(os.fsencode({site!r} + '/torch/version.py'), os.O_RDONLY)",
)
PROGRAMS = (
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "import os; os.execv('/bin/true', ['true'])",
    "import os; os.posix_spawn('/bin/true', ['true'], {{}})",
)


@pytest.mark.parametrize("name", STANDARD)
def test_the_standard_library_and_numpy_import_without_files(confined: Confined, name: str) -> None:
    assert confined.run(f"import {name}; result = True")


def test_what_is_not_installed_is_missed_in_the_usual_way(confined: Confined) -> None:
    assert confined.error("import no_such_module") == (
        "ModuleNotFoundError: No module named 'no_such_module'"
    )


def test_numpy_computes_in_a_confined_player(confined: Confined, user: dict[str, bool]) -> None:
    assert confined.run(NUMPY_WORK, **user) is True


def test_torch_computes_in_a_confined_player(
    confined_torch: Confined, user: dict[str, bool]
) -> None:
    assert confined_torch.run(TORCH_WORK, **user) == [True, True]


def test_a_gradient_from_upstream_is_taken_in_a_confined_player(
    confined_torch: Confined, user: dict[str, bool]
) -> None:
    assert confined_torch.run(UPSTREAM_WORK, **user) is True


def test_torch_needs_no_new_module_for_what_katas_do(confined_torch: Confined) -> None:
    before, after = "import sys; before = set(sys.modules)", "result = [*set(sys.modules) - before]"
    code = f"{before}\n{TORCH_WORK}\n{after}"
    assert confined_torch.run(code) == []


@pytest.mark.parametrize("attempt", WAYS_TO_TORCH)
def test_torch_is_not_there_in_a_numpy_player(confined: Confined, attempt: str) -> None:
    assert "Error: " in confined.error(attempt.format(site=_site()))


@pytest.mark.parametrize("attempt", [*WAYS_TO_TORCH, *PROGRAMS])
def test_torch_and_programs_are_out_of_reach_without_the_kernels_help(
    confined: Confined, attempt: str
) -> None:
    kept = {"descriptors", "session", "parent"}
    without = [step.name for step in STEPS if step.name not in kept]
    error = confined.error(attempt.format(site=_site()), without=without)
    assert error.startswith(("ModuleNotFoundError: torch is not there", "PermissionError: "))


def test_a_module_without_compiled_code_is_held_as_source() -> None:
    namespace: dict[str, object] = {}
    exec(Held(b"answer = 42", "module.py", is_package=False, is_compiled=False).code(), namespace)
    assert namespace["answer"] == 42


def _site() -> str:
    torch = pytest.importorskip("torch")
    return str(torch.__path__[0]).removesuffix("/torch")
