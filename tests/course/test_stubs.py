"""Stubs are derived from references, and recognised as untouched."""

from __future__ import annotations

import pytest

from gradkata.course.stubs import is_untouched, returned_names, signatures, stub_of
from gradkata.parsing import CODE_LIMIT

REFERENCE = '''"""The slope, é by hand."""

from __future__ import annotations

import math  # noqa: F401
import numpy as np

RATE = 0.1


def _helper(x):
    return x


# The way down.
@staticmethod
def step(
    w,  # the weight
    *,
    rate: float = RATE,
) -> float:  # downhill
    """One step: ½ is left out.

    >>> step(1)
    """
    # Against the slope.
    return w - rate * np.sign(w)
def both(a, /, b, *rest, c=1, **more): return a, b
'''

STUB = '''"""The slope, é by hand."""

from __future__ import annotations

import math  # noqa: F401
import numpy as np


@staticmethod
def step(
    w,  # the weight
    *,
    rate: float = RATE,
) -> float:  # downhill
    """One step: ½ is left out.

    >>> step(1)
    """
    raise NotImplementedError


def both(a, /, b, *rest, c=1, **more):
    raise NotImplementedError
'''


def test_a_stub_keeps_docstrings_imports_and_signatures_to_the_letter() -> None:
    assert stub_of(REFERENCE) == STUB


def test_the_stub_of_a_stub_is_itself() -> None:
    assert stub_of(STUB) == STUB


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_line_ends_and_a_byte_order_mark_are_understood(end: str) -> None:
    assert stub_of("\ufeff" + REFERENCE.replace("\n", end)) == STUB


def test_a_source_of_one_function_gives_one_function() -> None:
    assert stub_of("def f(): return 1") == "def f():\n    raise NotImplementedError\n"


def test_a_body_that_begins_with_a_decorated_function_is_dropped_whole() -> None:
    source = "def f():\n    @cached\n    def g(): pass\n    return g\n"
    assert stub_of(source) == "def f():\n    raise NotImplementedError\n"


def test_comments_docstrings_and_layout_leave_a_stub_untouched() -> None:
    changed = STUB.replace("One step", "My notes").replace("import math", "# hm\n\nimport math")
    assert is_untouched(changed, REFERENCE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    raise NotImplementedError", "    pass"),
        ("    raise NotImplementedError", "    raise NotImplementedError()"),
        ("a, /, b", "a, /, c2"),
        ("import numpy as np", "import numpy as np\nx = 1"),
    ],
)
def test_a_changed_stub_is_touched(old: str, new: str) -> None:
    assert not is_untouched(STUB.replace(old, new), REFERENCE)


@pytest.mark.parametrize(
    "source",
    ["def f(:", "\0", "\ud800", "(" * 5_000, "x" + ".a" * 20_000, STUB + "#" * CODE_LIMIT],
)
def test_a_hostile_source_is_touched_and_stops_nothing(source: str) -> None:
    assert not is_untouched(source, REFERENCE)
    assert signatures(source) == {}
    assert returned_names(source) == {}


def test_signatures_are_those_of_public_functions() -> None:
    expected = {"step": ["w", "rate"], "both": ["a", "b", "*rest", "c", "**more"]}
    assert signatures(REFERENCE) == expected


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("return d_w, d_b", ["d_w", "d_b"]),
        ("return [d_w, d_b]", ["d_w", "d_b"]),
        ("return total", ["total"]),
    ],
)
def test_returned_names_are_read_off_the_last_line(line: str, names: list[str]) -> None:
    assert returned_names(f"def f(x):\n    if x: return 0\n    {line}") == {"f": names}


@pytest.mark.parametrize("line", ["return a + b, c", "return", "pass", "return ()"])
def test_results_without_plain_names_have_none(line: str) -> None:
    assert returned_names(f"def f(x):\n    {line}") == {}
