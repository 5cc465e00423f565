"""What checks, and the tests of a pack, are written with.

In checks, beside the fixtures:

`Compare`, `Module`       types of the fixtures `compare`, `learner` and `reference`
`tensor`                  a random tensor of any dtype and memory layout
`away_from_kinks`         draw again until relu's bend is out of reach
`assert_same`             one value against another: shape, dtype kind, finite, values
`difference`              the same as a record, or None

In the tests of a pack, for what the reference itself is worth:

`numeric_vjp`             vector-Jacobian products by central differences, every entry
`assert_vjp`              a backward pass written by hand against them
`assert_autograd_matches` a torch function's autograd against them
`autograd_vjp`            what autograd finds, as numpy arrays
`random_upstream`         a random upstream gradient for every output
`assert_same_in_torch`    a numpy function against its torch twin
"""

from gradkata.checking.arrays import assert_same, assert_same_in_torch, to_numpy, to_torch
from gradkata.checking.draw import tensor
from gradkata.checking.gradients import (
    NearKink,
    assert_autograd_matches,
    assert_vjp,
    autograd_vjp,
    away_from_kinks,
    numeric_vjp,
    random_upstream,
)
from gradkata.judge.compare import Compare
from gradkata.judge.difference import Difference, difference
from gradkata.judge.module import CheckFailed, Module

__all__ = [
    "CheckFailed",
    "Compare",
    "Difference",
    "Module",
    "NearKink",
    "assert_autograd_matches",
    "assert_same",
    "assert_same_in_torch",
    "assert_vjp",
    "autograd_vjp",
    "away_from_kinks",
    "difference",
    "numeric_vjp",
    "random_upstream",
    "tensor",
    "to_numpy",
    "to_torch",
]
