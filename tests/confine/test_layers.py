"""Each layer holds something, and a layer that did not take ends the player."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import gradkata
from gradkata.course.kata import Limits
from gradkata.wall import confine
from gradkata.wall.confine.steps import STEPS

if TYPE_CHECKING:
    from tests.confine.conftest import Confined

User = dict[str, bool]

# Some layers stand behind seccomp: with it, nothing can be seen of their absence.
SHOWS = {
    "session": ({"session"}, "layer session"),
    "parent": ({"parent"}, "layer parent"),
    "descriptors": ({"descriptors"}, "descriptors"),
    "folder": ({"folder", "seccomp"}, "layer folder"),
    "environment": ({"environment"}, "layer environment"),
    "capabilities": ({"capabilities", "seccomp"}, "sethostname"),
    "dumpable": ({"dumpable"}, "layer dumpable"),
    "landlock": ({"landlock", "seccomp"}, "read /etc/passwd"),
    "limits": ({"limits"}, "memory over the limit"),
    "seccomp": ({"seccomp"}, "fork"),
}


def test_no_hole_in_a_player_without_files(confined: Confined, user: User) -> None:
    assert confined.holes(**user) == set()


def test_no_hole_in_a_player_with_files(confined: Confined, tmp_path: Path) -> None:
    assert confined.holes(scratch=str(tmp_path)) == set()


def test_no_hole_in_a_torch_player(confined_torch: Confined, user: User) -> None:
    assert confined_torch.holes(**user) == set()


@pytest.mark.parametrize("layer", SHOWS)
def test_without_a_layer_there_is_a_hole(confined: Confined, layer: str) -> None:
    without, hole = SHOWS[layer]
    if layer == "capabilities" and os.geteuid() != 0:
        pytest.skip("an ordinary user has no capabilities to drop")
    others = confined.holes(without=sorted(without - {layer}))
    assert hole not in others
    assert hole in confined.holes(without=sorted(without))


def test_players_without_files_need_no_landlock(confined: Confined, user: User) -> None:
    assert confined.holes(without=["landlock"], **user) == set()


@pytest.mark.parametrize("version", [1, 3, 4, 5])
def test_an_older_landlock_leaves_no_hole(confined: Confined, tmp_path: Path, version: int) -> None:
    assert confined.holes(landlock=version) == set()
    assert version < 3 or confined.holes(landlock=version, scratch=str(tmp_path)) == set()


def test_without_no_new_privs_nothing_after_it_can_be_put_on(confined: Confined) -> None:
    error = confined.error("", without=["no_new_privs"])
    assert error.startswith("LayerError: landlock: refused")


def test_every_layer_is_taken_away_in_these_tests() -> None:
    assert {step.name for step in STEPS} == {*SHOWS, "no_new_privs"}


def test_landlock_alone_keeps_a_player_with_files_from_others(
    confined: Confined, tmp_path: Path
) -> None:
    holes = confined.holes(scratch=str(tmp_path), without=["landlock"])
    assert {"read /etc/passwd", "read /"} <= holes


def test_a_player_whose_zygote_is_another_ends(confined: Confined) -> None:
    assert confined.error("", zygote_pid=1) == ("LayerError: parent: was put on, but does not hold")


def test_a_scratch_folder_needs_a_preparation_for_one(tmp_path: Path) -> None:
    prepared = confine.prepare("numpy", scratch=False)
    with pytest.raises(confine.LayerError, match="a scratch folder goes with a preparation"):
        confine.lay_out(prepared, Limits(), zygote_pid=1, channel=3, output=1, scratch=tmp_path)


def refused() -> None:
    raise PermissionError(1, "not here")


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ((len, ("ab",), 3), "layer: was put on, but does not hold"),
        ((refused, (), None), "layer: refused: [Errno 1] not here"),
        ((int, ("-1",), 0), "layer: refused: "),
    ],
)
def test_a_call_that_answers_otherwise_ends_a_player(call: Any, fault: str) -> None:
    with pytest.raises(confine.LayerError) as raised:
        confine.put_on([("layer", (len, ("ab",), 2)), ("layer", call)])
    assert str(raised.value).startswith(fault)


@pytest.mark.parametrize(
    ("attempt", "refusal"),
    {
        "import os; os.fork()": "PermissionError",
        "import os; os.execv('/bin/true', ['true'])": "PermissionError",
        "import os; os.kill(os.getppid(), 0)": "PermissionError",
        "import os; os.stat('/etc/passwd')": "PermissionError",
        "import socket; socket.socket()": "PermissionError",
        "import subprocess; subprocess.run(['true'])": "PermissionError",
        "import _thread; _thread.start_new_thread(print, ())": "RuntimeError",
        "import resource as r; r.setrlimit(r.RLIMIT_CORE, (0, 0))": "ValueError: not allowed",
        "import numpy; numpy.ones(300 << 20)": "MemoryError",
        "x = bytearray(2 << 30)": "MemoryError",
        "open('/dev/null')": "PermissionError",
        "import os; os.dup(1)": "PermissionError",
    }.items(),
)
def test_what_a_player_may_not_do(confined: Confined, attempt: str, refusal: str) -> None:
    assert confined.error(attempt).startswith(refusal)


def test_a_player_can_end_itself_by_abort(confined: Confined) -> None:
    assert confined.answer("import os; os.abort()")["status"] in (-signal.SIGABRT, -signal.SIGSEGV)


def test_a_player_that_never_stops_computing_is_ended_by_the_kernel(confined: Confined) -> None:
    answer = confined.answer("while True: pass", limits={"kata_seconds": 0.1})
    assert answer["status"] in (-signal.SIGKILL, -signal.SIGXCPU)


def test_nothing_of_the_judges_environment_is_in_reach(confined: Confined) -> None:
    code = "import os, sys; result = [dict(os.environ), sys.argv, sys.orig_argv]"
    assert confined.run(code) == [{}, [""], [""]]


def test_output_goes_where_the_judge_reads_it(confined: Confined) -> None:
    assert confined.answer("print('seen', flush=True)")["printed"] == "seen\n"


def test_scratch_files_can_be_read_and_written(confined: Confined, tmp_path: Path) -> None:
    (tmp_path / "data.txt").write_text("before")
    assert confined.run("result = open('data.txt').read()", scratch=str(tmp_path)) == "before"
    confined.run("open('data.txt', 'w').write('after')", scratch=str(tmp_path))
    assert (tmp_path / "data.txt").read_text() == "after"


@pytest.mark.parametrize(
    "attempt",
    [
        "open('new.txt', 'w')",
        "import os; os.mkdir('folder')",
        "import os; os.unlink('data.txt')",
        "import os; os.rename('data.txt', 'other.txt')",
        "import os; os.symlink('/etc/passwd', 'link')",
        "import os; os.chmod('data.txt', 0o777)",
        "import os; os.open('/', os.O_PATH)",
        "f = open('data.txt', 'wb', buffering=0)\nwhile True: f.write(bytes(1 << 19))",
        "open('../beside.txt')",
    ],
)
def test_a_scratch_folder_holds_what_it_held(
    confined: Confined, tmp_path: Path, attempt: str
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "data.txt").write_text("before")
    (tmp_path / "beside.txt").write_text("of somebody else")
    assert "Error" in confined.error(attempt, scratch=str(scratch))
    assert [path.name for path in scratch.iterdir()] == ["data.txt"]
    assert (scratch / "data.txt").stat().st_size <= 1 << 20


ENDLESS = """
import os, socket, time
from gradkata.course.kata import Limits
from gradkata.wall.confine import lay_out, prepare, put_on
prepared, (ours, theirs), (_, output) = prepare("numpy"), socket.socketpair(), os.pipe()
zygote, child = os.getpid(), os.fork()
if child == 0:
    ends = {"channel": theirs.fileno(), "output": output}
    put_on(lay_out(prepared, Limits(), zygote_pid=zygote, **ends))
    time.sleep(600)
