"""`gradkata grade`: a class in one run, everybody with a reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from gradkata.course.course import bundled_course, open_course
from gradkata.course.stubs import stub_of
from gradkata.results import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Document, GradeClass, WriteClass
    from tests.conftest import NewCourse, Ran, Run

KATAS = open_course(bundled_course()).katas
REFERENCES = {f"{kata.id}.py": kata.reference.read_text("utf-8") for kata in KATAS}
STUBS = {file: stub_of(text) for file, text in REFERENCES.items()}
DECIDE = "by_hand/decide.py"
HEAD = "def decide(w1, w2, b, x1, x2):\n"
HALF = {
    DECIDE: REFERENCES[DECIDE],
    "by_hand/gradients.py": REFERENCES["by_hand/gradients.py"].replace("2 * error", "error"),
    "autograd/linear.py": STUBS["autograd/linear.py"].replace(
        "raise NotImplementedError", "return data @ w", 1
    ),
}
CLASS = {
    "half_done": STUBS | HALF,
    "leaves": {DECIDE: "import os\nos._exit(0)\n"},
    "loops": {DECIDE: HEAD + "    while True:\n        pass\n"},
    "right": REFERENCES,
    "syntax": {DECIDE: HEAD + "    return (1\n"},
    "untouched": STUBS,
}


@pytest.fixture(scope="module")
def graded(
    grade: GradeClass, write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ran, Document]:
    folder = write_class(tmp_path_factory.mktemp("class") / "class", CLASS)
    return grade(folder, "--seed", "7")


@pytest.fixture(scope="module")
def ran(graded: tuple[Ran, Document]) -> Ran:
    return graded[0]


@pytest.fixture(scope="module")
def document(graded: tuple[Ran, Document]) -> Document:
    return graded[1]


def submission(document: Document, name: str) -> Document:
    found: Document = next(s for s in document["submissions"] if s["submission"] == name)
    return found


def verdict(document: Document, name: str, kata: str) -> Document:
    rows = submission(document, name)["katas"]
    found: Document = next(row for row in rows if row["kata"] == kata)
    return found


def row_of(ran: Ran, name: str) -> str:
    return next(line for line in ran.out.splitlines() if line.split()[3:4] == [name])


def test_everybody_is_graded_in_the_order_of_names(document: Document) -> None:
    assert [s["submission"] for s in document["submissions"]] == sorted(CLASS)


@pytest.mark.parametrize(
    ("name", "score"),
    [("right", 12), ("untouched", 0), ("syntax", 0), ("loops", 0), ("leaves", 0)],
)
def test_marks(document: Document, name: str, score: float) -> None:
    assert submission(document, name)["score"] == score


def test_everybody_could_get_full_marks(document: Document) -> None:
    assert {s["max_score"] for s in document["submissions"]} == {12}


def test_half_done_gets_what_the_katas_come_to(document: Document) -> None:
    graded = submission(document, "half_done")
    assert graded["score"] == pytest.approx(sum(row["score"] for row in graded["katas"]))


def test_half_done_gets_more_than_the_kata_that_is_right(document: Document) -> None:
    assert 1 < submission(document, "half_done")["score"] < 3


@pytest.mark.parametrize(
    ("name", "kata", "outcome"),
    [
        ("right", "two_layer/train", "passed"),
        ("untouched", "by_hand/decide", "todo"),
        ("half_done", "by_hand/decide", "passed"),
        ("half_done", "by_hand/gradients", "failed"),
        ("half_done", "autograd/linear", "failed"),
        ("half_done", "two_layer/train", "todo"),
        ("syntax", "by_hand/decide", "failed"),
        ("syntax", "by_hand/update", "todo"),
        ("loops", "by_hand/decide", "failed"),
        ("leaves", "by_hand/decide", "failed"),
    ],
)
def test_outcomes(document: Document, name: str, kata: str, outcome: str) -> None:
    assert verdict(document, name, kata)["outcome"] == outcome


@pytest.mark.parametrize(
    ("name", "kata", "reason"),
    [
        ("syntax", "by_hand/decide", "SyntaxError: '(' was never closed"),
        ("loops", "by_hand/decide", "it did not answer within 5 seconds (an endless loop?)"),
        ("leaves", "by_hand/decide", "ended the process: it left with exit status 0"),
        ("half_done", "by_hand/gradients", "0.5 times"),
        ("half_done", "autograd/linear", "loss is still to be written"),
    ],
)
def test_reasons(document: Document, name: str, kata: str, reason: str) -> None:
    messages = [check["message"] for check in verdict(document, name, kata)["checks"]]
    assert any(reason in message for message in messages), messages


def test_a_mistake_that_is_known_is_named(document: Document) -> None:
    found = verdict(document, "half_done", "by_hand/gradients")["mistakes"]
    assert [mistake["name"] for mistake in found] == ["missing_factor_two"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("right", "12 passed"),
        ("untouched", "12 not started"),
        ("half_done", "1 passed, 2 failed, 9 not started; by_hand/gradients: "),
        ("syntax", "SyntaxError"),
        ("loops", "an endless loop?"),
        ("leaves", "exit status 0"),
    ],
)
def test_everybody_has_a_line_with_a_reason(ran: Ran, name: str, words: str) -> None:
    assert words in row_of(ran, name)


def test_a_class_with_something_wrong_exits_with_1(ran: Ran) -> None:
    assert ran.status == 1


def test_nothing_is_told_on_stderr(ran: Ran) -> None:
    assert ran.err == ""


def test_the_document_fits_the_schema(document: Document) -> None:
    jsonschema.validate(document, json.loads(schema()))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


# The contract, written out a second time: a field that is renamed in both the code and the
# schema would break everybody who reads the document.
FIELDS = {
    "document": "version gradkata seed started seconds protection submissions",
    "submission": "submission digest score max_score error katas",
    "kata": "kata outcome score max_score seconds checks mistakes remarks violations output",
    "check": "name outcome message call expected actual seconds",
}


def some(document: Document, what: str) -> dict[str, Any]:
    graded = verdict(document, "half_done", "by_hand/gradients")
    levels: dict[str, Document] = {
        "document": document,
        "submission": submission(document, "half_done"),
        "kata": graded,
        "check": graded["checks"][0],
    }
    return levels[what]


@pytest.mark.parametrize("what", FIELDS)
def test_the_document_has_the_fields_of_the_contract(document: Document, what: str) -> None:
    assert list(some(document, what)) == FIELDS[what].split()


def test_the_document_names_the_seed(document: Document) -> None:
    assert document["seed"] == 7


def test_checks_are_in_a_stable_order(document: Document) -> None:
    half, right = (verdict(document, n, "by_hand/gradients") for n in ("half_done", "right"))
    assert [c["name"] for c in half["checks"]] == [c["name"] for c in right["checks"]]


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_times(v) for k, v in value.items() if k not in ("started", "seconds")}
    return [without_times(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def small_class(write_class: WriteClass, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wrong only where random arguments show it, so that the seed can be seen."""
    wrong = HEAD + "    return int(w1*x1 + w2*x2 + b > 0 and w1 % 2**-20 == 0)\n"
    handed = {"anna": {DECIDE: wrong}, "ben": {DECIDE: REFERENCES[DECIDE]}}
    return write_class(tmp_path_factory.mktemp("small") / "class", handed)


