"""Hostile frames by the million: `python -m tests.fuzz.fuzz_wire --count 1000000`.

A frame must be a message whose values are there, or `WireError` or `Malformed`: within a second,
and all together within 64 MB beyond what the process had before. Ends with status 1 otherwise.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from dataclasses import dataclass, field

from gradkata.wall.values import Malformed, thaw
from gradkata.wall.wire import (
    Call,
    Returned,
    WireError,
    announced_length,
    decode_reply,
    decode_request,
)
from tests.fuzz.frames import LARGE, SEEDS, some_frame

MOST_SECONDS = 1.0
MOST_MEGABYTES = 64.0


def take(data: bytes) -> bool:
    """Read one frame as both ends would; whether it was a message. Raises where it should not."""
    try:
        payload = data[4 : 4 + announced_length(data[:4])] if len(data) >= 4 else data
        return any([_is_reply(payload), _is_request(payload)])
    except WireError:
        return False


def _is_reply(payload: bytes) -> bool:
    try:
        reply = decode_reply(payload)
        if isinstance(reply, Returned):
            for leaves in (reply.result, reply.arguments, reply.gradients):
                thaw([None] if leaves is None else leaves)
    except (WireError, Malformed):
        return False
    return True


def _is_request(payload: bytes) -> bool:
    try:
        request = decode_request(payload)
        if isinstance(request, Call):
            thaw(request.arguments)
    except (WireError, Malformed):
        return False
    return True


@dataclass(slots=True)
class Figures:
    """What a run came to."""

    frames: int = 0
    messages: int = 0
    slowest: float = 0.0
    peak_before: float = 0.0
    started: float = field(default_factory=time.perf_counter)

    def take(self, data: bytes) -> None:
        start = time.process_time()
        self.messages += take(data)
        self.slowest = max(self.slowest, time.process_time() - start)
        self.frames += 1

    @property
    def growth(self) -> float:
        return peak_megabytes() - self.peak_before

    @property
    def is_well(self) -> bool:
        return self.slowest <= MOST_SECONDS and self.growth <= MOST_MEGABYTES

    def __str__(self) -> str:
        return (
            f"{self.frames:,} frames, {self.messages:,} of them messages,"
            f" in {time.perf_counter() - self.started:.0f} s;"
            f" slowest {1000 * self.slowest:.1f} ms, {self.growth:.1f} MB more than before"
        )


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(count: int, seed: int) -> Figures:
    rng = random.Random(seed)
    figures = Figures(peak_before=peak_megabytes())
    for data in SEEDS:
        figures.take(data)
    while figures.frames < count:
        data = some_frame(rng)
        try:
            figures.take(data)
        except Exception:
            print(f"frame {figures.frames} of seed {seed}: {data[:2000]!r}", file=sys.stderr)
            raise
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--torch", action="store_true", help="thaw tensors, too")
    given = parser.parse_args()
    if given.torch:
        __import__("torch").zeros(1)
    figures = run(given.count, given.seed)
    print(f"{figures}; {len(LARGE)} large frames among the sources")
    return 0 if figures.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
