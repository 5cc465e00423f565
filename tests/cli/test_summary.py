"""What a class came to: marks, katas, mistakes, and who needs looking after."""

from __future__ import annotations

from gradkata.classroom.tally import SLOW_SECONDS, Tally
from gradkata.cli import summary
from gradkata.judge.records import Graded, KataOutcome, Protection, Remark, Verdict

FULL = Protection("full")


def verdict(kata: str, outcome: KataOutcome, *mistakes: str, seconds: float = 0.1) -> Verdict:
    score = float(outcome == "passed")
    said = [Remark(name, f"the sentence of {name}") for name in mistakes]
    return Verdict(kata, outcome, score, 1.0, seconds, mistakes=said)


def told(*submissions: list[Verdict], protection: Protection = FULL) -> list[str]:
    tally = Tally()
    for number, verdicts in enumerate(submissions):
        score = sum(one.score for one in verdicts)
        name = f"learner{number}"
        graded = Graded(name, f"sha256:{number}", score, float(len(verdicts)), None, verdicts)
        tally.add(graded, protection)
    return "\n".join(summary.of_class(tally)).splitlines()


def after(lines: list[str], head: str) -> list[str]:
    """The rows below a head line."""
    rest = lines[next(at for at, line in enumerate(lines) if line.startswith(head)) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest


QUARTERS = [
    [verdict("a/one", "passed"), verdict("a/two", "passed")],
    [verdict("a/one", "passed"), verdict("a/two", "failed", "no_minus", "twice")],
    [verdict("a/one", "passed"), verdict("a/two", "failed", "no_minus")],
    [verdict("a/one", "failed", "no_minus"), verdict("a/two", "todo")],
]


def test_marks_are_distributed_over_ten_bins() -> None:
    rows = [line.split() for line in after(told(*QUARTERS * 2), "Marks: mean 50 %, median 50 %")]
    counts = {row[0]: row[4] for row in rows}
    assert counts == {str(low): "0" for low in range(0, 100, 10)} | {"0": "2", "50": "4", "90": "2"}


def test_of_few_learners_no_distribution_is_drawn() -> None:
    assert after(told(*QUARTERS), "Marks: mean 50 %, median 50 %") == []


def test_katas_are_ordered_by_how_many_passed() -> None:
    assert after(told(*QUARTERS), "Katas, the hardest first, of those who began") == [
        "  a/two   33 %  1 of 3 passed",
        "  a/one   75 %  3 of 4 passed",
    ]


def test_katas_that_nobody_began_are_named_in_one_line() -> None:
    unbegun = [verdict("a/third", "todo"), verdict("a/fourth", "todo")]
    assert "Nobody began: a/third, a/fourth" in told(*([*one, *unbegun] for one in QUARTERS))


def test_a_class_that_began_nothing_has_no_hardest_kata() -> None:
    lines = told([verdict("a/one", "todo")], [verdict("a/one", "todo")])
    assert "Nobody began: a/one" in lines
    assert not any(line.startswith("Katas") for line in lines)


def test_mistakes_are_counted_by_learners_the_most_frequent_first() -> None:
    assert after(told(*QUARTERS), "The most frequent mistakes") == [
        "  a/two  no_minus: 2 learners. the sentence of no_minus",
        "  a/one  no_minus: 1 learner. the sentence of no_minus",
        "  a/two  twice: 1 learner. the sentence of twice",
    ]


def test_a_mistake_that_is_named_twice_is_one_learner_s() -> None:
    lines = told([verdict("a/one", "failed", "no_minus", "no_minus")])
    (row,) = after(lines, "The most frequent mistakes")
    assert row.startswith("  a/one  no_minus: 1 learner.")


def test_no_more_than_ten_mistakes_are_shown() -> None:
    lines = told([verdict("a/one", "failed", *(f"mistake{n}" for n in range(12)))])
    assert len(after(lines, "The most frequent mistakes")) == summary.MOST_FREQUENT == 10


def test_who_was_not_judged_is_named() -> None:
    lines = told(*QUARTERS, [verdict("a/one", "not_judged")])
    assert lines[-1] == "Not judged, and graded again by the same command: learner4"


def test_who_was_slow_is_named() -> None:
    lines = told(*QUARTERS, [verdict("a/one", "passed", seconds=SLOW_SECONDS)])
    assert lines[-1] == "Slow: learner4"


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    lines = told(*[[verdict("a/one", "not_judged")]] * 12)
    assert lines[-1].endswith("learner8, learner9 and 2 more")


def test_one_submission_is_no_class() -> None:
    assert told([verdict("a/one", "passed")]) == []


def test_marks_are_told_to_four_places() -> None:
    graded = Graded("ada", "sha256:0", 2 / 3, 12.0, None, [verdict("a/one", "failed")])
    assert summary.row(graded, 3).split()[:3] == ["0.6667", "/", "12"]
