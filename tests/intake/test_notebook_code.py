"""The code of notebooks, and notebooks that are none."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradkata.intake import notebooks
from gradkata.intake.files import Refused
from gradkata.intake.notebooks import code_of
from gradkata.parsing import parse


def cell(source: object, kind: str = "code") -> dict[str, object]:
    return {"cell_type": kind, "source": source}


def notebook(*cells: object, **fields: object) -> str:
    return json.dumps({"nbformat": 4, "cells": list(cells), **fields})


def code(*sources: object) -> str:
    return code_of(notebook(*map(cell, sources)))


def reason(text: str) -> str:
    with pytest.raises(Refused) as refused:
        code_of(text)
    return str(refused.value)


def test_code_cells_follow_one_another_with_their_number_between() -> None:
    assert code("a = 1", "b = 2") == "# cell 1\na = 1\n\n# cell 2\nb = 2\n\n"


def test_a_source_may_be_a_list_of_lines() -> None:
    assert code(["a = 1\n", "b = 2"]) == "# cell 1\na = 1\nb = 2\n\n"


def test_text_cells_are_left_out_and_counted() -> None:
    text = notebook(cell("# Title", "markdown"), cell("a = 1"), cell("raw", "raw"))
    assert code_of(text) == "# cell 2\na = 1\n\n"


def test_a_notebook_without_cells_is_empty() -> None:
    assert code() == ""


def test_line_ends_inside_cells_become_newlines() -> None:
    assert code("a = 1\r\nb = 2\r") == "# cell 1\na = 1\nb = 2\n\n\n"


@pytest.mark.parametrize(
    "line",
    ["%matplotlib inline", "!pip install x", "?print", "print?", "np.dot??", "a = !ls", "a = %pwd"],
)
def test_a_line_magic_becomes_pass(line: str) -> None:
    assert code(f"a = 1\n{line}\nb = 2") == "# cell 1\na = 1\npass\nb = 2\n\n"


def test_a_magic_keeps_its_indentation() -> None:
    assert code("if a:\n    %time b()\n") == "# cell 1\nif a:\n    pass\n\n\n"


def test_a_magic_over_several_lines_keeps_their_number() -> None:
    assert code("!pip install \\\n  x\na = 1") == "# cell 1\npass\n\na = 1\n\n"


def test_a_line_that_only_looks_like_a_magic_is_kept() -> None:
    source = 'a = """\n% of all\n"""\nb = (1\n% 2)'
    assert code(source) == f"# cell 1\n{source}\n\n"


def test_a_cell_magic_drops_its_cell() -> None:
    assert code("%%bash\nrm -rf x", "a = 1") == "# cell 1\n\n\n# cell 2\na = 1\n\n"


@pytest.mark.parametrize("magic", ["%%time", "%%capture output"])
def test_a_cell_magic_around_python_keeps_what_the_cell_defines(magic: str) -> None:
    assert code(f"{magic}\na = 1") == "# cell 1\n\na = 1\n\n"


def test_a_broken_cell_is_named_with_its_line() -> None:
    text = notebook(cell("title", "markdown"), cell("a = 1\nb = = 2"))
    assert reason(text) == "has an error in cell 2, line 2: invalid syntax"


def test_a_cell_is_parsed_by_itself() -> None:
    assert "cell 1, line 1" in reason(notebook(cell("a = ("), cell("1)")))


@pytest.mark.parametrize("source", ["a\0b", "'\ud800'"])
def test_characters_that_python_refuses_are_a_broken_cell(source: str) -> None:
    assert "error in cell 1" in reason(notebook(cell(source)))


@pytest.mark.parametrize(
    "source", ["-" * 50_000 + "1", "1" + "+1" * 50_000, "(" * 1000, "import a" + ".a" * 60_000]
)
def test_code_that_is_nested_too_deeply_is_a_broken_cell(source: str) -> None:
    assert "error in cell 1" in reason(notebook(cell(source)))


def test_a_warning_about_the_learners_code_is_not_printed(recwarn: pytest.WarningsRecorder) -> None:
    code(r"a = '\d'")
    assert not recwarn.list


def test_too_much_code_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "parse", lambda _: pytest.fail("was parsed"))
    cells = [cell("a\n" * 10_000) for _ in range(10)]
    assert reason(notebook(*cells)) == "has more than 128 KiB of code"


def test_too_many_cells_are_refused_before_they_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "parse", lambda _: pytest.fail("was parsed"))
    assert reason(notebook(*[cell("!")] * 2_001)) == "has more than 2,000 cells of code"


@pytest.mark.parametrize("version", [1, 3, 0, -4])
def test_an_old_format_says_what_to_do(version: int) -> None:
    text = notebook(nbformat=version)
    assert reason(text) == "is a notebook of an old format: save it as version 4"


@pytest.mark.parametrize("version", [None, "4", 4.5, True, [4]])
def test_a_format_version_that_is_no_number_is_no_notebook(version: object) -> None:
    assert "names no format version" in reason(notebook(nbformat=version))


@pytest.mark.parametrize("text", ["", "{", "nonsense", '{"a": 1}}', "1" * 10_000])
def test_what_is_not_json_is_refused(text: str) -> None:
    assert reason(text) == "is not a Jupyter notebook: it is not proper JSON"


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 100_000])
def test_json_that_is_nested_too_deeply_is_refused(text: str) -> None:
    assert reason(text) == "is not a Jupyter notebook: it is not proper JSON"


def test_json_made_of_very_many_small_things_is_refused_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("json.loads", lambda _: pytest.fail("was parsed"))
    assert "clear all outputs" in reason("[" + "[]," * 300_000 + "[]]")


@pytest.mark.parametrize("text", ["[]", "1", "null", '"text"', "NaN"])
def test_json_of_another_kind_is_no_notebook(text: str) -> None:
    assert reason(text) == "is not a Jupyter notebook"


@pytest.mark.parametrize("cells", [None, {}, "cells", 1])
def test_cells_of_another_kind_are_no_notebook(cells: object) -> None:
    text = json.dumps({"nbformat": 4, "cells": cells})
    assert reason(text) == "is not a Jupyter notebook: it has no list of cells"


@pytest.mark.parametrize("item", [None, [], "text", 1])
def test_a_cell_of_another_kind_is_no_notebook(item: object) -> None:
    assert "cell 2 is not a cell" in reason(notebook(cell("a = 1"), item))


@pytest.mark.parametrize("source", [None, {}, 1, [1], ["a", None]])
def test_a_source_of_another_kind_is_no_notebook(source: object) -> None:
    assert "cell 1 has no proper source" in reason(notebook(cell(source)))


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
ANY_CELL = st.fixed_dictionaries({"cell_type": st.just("code") | ANY_JSON, "source": ANY_JSON})


@settings(max_examples=50)
@given(st.lists(ANY_CELL | ANY_JSON, max_size=3) | ANY_JSON)
def test_any_cells_are_code_that_parses_or_refused(cells: object) -> None:
    with suppress(Refused):
        parse(code_of(json.dumps({"nbformat": 4, "cells": cells})))


@given(st.lists(st.text(alphabet="ab =%!?\\\n\"'():#\t1.")))
def test_cells_that_parse_alone_parse_together(sources: list[str]) -> None:
    try:
        together = code(*sources)
    except Refused:
        return
    parse(together)
