"""Update: one step downhill, in place, with autograd looking away.

After `loss.backward()` the gradient waits in `w.grad`. The step is the one that you know:

    w ← w - learning_rate * w.grad      w (d, 1), w.grad (d, 1)

Worked: w = [1, 2] with the gradient [0.5, -1] and the learning rate 0.5 becomes [0.75, 2.5].

Three things are new, for `w` is a *leaf*: a tensor that you made, which requires a gradient.

- The step itself is no part of what is to be differentiated. Autograd records every operation on
  `w`, and refuses to let a leaf be changed in place; under `torch.no_grad()` it records nothing.
- `w` must stay the tensor that it is. `w = w - ...` makes a new tensor under the old name: whoever
  called you still holds the old one. So change what is in it.
- `backward` *adds* to `w.grad`. Unless you zero it, the next gradient comes on top of this one.

`train` takes this step again and again.
"""

import torch


def update(w: torch.Tensor, learning_rate: float) -> None:
    """Move `w` one step against its gradient, in place; then zero the gradient."""
    raise NotImplementedError
