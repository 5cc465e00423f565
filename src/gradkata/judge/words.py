"""Text that a submission had a hand in, made fit for a message. No numpy: the rules need it too."""

from __future__ import annotations

import re

LONGEST, LONGEST_NAME = 2_000, 200
# Where something lies in memory differs from run to run, and helps nobody.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def one_line(text: str) -> str:
    """A submission's own words: a line of them could pass for one of the verdict's."""
    return " ".join(_ADDRESS.sub("", text).split())


def shown_name(text: str) -> str:
    """A name from a submission's source, which may be long, and hold what no encoder takes."""
    plain = one_line(text.encode("ascii", "backslashreplace").decode())
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]} …"


def capped(text: str) -> str:
    """A message of several lines that may be made of anything."""
    plain = _ADDRESS.sub("", text)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]} …"
