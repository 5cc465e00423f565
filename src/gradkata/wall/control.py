"""What a judge asks of a zygote, and what it answers: fixed-size records on a socket."""

from __future__ import annotations

import struct

REQUEST = struct.Struct("!cIdI")  # what is asked, pid, seconds, megabytes
SPAWN, TRY, END = b"s", b"t", b"e"  # play; try what is forbidden; end
PID = struct.Struct("!i")
ENDED = struct.Struct("!?i")  # whether it ended by itself, exit code
READY, FAILED = b"+", b"!"
