"""gradkata: gradient descent, learned by writing it."""

from gradkata.course.hookspecs import hookimpl
from gradkata.course.kata import Kata, Limits, Pack
from gradkata.course.mistakes import alternative, mistake

__version__ = "0.1.0"
__all__ = ["Kata", "Limits", "Pack", "__version__", "alternative", "hookimpl", "mistake"]
