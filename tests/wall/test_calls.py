"""One call, by copy and restore: what comes back, what went wrong, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gradkata.wall.calls import perform, restore
from gradkata.wall.values import Unsendable, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned, frame

FILE = "katas/by_hand/kata.py"


def _returned(function: Callable[..., Any], *arguments: Any) -> Returned:
    reply = perform(function, Call("f", freeze(list(arguments))), FILE)
    assert isinstance(reply, Returned), reply
    return reply


def _raised(source: str, *arguments: Any) -> Raised:
    """What calling the source's function `f` raises; the source is the learner's file."""
    names: dict[str, Any] = {}
    exec(compile(source, FILE, "exec"), names)
    reply = perform(names["f"], Call("f", freeze(list(arguments))), FILE)
    assert isinstance(reply, Raised), reply
    frame(reply)
    return reply


def test_the_result_comes_back() -> None:
    assert thaw(_returned(lambda a, b: a + b, 1, 2.5).result) == 3.5


def test_the_function_gets_copies() -> None:
    given = np.zeros(2)
    _returned(lambda array: array.fill(1), given)
    assert given.tolist() == [0, 0]


def test_arguments_come_back_as_the_function_left_them() -> None:
    assert thaw(_returned(lambda array: array.fill(1), np.zeros(2)).arguments)[0].tolist() == [1, 1]


def test_no_gradients_are_sent_unasked() -> None:
    assert _returned(lambda: 1).gradients is None


def test_an_exception_comes_back_with_kind_message_and_line() -> None:
    raised = _raised("def f(x):\n    return 1 / x\n", 0)
    assert (raised.kind, raised.message, raised.line) == (
        "exception",
        "ZeroDivisionError: division by zero",
        2,
    )


def test_the_line_is_the_last_one_in_the_learners_file() -> None:
    source = (
        "import numpy as np\ndef g(x):\n    return np.linalg.inv(x)\ndef f(x):\n    return g(x)\n"
    )
    assert _raised(source, np.zeros((2, 2))).line == 3


def test_a_wrong_number_of_arguments_has_no_line() -> None:
    assert _raised("def f(): pass\n", 1).line == 0


def test_a_syntax_error_in_the_file_has_its_line() -> None:
    source = f"def f():\n    compile('1\\n1 +', {FILE!r}, 'exec')\n"
    assert _raised(source).line == 2


def test_what_is_still_to_be_written_is_told_apart() -> None:
    raised = _raised("def f():\n    raise NotImplementedError\n")
    assert (raised.kind, raised.message) == ("not_implemented", "NotImplementedError")


def test_an_exit_is_an_exception() -> None:
    assert _raised("def f():\n    raise SystemExit(3)\n").message == "SystemExit: 3"


def test_endless_recursion_is_an_exception() -> None:
    assert _raised("def f(): return f()\n").message.startswith("RecursionError")


def test_an_exception_that_cannot_be_shown_is_named() -> None:
    source = "class Odd(Exception):\n    def __str__(self): return 1 / 0\ndef f(): raise Odd\n"
    assert _raised(source).message == "Odd: (its message cannot be shown)"


def test_a_message_without_end_is_cut() -> None:
    assert len(_raised("def f(): raise ValueError('x' * 10**6)\n").message) == 2000


def test_a_message_that_is_no_text_is_sent_all_the_same() -> None:
    assert _raised("def f(): raise ValueError('\\ud800')\n").message == "ValueError: ?"


def test_a_result_that_may_not_cross_says_what_it_was() -> None:
    raised = _raised("def f(): return {1, 2}\n")
    assert (raised.kind, raised.message[:5]) == ("unsendable", "a set")


def test_a_name_without_end_of_what_may_not_cross_is_cut() -> None:
    source = (
        "import numpy as np\ndef f(): return np.zeros(1, [('x' * 10, 'i4')] and [(f'n{i}', 'i4')"
    )
    assert len(_raised(source + " for i in range(2000)])\n").message) <= 2000


def _restored(value: Any, function: Callable[..., Any]) -> Any:
    restore(value, thaw(_returned(function, value).arguments)[0])
    return value


def test_a_changed_array_is_changed_in_the_checks_hands() -> None:
    array = np.zeros(2)
    assert _restored(array, lambda copy: copy.fill(1)) is array
    assert array.tolist() == [1, 1]


def test_a_changed_view_changes_what_it_views() -> None:
    whole = np.zeros(4)
    _restored(whole[::2], lambda copy: copy.fill(1))
    assert whole.tolist() == [1, 0, 1, 0]


def test_a_changed_list_is_the_same_list() -> None:
    items = [1, 2]
    assert _restored(items, lambda copy: copy.append([3])) is items
    assert items == [1, 2, [3]]


def test_numbers_stay_as_they_are() -> None:
    assert _restored(1.5, lambda copy: copy + 1) == 1.5


def test_an_array_reshaped_in_place_cannot_be_followed() -> None:
    def reshape(copy: Any) -> None:
        copy.resize(3, refcheck=False)

    with pytest.raises(Unsendable, match=r"shape \(2,\) turned into \(3,\)"):
        _restored(np.zeros(2), reshape)
