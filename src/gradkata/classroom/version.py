"""What marks depend on beside a submission and a seed: the katas, and gradkata itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from gradkata import __version__
from gradkata.course.kata import Kata


def version_of(katas: Sequence[Kata]) -> str:
    """One word that changes whenever anything that these katas are marked by does."""
    total = hashlib.sha256(__version__.encode())
    for kata in katas:
        for part in _parts(kata):
            # The length keeps what ends one part and begins the next from changing places.
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:16]


def _parts(kata: Kata) -> Iterator[bytes]:
    yield kata.id.encode()
    rules = (kata.points, kata.runtime, kata.limits, kata.forbidden, kata.allowed, kata.discouraged)
    yield msgspec.json.encode(rules)
    for file in (kata.reference, kata.checks, kata.mistakes):
        yield file.read_bytes() if file.is_file() else b""
