"""The records that a pack registers: a kata's id, its files, its points, its limits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

Runtime = Literal["numpy", "torch"]
PlayerKind = Literal["numpy", "torch", "numpy+files", "torch+files"]
FILE_BYTES, MOST_FILES = 1 << 20, 16
_WITH_FILES: Mapping[Runtime, PlayerKind] = {"numpy": "numpy+files", "torch": "torch+files"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one kata may cost, and what it may touch.

    call_seconds, kata_seconds: wall-clock seconds, so that sleeping counts too.
    memory_mb:    MiB beyond what the warm process has already.
    output_kb:    KiB of prints that are kept.
    files:        text files in the working folder, by name. A submission may read and overwrite
                  them, up to 1 MiB each, and open no others; by default it opens none at all.
    """

    call_seconds: float = 5.0
    kata_seconds: float = 20.0
    memory_mb: int = 1024
    output_kb: int = 64
    files: Mapping[str, str] = field(default_factory=dict)

    def player(self, runtime: Runtime) -> PlayerKind:
        """Who can keep to these: with files the wall has another shape."""
        return _WITH_FILES[runtime] if self.files else runtime


@dataclass(frozen=True, slots=True)
class Kata:
    """One exercise.

    An author gives the name and what follows it; `pack` and `root` are filled in by the `Pack`.

    name:        the file's name without `.py`, as in `katas/PACK/NAME.py`.
    hints:       from the concept to the line; `gradkata hint` shows one more each time.
    points:      what the kata is worth when every check passes.
    runtime:     what exists in the learner's process: `numpy`, or `torch` (which has numpy too).
    forbidden:   dotted names that the source may not use, each with the reason.
    allowed:     dotted names that are fine although a forbidden one contains them.
    discouraged: attribute names that pass with a remark, each with the remark.
    limits:      time, memory, output, and the files it needs; see `Limits`.
    """

    name: str
    hints: Sequence[str] = ()
    points: float = 1.0
    runtime: Runtime = "numpy"
    forbidden: Mapping[str, str] = field(default_factory=dict)
    allowed: Sequence[str] = ()
    discouraged: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    pack: str = ""
    root: Path = Path()

    def __post_init__(self) -> None:
        if not 0 <= self.points < math.inf:
            raise ValueError(f"kata {self.name}: {self.points} points; give 0 or more")

    @property
    def id(self) -> str:
        return f"{self.pack}/{self.name}"

    @property
    def file(self) -> Path:
        """Where a learner's copy lies, relative to `katas/`."""
        return Path(self.pack, f"{self.name}.py")

    @property
    def player(self) -> PlayerKind:
        return self.limits.player(self.runtime)

    @property
    def stub(self) -> Path:
        return self.root / "katas" / self.file

    @property
    def reference(self) -> Path:
        return self.root / "reference" / self.file

    @property
    def checks(self) -> Path:
        return self._plugin / "checks" / f"test_{self.name}.py"

    @property
    def mistakes(self) -> Path:
        return self._plugin / "mistakes" / f"{self.name}.py"

    @property
    def alternatives(self) -> Path:
        return self._plugin / "alternatives" / f"{self.name}.py"

    @property
    def _plugin(self) -> Path:
        return self.root / "plugins" / self.pack


@dataclass(frozen=True, slots=True)
class Pack:
    """Katas that are taught together, in teaching order.

    root:  the folder that holds `katas/`, `reference/` and `plugins/`.
    after: the pack that comes before this one in teaching, if any.
    """

    name: str
    title: str
    root: Path
    katas: Sequence[Kata]
    after: str = ""

    def __post_init__(self) -> None:
        bound = tuple(replace(kata, pack=self.name, root=self.root) for kata in self.katas)
        object.__setattr__(self, "katas", bound)
