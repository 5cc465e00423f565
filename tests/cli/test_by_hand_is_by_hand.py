"""In a numpy kata torch is not there, however a submission goes about it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import GradeClass, WriteClass

SPEC = find_spec("torch")
pytestmark = pytest.mark.skipif(SPEC is None, reason="torch is not installed, so nothing hides it")
INIT = Path(SPEC.origin) if SPEC and SPEC.origin else Path()
LIBRARY = INIT.parent / "lib/libtorch_cpu.so"
EXTENSION = next(INIT.parent.glob("_C*.so"), INIT)

# Each ends with something from torch in `got`, if it gets that far.
WAYS = {
    "import_statement": "import torch as got",
    "from_import": "from torch import nn as got",
    "import_module": "got = importlib.import_module('torch')",
    "dunder_import": "got = builtins.__import__('torch')",
    "gcd_import": "got = importlib._bootstrap._gcd_import('torch')",
    "exec": "space = {}; exec('import torch', space); got = space['torch']",
    "pickle": "import pickle; got = pickle.loads(b'ctorch\\n__version__\\n.')",
    "sys_path": "sys.path.insert(0, SITE); sys.path_importer_cache.clear(); import torch as got",
    "add_site": "import site; site.addsitedir(SITE); import torch as got",
    "path_finder": """
        sys.path.insert(0, SITE)
        sys.meta_path.append(importlib.machinery.PathFinder)
        import torch as got
    """,
    "path_hooks": """
        sys.path[:] = [SITE]
        sys.path_hooks.append(importlib.machinery.FileFinder.path_hook(
            (importlib.machinery.SourceFileLoader, ['.py'])))
        sys.meta_path.insert(0, importlib.machinery.PathFinder)
        import torch as got
    """,
    "no_finders": "del sys.meta_path[:]; import torch as got",
    "only_other_finders": """
        sys.meta_path[:] = [importlib.machinery.PathFinder]
        sys.path[:] = [SITE]
        import torch as got
    """,
    "spec_from_file": """
        spec = importlib.util.spec_from_file_location('torch', INIT)
        got = importlib.util.module_from_spec(spec)
        sys.modules['torch'] = got
        spec.loader.exec_module(got)
    """,
    "source_loader": "got = importlib.machinery.SourceFileLoader('torch', INIT).load_module()",
    "extension": """
        got = importlib.machinery.ExtensionFileLoader('torch._C', EXTENSION).load_module()
    """,
    "run_path": "import runpy; got = runpy.run_path(INIT)",
    "read_source": "got = open(INIT).read()",
    "os_open": "got = os.read(os.open(INIT, os.O_RDONLY), 10)",
    "list_folder": "got = os.listdir(os.path.dirname(INIT))",
    "already_loaded": "got = [m for m in sys.modules if m.split('.')[0] == 'torch'][0]",
    "in_memory": """
        import gc, types
        modules = [m for m in gc.get_objects() if isinstance(m, types.ModuleType)]
        got = [m for m in modules if 'Tensor' in vars(m)][0]
    """,
    "thread": """
        import threading
        found = []
        thread = threading.Thread(target=lambda: found.append(builtins.__import__('torch')))
        thread.start(); thread.join()
        got = found[0]
    """,
    "ctypes_library": "import ctypes; got = ctypes.CDLL(LIBRARY)",
    "c_api": "import ctypes; got = ctypes.pythonapi.PyImport_ImportModule; "
    "got.restype = ctypes.py_object; got = got(b'torch')",
    "subinterpreter": """
        import _xxsubinterpreters
        code = f'import sys; sys.path.append({SITE!r}); import torch'
        _xxsubinterpreters.run_string(_xxsubinterpreters.create(), code)
        got = 'torch in an interpreter'
    """,
    "subprocess": """
        import subprocess
        got = subprocess.run([sys.executable, '-c', 'import torch'], check=True)
    """,
    "os_system": """
        status = os.system(sys.executable + ' -c "import torch"')
        got = 'it ran' if status == 0 else 1/0
    """,
    "fork_and_exec": """
        pid = os.fork()
        if not pid:
            try:
                os.execv(sys.executable, [sys.executable, '-c', 'import torch'])
            finally:
                os._exit(9)
        got = 'it ran' if os.waitpid(pid, 0)[1] == 0 else 1/0
    """,
    "spawn": """
        pid = os.posix_spawn(sys.executable, [sys.executable, '-c', 'import torch'], {})
        got = 'it ran' if os.waitpid(pid, 0)[1] == 0 else 1/0
    """,
}

HEAD = f"""
import builtins, importlib, importlib.machinery, importlib.util, os, sys

SITE, INIT = {str(INIT.parents[1] if SPEC else "")!r}, {str(INIT)!r}
LIBRARY, EXTENSION = {str(LIBRARY)!r}, {str(EXTENSION)!r}
REAL = list(sys.meta_path), list(sys.path), dict(sys.modules), list(sys.path_hooks)


def put_back():
    sys.meta_path[:], sys.path[:], sys.path_hooks[:] = REAL[0], REAL[1], REAL[3]
    sys.modules.clear()
    sys.modules.update(REAL[2])


def decide(w1, w2, b, x1, x2):
    return 1 if w1 * x1 + w2 * x2 + b > 0 else 0

"""
TRY = """
try:
{way}
except BaseException as error:
    print("{name}", "refused", type(error).__name__)
else:
    print("{name}", "GOT", repr(got)[:60])
finally:
    put_back()
"""


def _tried(name: str, way: str) -> str:
    return TRY.format(name=name, way=indent(dedent(way).strip(), "    "))


@pytest.fixture(scope="module")
def verdict(
    grade: GradeClass, write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    text = HEAD + "".join(_tried(name, way) for name, way in WAYS.items())
    folder = tmp_path_factory.mktemp("ways") / "class"
    write_class(folder, {"cunning": {"by_hand/decide.py": text}})
    _, document = grade(folder, "--only", "by_hand/decide")
    found: dict[str, str] = document["submissions"][0]["katas"][0]
    return found


@pytest.mark.parametrize("way", WAYS)
def test_torch_cannot_be_had_by(verdict: dict[str, str], way: str) -> None:
    told = [line.split()[:2] for line in verdict["output"].splitlines()]
    assert [words for words in told if words[0] == way] == [[way, "refused"]]


def test_trying_harms_nobody_whose_answers_are_right(verdict: dict[str, str]) -> None:
    assert verdict["outcome"] == "passed"
