"""What learner code may import, held in memory: a player cannot open a file to import from.

Modules that the zygote has not imported itself are kept as bytes, and run where they are asked for.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import importlib.util
import marshal
import mmap
import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec
from itertools import accumulate
from types import CodeType, ModuleType

_NOT_FOR_LEARNERS = {
    *("test", "tests", "f2py", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "distutils"),
    *("tkinter", "turtle", "turtledemo", "curses", "venv", "msilib", "dbm", "sqlite3", "ssl"),
    *("antigravity", "this", "site-packages", "dist-packages", "lib-dynload", "__pycache__"),
}
# Slow to load, or of no use without files, sockets or a terminal. East Asian encodings are left out
# because each library that is there costs every fork five mappings.
_EXTENSIONS_LEFT_OUT = {
    *("_asyncio", "_crypt", "_curses", "_curses_panel", "_dbm", "_gdbm", "_sqlite3", "_ssl"),
    *("_tkinter", "audioop", "nis", "ossaudiodev", "readline", "spwd", "_multibytecodec"),
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
}
_HEADER_BYTES = 16


@dataclass(frozen=True, slots=True)
class Held:
    """One module: compiled where the installation has it so, else its source."""

    content: bytes | memoryview
    path: str
    is_package: bool
    is_compiled: bool

    def code(self) -> CodeType:
        if self.is_compiled:
            compiled: CodeType = marshal.loads(memoryview(self.content)[_HEADER_BYTES:])
            return compiled
        return compile(bytes(self.content), self.path, "exec", dont_inherit=True)


class HeldModules(MetaPathFinder, Loader):
    """Finds and loads what is held, by name alone."""

    def __init__(self) -> None:
        self.held: dict[str, Held] = {}

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        held = self.held.get(name)
        if held is None:
            return None
        spec = ModuleSpec(name, self, origin=held.path, is_package=held.is_package)
        spec.has_location = True
        return spec

    def exec_module(self, module: ModuleType) -> None:
        exec(self.held[module.__name__].code(), module.__dict__)


def hold_standard_library() -> None:
    """Import its compiled extensions, which only a file can give, and hold the rest as bytes."""
    for name in sorted(_extensions()):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _hold(sysconfig.get_path("stdlib"), "")


def hold_package(package: ModuleType) -> None:
    """Hold what an imported package has beside what is imported of it, extensions excepted."""
    for folder in package.__path__:
        _hold(folder, f"{package.__name__}.")


def hold_installed(*names: str) -> None:
    """Hold packages that nobody has imported yet."""
    for name in names:
        spec = importlib.util.find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            _hold(folder, f"{name}.")


def _hold(folder: str, prefix: str) -> None:
    finder = HeldModules()
    finder.held.update(_outside_the_heap(dict(_modules(folder, prefix))))
    sys.meta_path.append(finder)


def _outside_the_heap(modules: dict[str, Held]) -> dict[str, Held]:
    """In a mapping of a file of its own: a fork copies the heap's page tables, but not such ones.

    Private, so that no player can write into what another one reads.
    """
    if sys.platform != "linux" or not modules:
        return modules
    with open(os.memfd_create("library"), "w+b", buffering=0) as file:
        size = sum(file.write(held.content) for held in modules.values())
        whole = memoryview(mmap.mmap(file.fileno(), size, mmap.MAP_PRIVATE, mmap.PROT_READ))
    ends = accumulate(len(held.content) for held in modules.values())
    return {
        name: replace(held, content=whole[end - len(held.content) : end])
        for (name, held), end in zip(modules.items(), ends, strict=True)
    }


def _extensions() -> set[str]:
    folder = sysconfig.get_config_var("DESTSHARED")
    files = os.listdir(folder) if folder and os.path.isdir(folder) else []
    names = {file.partition(".")[0] for file in files}
    # Python's own tests have extensions too; they are in no list of names.
    return (names & sys.stdlib_module_names) - _EXTENSIONS_LEFT_OUT


def _modules(folder: str, prefix: str) -> Iterator[tuple[str, Held]]:
    """What is pure Python below a folder and not imported yet, by its dotted name."""
    for entry in os.scandir(folder):
        name, dot, ending = entry.name.partition(".")
        if name in _NOT_FOR_LEARNERS or not name.isidentifier():
            continue
        if ending == "py":
            yield from _module(entry.path, prefix, name)
        elif not dot and entry.is_dir():
            yield from _modules(entry.path, f"{prefix}{name}.")


def _module(path: str, prefix: str, name: str) -> Iterator[tuple[str, Held]]:
    is_package = name == "__init__"
    dotted = prefix.rstrip(".") if is_package else prefix + name
    if dotted not in sys.modules:
        yield dotted, _read(path, is_package)


def _read(path: str, is_package: bool) -> Held:
    with contextlib.suppress(OSError):
        compiled = _bytes(importlib.util.cache_from_source(path))
        if compiled.startswith(importlib.util.MAGIC_NUMBER):
            return Held(compiled, path, is_package, is_compiled=True)
    return Held(_bytes(path), path, is_package, is_compiled=False)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def seal_imports() -> None:
    """From here on a module is built in, held in memory, or not there: no folder is looked at."""
    without_files = (BuiltinImporter, FrozenImporter)
    sys.meta_path[:] = [
        finder
        for finder in sys.meta_path
        if finder in without_files or isinstance(finder, (HeldModules, NoTorch))
    ]
    sys.path.clear()
    sys.path_importer_cache.clear()


class NoTorch(MetaPathFinder):
    """In the numpy runtime torch is not there, whatever is installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        refuse_torch(name)


def refuse_torch(name: str) -> None:
    if name == "torch" or name.startswith("torch."):
        raise ModuleNotFoundError("torch is not there: this kata is for numpy alone", name=name)


def forbid_torch() -> None:
    """Where the kernel cannot: a hook that learner code has no way to take out again."""
    spec = importlib.util.find_spec("torch")
    folders = tuple(spec.submodule_search_locations or ()) if spec else ()
    sys.meta_path.insert(0, NoTorch())
    sys.addaudithook(lambda event, arguments: _audit(event, arguments, folders))


_STARTS_A_PROGRAM = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.startfile")


def _audit(event: str, arguments: tuple[object, ...], folders: tuple[str, ...]) -> None:
    if event == "import":
        refuse_torch(str(arguments[0]))
    elif event == "open" and isinstance(arguments[0], (str, bytes)):
        if os.fsdecode(arguments[0]).startswith(folders):
            raise PermissionError(errno.EACCES, "not available here")
    elif event.startswith(_STARTS_A_PROGRAM):
        raise PermissionError(errno.EPERM, f"{event} is not available here")
