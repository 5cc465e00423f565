"""The gradebook: what stands in it, what is graded again, and what a teacher can ask of it."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql

from gradkata.classroom.book import Book, Edition, open_book
from gradkata.classroom.book import book as book_module
from gradkata.errors import UserError
from gradkata.intake.submission import Submission
from gradkata.judge.records import Check, Graded, Protection, Remark, Verdict

EDITION = Edition("v1", 7, unprotected=False)
FULL = Protection("full")
MISTAKE = Remark("missing_factor_two", "Squaring brings down a 2.")
CHECKS = [Check("test_one", "passed"), Check("test_two", "failed", "off")]
VERDICT = Verdict("by_hand/decide", "failed", 0.5, 1.0, checks=CHECKS, mistakes=[MISTAKE])
ANNA = Graded("anna", "sha256:1", 0.5, 1.0, None, [VERDICT])
HANDED_IN = Submission("anna", {}, "sha256:1", None)
KEY = (HANDED_IN.name, HANDED_IN.digest)


def standing(book: Book, edition: Edition = EDITION, one: Submission = HANDED_IN) -> set[str]:
    marked = book.standing(edition, [one.name])
    return {name for name, digest, error in marked if (digest, error) == (one.digest, one.error)}


def saved(book: Book, graded: Graded = ANNA, **changed: Any) -> bool:
    return book.save(EDITION, graded, changed.get("protection", FULL), changed.get("again", False))


def test_what_was_saved_stands_when_the_book_is_opened_again(where: str) -> None:
    with open_book(where) as book:
        saved(book)
    with open_book(where) as book:
        assert standing(book) == {"anna"}


def test_what_comes_out_is_what_went_in(where: str) -> None:
    with open_book(where) as book:
        saved(book)
        assert [entry.graded for entry in book.entries(EDITION, [KEY])] == [ANNA]


def test_saving_a_second_time_changes_nothing(where: str) -> None:
    with open_book(where) as book:
        assert [saved(book), saved(book)] == [True, False]


@pytest.mark.parametrize(
    "changed",
    [{"katas": "v2"}, {"seed": 8}],
    ids=["other katas", "another seed"],
)
def test_under_another_edition_it_is_graded_again(where: str, changed: dict[str, Any]) -> None:
    with open_book(where) as book:
        saved(book)
        assert standing(book, replace(EDITION, **changed)) == set()


@pytest.mark.parametrize(
    "changed",
    [{"digest": "sha256:2"}, {"name": "ben"}, {"error": "cannot be read"}],
    ids=["other content", "another learner", "another reason"],
)
def test_another_submission_is_graded(where: str, changed: dict[str, Any]) -> None:
    with open_book(where) as book:
        saved(book)
        assert standing(book, one=replace(HANDED_IN, **changed)) == set()


def test_what_was_not_judged_is_kept_but_graded_again(where: str) -> None:
    verdict = replace(VERDICT, outcome="not_judged")
    with open_book(where) as book:
        saved(book, replace(ANNA, katas=[verdict]))
        assert (standing(book), len(list(book.entries(EDITION, [KEY])))) == (set(), 1)


def test_marks_take_the_place_of_not_judged(where: str) -> None:
    verdict = replace(VERDICT, outcome="not_judged")
    with open_book(where) as book:
        saved(book, replace(ANNA, katas=[verdict]))
        saved(book)
        assert standing(book) == {"anna"}


def test_marks_earned_without_protection_stand_only_where_that_is_accepted(where: str) -> None:
    with open_book(where) as book:
        saved(book, protection=Protection("none", ["seccomp"]))
        found = [standing(book, replace(EDITION, unprotected=u)) for u in (False, True)]
    assert found == [set(), {"anna"}]


def test_what_is_graded_again_on_purpose_is_replaced(where: str) -> None:
    with open_book(where) as book:
        saved(book)
        saved(book, replace(ANNA, score=1.0), again=True)
        assert [entry.graded.score for entry in book.entries(EDITION, [KEY])] == [1.0]


def test_an_interrupt_while_saving_waits_until_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = book_module._outcome_row

    def interrupted(attempt: int, verdict: Verdict) -> dict[str, Any]:
        signal.raise_signal(signal.SIGINT)
        return whole(attempt, verdict)

    monkeypatch.setattr(book_module, "_outcome_row", interrupted)
    with open_book(f"sqlite:///{tmp_path / 'book.db'}") as book:
        with pytest.raises(KeyboardInterrupt):
            saved(book)
        assert standing(book)


def test_the_seed_is_drawn_once(where: str) -> None:
    seeds = []
    for _ in range(2):
        with open_book(where) as book:
            seeds.append(book.seed)
    assert seeds[0] == seeds[1]


def test_two_books_draw_different_seeds(tmp_path: Path) -> None:
    with open_book(str(tmp_path / "a")) as one, open_book(str(tmp_path / "b")) as other:
        assert one.seed != other.seed


def test_no_book_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with open_book("none") as book:
        saved(book)
    assert list(tmp_path.iterdir()) == []


def test_many_writers_at_once_save_each_submission_once(where: str) -> None:
    some = [replace(ANNA, submission=f"learner{number}") for number in range(8)]

    def write_all(_: int) -> int:
        with open_book(where) as book:
            return sum(saved(book, graded) for graded in some)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write_all, range(4))) == len(some)


def test_writers_of_different_editions_do_not_lose_each_other_s(where: str) -> None:
    def write(seed: int) -> bool:
        with open_book(where) as book:
            return book.save(replace(EDITION, seed=seed), ANNA, FULL, False)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write, range(8)))


QUESTIONS = {
    "SELECT name FROM submissions": ["anna"],
    "SELECT score FROM attempts": [0.5],
    "SELECT kata FROM outcomes WHERE outcome = 'failed'": ["by_hand/decide"],
    "SELECT checks_passed FROM outcomes WHERE checks = 2": [1],
    "SELECT name FROM mistakes WHERE kata = 'by_hand/decide'": ["missing_factor_two"],
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_teacher_can_ask(where: str, question: str) -> None:
    with open_book(where) as book:
        saved(book)
        with book.engine.connect() as connection:
            assert list(connection.scalars(sql.text(question))) == QUESTIONS[question]


def to_version_1(book: Book) -> None:
    """As version 1 had it: outcomes did not count their checks."""
    with book.engine.begin() as connection:
        for column in ("checks", "checks_passed"):
            connection.execute(sql.text(f"ALTER TABLE outcomes DROP COLUMN {column}"))
        connection.execute(sql.text("UPDATE gradebook SET version = 1"))


def test_a_book_of_the_version_before_is_brought_up_to_date(where: str) -> None:
    with open_book(where) as book:
        saved(book)
        to_version_1(book)
    with open_book(where) as book, book.engine.connect() as connection:
        counts = connection.execute(sql.text("SELECT checks, checks_passed FROM outcomes")).all()
        version = connection.scalar(sql.text("SELECT version FROM gradebook"))
    assert (version, [tuple(row) for row in counts]) == (2, [(2, 1)])


def test_a_migration_that_two_runs_begin_at_once_is_done_once(where: str) -> None:
    with open_book(where) as book:
        saved(book)
        to_version_1(book)

    def still_there(_: int) -> set[str]:
        with open_book(where) as book:
            return standing(book)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(still_there, range(2))) == [{"anna"}, {"anna"}]


def test_a_book_of_a_later_version_is_left_alone(where: str) -> None:
    with open_book(where) as book, book.engine.begin() as connection:
        connection.execute(sql.text("UPDATE gradebook SET version = 99"))
    with pytest.raises(UserError, match="of version 99"), open_book(where):
        pass


NO_BOOKS = {
    "no/such/folder/book.db": "unable to open",
    "nonsense://host/name": "nonsense",
    "postgresql://grader@127.0.0.1:1/none": "connection",
}


@pytest.mark.parametrize("named", NO_BOOKS)
def test_what_is_no_book_is_told_in_one_line(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=f"(?i){NO_BOOKS[named]}") as caught, open_book(named):
        pass
    assert "\n" not in str(caught.value)


def test_a_file_that_is_something_else_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database at all, but long enough to have a header of its own\n" * 20)
    before = file.read_bytes()
    with pytest.raises(UserError, match="not a database"), open_book(str(file)):
        pass
    assert file.read_bytes() == before


def test_a_password_is_not_shown() -> None:
    url = "postgresql://grader:secret@127.0.0.1:1/none"
    with pytest.raises(UserError) as caught, open_book(url):
        pass
    assert "secret" not in str(caught.value)
