"""What a judge asks of a zygote, and what it answers: fixed-size records on a socket."""

from __future__ import annotations

import struct

REQUEST = struct.Struct("!cIdI")  # what is asked, pid or number of a folder, seconds, megabytes
SPAWN, TRY = b"s", b"t"  # play; try what is forbidden
END, LET_GO = b"e", b"l"  # end and say how it had ended; end without a word
PID = struct.Struct("!i")
ENDED = struct.Struct("!?i")  # whether it ended by itself, exit code
READY, FAILED = b"+", b"!"
