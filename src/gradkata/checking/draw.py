"""Random arguments for checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import torch


def tensor(
    rng: np.random.Generator,
    *shape: int,
    scale: float = 1.0,
    dtype: str = "float64",
    requires_grad: bool = False,
    contiguous: bool = True,
) -> torch.Tensor:
    """A tensor of normal numbers; with `contiguous=False` a view that skips every other column.

    >>> drawn = tensor(np.random.default_rng(0), 3, 2, dtype="float32", contiguous=False)
    >>> drawn.shape, drawn.dtype, drawn.is_contiguous()
    (torch.Size([3, 2]), torch.float32, False)
    """
    import torch

    # An odd width, so that no view can take the rows for one long row.
    wide = shape if contiguous else (*shape[:-1], 2 * shape[-1] + 1)
    drawn = torch.from_numpy(rng.normal(scale=scale, size=wide)).to(getattr(torch, dtype))
    view = drawn if contiguous else drawn[..., : wide[-1] - 1 : 2]
    return view.requires_grad_(requires_grad)
