"""FILL IN: the statement: what is asked, in words and as a formula.

FILL IN: one worked number, small enough to follow on paper.

FILL IN: the shapes, and what may not be changed.
"""


def momentum(x: float) -> float:
    """FILL IN: what comes back, and its shape; rename the function and its arguments."""
    # FILL IN: the steps of the argument; return plain names, since messages call the results by them
    result = x
    return result
