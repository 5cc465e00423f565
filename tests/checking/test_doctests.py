"""The examples in the toolkit's docstrings are true."""

from __future__ import annotations

import doctest
import importlib

import pytest

pytest.importorskip("torch")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("name", ["arrays", "draw", "gradients"])
def test_examples_are_true(name: str) -> None:
    module = importlib.import_module(f"gradkata.checking.{name}")
    found = doctest.testmod(module, optionflags=FLAGS)
    assert (found.failed, found.attempted > 0) == (0, True)
