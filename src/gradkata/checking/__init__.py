"""What checks are written with, beside the fixtures: types for them, draws, and comparisons."""

from gradkata.checking.draw import tensor
from gradkata.judge.compare import Compare
from gradkata.judge.difference import Difference, difference
from gradkata.judge.module import CheckFailed, Module

__all__ = ["CheckFailed", "Compare", "Difference", "Module", "difference", "tensor"]
