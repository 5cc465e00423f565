"""The wire under atheris: `python -m tests.fuzz.fuzz_wire_atheris -runs=1000000 -rss_limit_mb=512`.

Guided by coverage of our Python code; the decoder itself is compiled and runs unguided. Needs
`pip install atheris`, which is not among the dependencies of the tests.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(include=["gradkata.wall"]):
    from tests.fuzz.frames import SEEDS, framed
    from tests.fuzz.fuzz_wire import take


def main() -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(SEEDS):
            Path(corpus, str(number)).write_bytes(data[4:])
        atheris.Setup([*sys.argv, "-max_len=4096", "-timeout=1", corpus], take_one)
        atheris.Fuzz()


def take_one(data: bytes) -> None:
    take(framed(data))


if __name__ == "__main__":
    main()
