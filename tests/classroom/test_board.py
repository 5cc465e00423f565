"""What workers tell one another: whole notes, each once, and nothing that could stop them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from gradkata.classroom.board import Board, board_at, new_board, path_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is a board on Linux only")


@pytest.fixture
def path() -> Iterator[str]:
    descriptor = new_board()
    assert descriptor is not None
    yield path_of(descriptor)
    os.close(descriptor)


def _tell_in_another_process(path: str, *notes: bytes) -> None:
    child = os.fork()
    if child == 0:
        board = Board(path)
        for note in notes:
            board.tell(note)
        os._exit(0)
    os.waitpid(child, 0)


def test_news_are_what_others_told_since(path: str) -> None:
    board = Board(path)
    _tell_in_another_process(path, b"first", b"")
    assert list(board.news()) == [b"first", b""]
    _tell_in_another_process(path, b"second")
    assert list(board.news()) == [b"second"]


def test_what_one_told_oneself_is_no_news(path: str) -> None:
    board = Board(path)
    board.tell(b"own")
    _tell_in_another_process(path, b"of another")
    assert list(board.news()) == [b"of another"]


def test_who_comes_late_hears_all_of_it(path: str) -> None:
    _tell_in_another_process(path, b"early")
    assert list(Board(path).news()) == [b"early"]


@pytest.mark.parametrize("cut", range(1, 20))
def test_half_a_note_is_heard_when_it_is_whole(path: str, cut: int) -> None:
    _tell_in_another_process(path, b"whole")
    board = Board(path)
    note = os.pread(board.descriptor, 100, 0)
    os.truncate(board.descriptor, len(note) - cut)
    assert list(board.news()) == []
    os.write(board.descriptor, note[len(note) - cut :])
    assert list(board.news()) == [b"whole"]


def test_behind_a_spoiled_note_nothing_is_heard(path: str) -> None:
    _tell_in_another_process(path, b"good", b"bad!", b"lost")
    with open(path, "r+b", buffering=0) as file:
        file.seek(os.fstat(file.fileno()).st_size // 2)
        file.write(b"???")
    assert list(Board(path).news()) == [b"good"]


def test_where_there_is_no_board_nobody_is_told() -> None:
    assert board_at("") is None
    assert board_at("/proc/self/fd/999999") is None


def test_without_such_a_file_there_is_no_board(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "memfd_create")
    assert path_of(new_board()) == ""


def test_a_board_that_is_full_stops_nobody(path: str) -> None:
    board = Board(path)
    os.close(board.descriptor)
    board.descriptor = os.open("/dev/full", os.O_WRONLY)
    board.tell(b"too much")
