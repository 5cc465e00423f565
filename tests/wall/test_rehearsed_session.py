"""A session that is rehearsed in the zygote leaves no trace that a submission could run into."""

from __future__ import annotations

import linecache
import sys

import pytest

from gradkata.course.kata import Runtime
from gradkata.wall.player import MODULE
from gradkata.wall.rehearsed_session import FILENAME, rehearse_session


@pytest.mark.parametrize("runtime", ["numpy", "torch"])
def test_nothing_of_the_rehearsal_is_left(runtime: Runtime) -> None:
    pytest.importorskip(runtime)
    rehearse_session(runtime)
    assert MODULE not in sys.modules
    assert FILENAME not in linecache.cache


def test_code_that_players_run_is_adapted_afterwards() -> None:
    dis = pytest.importorskip("dis")
    from gradkata.wall.player import serve

    rehearse_session("numpy")
    plain = [i.opname for i in dis.get_instructions(serve)]
    adapted = [i.opname for i in dis.get_instructions(serve, adaptive=True)]
    assert adapted != plain
