"""What a judge asks of a zygote, and what it answers: fixed-size records on a socket."""

from __future__ import annotations

import struct

REQUEST = struct.Struct("!cIdI")  # what is asked, a number, seconds, megabytes
SPAWN, TRY = b"s", b"t"  # play; try what is forbidden: the number is that of a folder
END, LET_GO = b"e", b"l"  # end and say how it had ended; end without a word: of a process
SPLIT = b"f"  # be two, and the other one listens to the socket that comes with it: of a core
ANY_CORE = 2**32 - 1
PID = struct.Struct("!i")
ENDED = struct.Struct("!?i")  # whether it ended by itself, exit code
READY, FAILED = b"+", b"!"
