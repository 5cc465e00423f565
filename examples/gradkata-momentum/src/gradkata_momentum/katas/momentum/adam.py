"""FILL IN: the statement: what is asked, in words and as a formula.

FILL IN: one worked number, small enough to follow on paper.

FILL IN: the shapes, and what may not be changed.
"""


def adam(x: float) -> float:
    """FILL IN: what comes back, and its shape; rename the function and its arguments."""
    raise NotImplementedError
