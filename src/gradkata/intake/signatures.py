"""Which of several katas of one name a single file is for: read off its functions, never run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gradkata.course.stubs import signatures
from gradkata.intake.files import SOURCE_LIMIT, Refused, text_of
from gradkata.intake.folders import read_file

if TYPE_CHECKING:
    from gradkata.course.kata import Kata

Signatures = Mapping[str, Sequence[str]]
"""Top-level functions, each with the names of its parameters in order."""


def closest(text: str, candidates: Sequence[Kata]) -> Kata | None:
    """The one kata whose functions are most like those in the text, or None where it is unclear."""
    written = signatures(text)
    likeness = [_likeness(written, _expected(kata)) for kata in candidates]
    best = max(likeness)
    clear = best > 0 and likeness.count(best) == 1
    return candidates[likeness.index(best)] if clear else None


def _expected(kata: Kata) -> Signatures:
    # The stub is a learner's own copy at home, so the reference is asked first.
    for path in (kata.reference, kata.stub):
        try:
            return signatures(text_of(read_file(path.resolve(), SOURCE_LIMIT)))
        except (OSError, Refused):
            continue
    return {}


def _likeness(written: Signatures, expected: Signatures) -> float:
    """From 0 to 1: the share of the expected functions that are there, as far as they are."""
    shares = [_overlap(written.get(name), names) for name, names in expected.items()]
    return sum(shares) / len(shares) if shares else 0.0


def _overlap(written: Sequence[str] | None, expected: Sequence[str]) -> float:
    if written is None:
        return 0.0
    if list(written) == list(expected):
        return 1.0
    common = set(written) & set(expected)
    # Less than one even for the same names in another order: only a match is a match.
    return len(common) / (1 + len({*written, *expected}))
