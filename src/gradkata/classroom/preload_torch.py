"""Torch for all workers at once. Where it cannot be imported, their katas say so."""

import contextlib
import gc

gc.disable()
with contextlib.suppress(Exception):
    import torch  # noqa: F401
gc.freeze()
gc.enable()