@pytest.fixture(scope="module")
def graded_small(grade: GradeClass, small_class: Path) -> tuple[Ran, Document]:
    return grade(small_class, "--seed", "3")


def test_the_same_seed_gives_the_same_document(
    grade: GradeClass, small_class: Path, graded_small: tuple[Ran, Document]
) -> None:
    _, again = grade(small_class, "--seed", "3")
    assert without_times(again) == without_times(graded_small[1])


def test_another_seed_asks_other_questions(
    grade: GradeClass, small_class: Path, graded_small: tuple[Ran, Document]
) -> None:
    documents = [graded_small[1], grade(small_class, "--seed", "4")[1]]
    asked = [[c["call"] for c in verdict(d, "anna", "by_hand/decide")["checks"]] for d in documents]
    assert asked[0] != asked[1]


@pytest.fixture(scope="module")
def graded_by_paths(grade: GradeClass, small_class: Path) -> tuple[Ran, Document]:
    """A folder and a single kata's file, both right, on one kata."""
    paths = (small_class / "ben", small_class / "ben" / DECIDE)
    return grade(*paths, "--only", "decide")


def test_several_paths_are_graded_in_one_run(graded_by_paths: tuple[Ran, Document]) -> None:
    assert [s["submission"] for s in graded_by_paths[1]["submissions"]] == ["ben", "decide"]


def test_a_single_kata_s_file_is_graded(graded_by_paths: tuple[Ran, Document]) -> None:
    assert submission(graded_by_paths[1], "decide")["score"] == 1


def test_only_one_kata_counts_where_one_is_named(graded_by_paths: tuple[Ran, Document]) -> None:
    assert submission(graded_by_paths[1], "ben")["max_score"] == 1


def test_nothing_wrong_exits_with_0(graded_by_paths: tuple[Ran, Document]) -> None:
    assert graded_by_paths[0].status == 0


