"""A short run of the fuzzer; the long ones are started by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_five_thousand_hostile_frames_are_messages_or_refused_in_time_and_memory() -> None:
    command = [sys.executable, "-m", "tests.fuzz.fuzz_wire", "--count", "5000", "--seed", "2026"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