time.sleep(0.2)
print(child, flush=True)
time.sleep(600)
"""


@pytest.mark.usefixtures("confined")
def test_a_player_does_not_outlive_its_zygote() -> None:
    environment = {"PYTHONPATH": str(Path(gradkata.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], env=environment, stdout=subprocess.PIPE
    ) as zygote:
        assert zygote.stdout
        player = int(zygote.stdout.readline())
        assert _is_alive(player)
        zygote.kill()
    deadline = time.monotonic() + 5
    while _is_alive(player) and time.monotonic() < deadline:
        time.sleep(0.01)
    alive = _is_alive(player)
    if alive:
        os.kill(player, signal.SIGKILL)
    assert not alive


def _is_alive(process: int) -> bool:
    with contextlib.suppress(OSError):
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    return False


def test_a_zygote_is_closed_to_others_and_knows_nothing(confined: Confined) -> None:
    everything = [step.name for step in STEPS]
    code = (
        "import os, resource\n"
        "from gradkata.wall import confine\n"
        "from gradkata.wall.confine.kernel import prctl\n"
        "confine.secure_zygote()\n"
        "result = [prctl(3), dict(os.environ), resource.getrlimit(resource.RLIMIT_CORE)]"
    )
    without = [name for name in everything if name != "descriptors"]
    assert confined.run(code, without=without) == [0, {}, [0, 0]]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_platforms_name_what_they_lack(platform: str, monkeypatch: Any) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    missing = {layer.name: layer.reason for layer in confine.layers() if not layer.present}
    assert missing == {step.name: f"needs Linux; this is {platform}" for step in STEPS}
    assert confine.prepare("numpy").missing == missing


def test_an_old_landlock_is_refused_for_files_alone(monkeypatch: Any) -> None:
    monkeypatch.setattr(confine.landlock, "version", lambda: 2)
    assert confine.landlock.missing(scratch=False) == ""
    assert "truncation" in confine.landlock.missing(scratch=True)
