"""A warm process for the tests: for each line of JSON, a confined child runs a piece of code.

Started as `python zygote_for_tests.py numpy|torch`; answers with one line of JSON each.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

from gradkata.course.kata import Limits, Runtime
from gradkata.wall import library, rehearsal
from gradkata.wall.confine import Prepared, landlock, lay_out, prepare, put_on, try_forbidden
from gradkata.wall.confine.forbidden import clear_up_after
from gradkata.wall.warm import LATE

NOBODY = 65534


def main(runtime: Runtime) -> None:
    warm_up(runtime)
    prepared = {scratch: prepare(runtime, scratch) for scratch in (False, True)}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), prepared)), flush=True)


def warm_up(runtime: str) -> None:
    if runtime == "torch":
        rehearsal.rehearse_torch()
        library.hold_installed(*LATE)
    else:
        library.forbid_torch()
    rehearsal.rehearse_numpy()
    library.hold_standard_library()
    library.hold_package(sys.modules["numpy"])
    library.seal_imports()


def answer(request: dict[str, Any], prepared: dict[bool, Prepared]) -> dict[str, Any]:
    (mine, theirs), (output, their_output) = socket.socketpair(), os.pipe()
    zygote, child = os.getpid(), os.fork()
    if child == 0:
        become_player(request, prepared, zygote, theirs.fileno(), their_output)
    theirs.close()
    os.close(their_output)
    received = b"".join(iter(lambda: mine.recv(65536), b""))
    printed = os.read(output, 65536)
    mine.close()
    os.close(output)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    clear_up_after(child)
    return {"status": status, "printed": printed.decode(), **json.loads(received or b"{}")}


def become_player(
    request: dict[str, Any], prepared: dict[bool, Prepared], zygote: int, channel: int, output: int
) -> None:
    scratch = request.get("scratch") and Path(request["scratch"])
    without = frozenset(request.get("without", ()))
    chosen = prepared[bool(scratch)]
    own: dict[str, Any] = {"prepared": chosen, "try_forbidden": try_forbidden}
    try:
        if request.get("ordinary"):
            become_ordinary()
        if "descriptors" in without:
            os.dup2(channel, 3)
        if "landlock" in request:
            landlock.version = lambda: request["landlock"]  # type: ignore[assignment]
            chosen = chosen if scratch else replace(chosen, ruleset=landlock.new_ruleset())
        limits = Limits(**request.get("limits", {}))
        plan = lay_out(
            chosen,
            limits,
            zygote_pid=request.get("zygote_pid", zygote),
            channel=channel,
            output=output,
            scratch=scratch,
            without=without,
        )
        put_on(plan)
        exec(request["code"], own)
        reply = {"result": own.get("result")}
    except BaseException as error:
        reply = {"error": f"{type(error).__name__}: {error}", "trace": traceback.format_exc()}
    try:
        os.write(place(reply, channel), json.dumps(reply).encode())
    finally:
        os._exit(0)


def place(reply: dict[str, Any], channel: int) -> int:
    """Where the channel is: at its own place until the layer that moves it is on."""
    return channel if "LayerError: parent" in reply.get("error", "") else 3


def become_ordinary() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


if __name__ == "__main__":
    main("torch" if sys.argv[1] == "torch" else "numpy")