@pytest.fixture(scope="module")
def unwritable(gradkata: Run, small_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run whose document has nowhere to go."""
    return gradkata(
        "grade", small_class, "--json", "no/such.json", cwd=tmp_path_factory.mktemp("out")
    )


def test_a_document_that_cannot_be_written_is_told_in_one_line(unwritable: Ran) -> None:
    assert (unwritable.status, unwritable.err.count("\n")) == (2, 1)


def test_nothing_is_graded_for_a_document_that_cannot_be_written(unwritable: Ran) -> None:
    assert unwritable.out == ""


@pytest.fixture(scope="module")
def not_judged(grade: GradeClass, small_class: Path, new_course: NewCourse) -> tuple[Ran, Document]:
    """Graded in a course whose checks cannot be imported."""
    course = new_course()
    (course / "plugins/by_hand/checks/test_decide.py").write_text("import no_such_module\n")
    return grade(small_class, "--course", course)


def test_what_could_not_be_judged_exits_with_3(not_judged: tuple[Ran, Document]) -> None:
    assert not_judged[0].status == 3


def test_what_could_not_be_judged_earns_nothing(not_judged: tuple[Ran, Document]) -> None:
    assert [s["score"] for s in not_judged[1]["submissions"]] == [0, 0]


def test_what_could_not_be_judged_is_not_failed(not_judged: tuple[Ran, Document]) -> None:
    assert verdict(not_judged[1], "ben", "by_hand/decide")["outcome"] == "not_judged"


def test_why_it_could_not_be_judged_is_told(not_judged: tuple[Ran, Document]) -> None:
    assert "No module named 'no_such_module'" in row_of(not_judged[0], "ben")


def test_without_a_judge_nobody_is_judged(
    gradkata: Run, small_class: Path, course: Path, tmp_path: Path
) -> None:
    (course / "plugins/grader/__init__.py").write_text("raise RuntimeError('broken')\n")
    ran = gradkata("grade", small_class, "--course", course, cwd=tmp_path)
    assert (ran.status, "no plugin judged this kata" in row_of(ran, "ben")) == (3, True)


@pytest.fixture(scope="module")
def unclosed(new_course: NewCourse) -> Path:
    """A course in which one reference is no Python."""
    course = new_course()
    (course / "reference/by_hand/decide.py").write_text("def decide(:\n")
    return course


def test_a_reference_that_is_no_python_is_told_with_its_line(
    grade: GradeClass, unclosed: Path, write_class: WriteClass, tmp_path: Path
) -> None:
    handed = write_class(tmp_path / "class", {"stub": {DECIDE: STUBS[DECIDE]}})
    ran, document = grade(handed, "--course", unclosed, "--only", "decide")
    why = verdict(document, "stub", "by_hand/decide")["checks"][0]["message"]
    assert (ran.status, "decide.py, line 1" in why) == (3, True)


def test_other_katas_are_judged_beside_a_reference_that_is_no_python(
    gradkata: Run, unclosed: Path
) -> None:
    ran = gradkata("check", cwd=unclosed)
    assert (ran.status, ran.out.count("not started"), ran.err) == (3, 11, "")


@pytest.mark.parametrize("command", ["reset", "hint", "list"])
def test_a_reference_that_is_no_python_makes_no_traceback(
    gradkata: Run, unclosed: Path, command: str
) -> None:
    ran = gradkata(command, *(["decide"] if command != "list" else []), cwd=unclosed)
    assert (ran.status, ran.err.count("\n")) == ((2, 1) if command == "reset" else (0, 0))


def test_a_class_that_somebody_called_katas_is_in_is_pointed_out(
    gradkata: Run, write_class: WriteClass, tmp_path: Path
) -> None:
    right = {DECIDE: REFERENCES[DECIDE]}
    write_class(tmp_path / "class", {"ada": right, "katas": right, "notes": {"a.txt": ""}})
    ran = gradkata("grade", "class", "--only", "decide", cwd=tmp_path)
    assert "there are katas in ada as well" in ran.err


def test_an_address_without_its_executor_is_refused(gradkata: Run, small_class: Path) -> None:
    ran = gradkata("grade", small_class, "--address", "tcp://x:1", cwd=small_class.parent)
    assert (ran.status, "add --executor dask" in ran.err) == (2, True)


@pytest.fixture
def lacking(course: Path) -> Path:
    """A course with a plugin that does not load: whoever wrote it meant something to be judged."""
    (course / "plugins/more_katas.py").write_text("raise RuntimeError('broken')\n")
    return course


def test_marks_that_lack_a_plugin_s_katas_are_no_success(
    grade: GradeClass, small_class: Path, lacking: Path
) -> None:
    ran, _ = grade(small_class / "ben", "--course", lacking)
    assert (ran.status, "left out: plugin more_katas" in ran.out) == (3, True)


def test_a_kata_that_is_named_needs_no_other_plugin(
    grade: GradeClass, small_class: Path, lacking: Path
) -> None:
    ran, _ = grade(small_class / "ben", "--course", lacking, "--only", "decide")
    assert (ran.status, "left out" in ran.out) == (0, False)


def test_the_course_around_the_grader_is_used(
    gradkata: Run, small_class: Path, course: Path
) -> None:
    (course / "plugins/by_hand/__init__.py").unlink()
    ran = gradkata("grade", small_class, cwd=course)
    assert "holds no known kata" in row_of(ran, "ben")


def test_a_kata_s_reference_is_nowhere_in_the_document(
    document: Document, reference: Callable[[str], str]
) -> None:
    assert "d_loss = 2 * error" in reference("by_hand/gradients")
    assert "d_loss" not in json.dumps(document)
