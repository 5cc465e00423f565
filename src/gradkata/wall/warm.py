"""Getting a runtime ready: all that learner code may import or set off, before the first fork."""

from __future__ import annotations

import importlib
import random

from gradkata.course.kata import Runtime
from gradkata.wall.confine import Prepared, prepare, rehearse
from gradkata.wall.library import (
    forbid_torch,
    hold_installed,
    hold_package,
    hold_standard_library,
    seal_imports,
)
from gradkata.wall.rehearsal import rehearse_numpy, rehearse_torch
from gradkata.wall.rehearsed_session import rehearse_session

# What `backward` imports when it is given an upstream gradient: half a second at every start, and
# more to copy at every fork, for something that few learners call.
LATE = ("mpmath", "sympy", "torch.fx.experimental", "torch.utils._sympy")


def warm_up(runtime: Runtime, scratch: bool = False) -> Prepared:
    """Import the runtime and rehearse it; raises ImportError where it is not installed.

    scratch: whether players are to have files.
    """
    numpy = importlib.import_module("numpy")
    hold_standard_library()
    rehearse_numpy()
    hold_package(numpy)
    if runtime == "torch":
        rehearse_torch()
        hold_installed(*LATE)
    else:
        forbid_torch()
    rehearse_session(runtime)
    _start_alike(runtime)
    prepared = prepare(runtime, scratch)
    rehearse()
    seal_imports()
    return prepared


def _start_alike(runtime: Runtime) -> None:
    """What a submission draws without a seed is the same in every run, and so are its marks."""
    random.seed(0)
    importlib.import_module("numpy.random").seed(0)
    if runtime == "torch":
        importlib.import_module("torch").default_generator.manual_seed(0)
