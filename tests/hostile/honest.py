"""Submissions of learners who are half right: each makes one slip in the reference."""

from __future__ import annotations

_SLIPS = {
    "by_hand/decide": ("score > 0", "score >= 0"),
    "by_hand/train": ("range(epochs)", "range(epochs or 1)"),
    "by_hand/vectorised": ("error.sum()", "error.mean()"),
    "autograd/linear": (".sum()", ".mean()"),
    "tables/mean": ("/ len(numbers)", "/ 2"),
    "autograd/update": ("w.grad.zero_()", "pass"),
}


def half_right(kata: str, right: str) -> str:
    """The reference with one slip."""
    line, slip = _SLIPS[kata]
    assert right.count(line) == 1, f"the reference of {kata} no longer says {line}"
    return right.replace(line, slip)
