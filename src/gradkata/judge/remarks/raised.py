"""What torch and Python say when something is wrong, in words for a learner."""

from __future__ import annotations

from collections.abc import Sequence

from gradkata.judge.records import Remark
from gradkata.wall.wire import Call, Raised

KNOWN = (
    (
        "a leaf Variable that requires grad",
        "update_on_the_graph",
        "autograd refuses to have a leaf changed in place while it records: take the update under "
        "torch.no_grad()",
    ),
    (
        "does not require grad and does not have a grad_fn",
        "detached",
        "the loss is detached from autograd's graph, so `backward` has nowhere to go: item(), "
        "numpy(), detach(), .data, no_grad or a new tensor cut it off",
    ),
    (
        "a second time",
        "graph_used_twice",
        "`backward` uses up the graph that it walks: compute the loss anew for every step",
    ),
    (
        "grad can be implicitly created only for scalar",
        "not_summed",
        "`backward` starts from a single number: sum the loss over all rows first",
    ),
    (
        "'NoneType' object has no attribute 'zero_'",
        "new_in_place_of_old",
        "`grad` is None: either `w = ...` has put a new tensor in place of the old one, or no "
        "`backward` came before",
    ),
    (
        "unsupported operand type(s) for *: 'float' and 'NoneType'",
        "new_in_place_of_old",
        "`grad` is None: either `w = ...` has put a new tensor in place of the old one, or no "
        "`backward` came before",
    ),
)


def of_exceptions(raised: Sequence[tuple[Call, Raised]]) -> list[Remark]:
    for _, reply in raised:
        for part, name, text in KNOWN:
            if part in reply.message:
                return [Remark(name, text)]
    return []
