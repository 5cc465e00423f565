"""A file that the grader is not let at is no fault of who handed it in."""

from __future__ import annotations

from gradkata.course.course import bundled_course, open_course
from gradkata.grading import grade
from gradkata.intake.records import Unreadable, readable
from gradkata.judge.records import Protection, Settings
from gradkata.wall.pool import Wall


def test_it_is_not_judged() -> None:
    course = open_course(bundled_course())
    kata = course.kata("by_hand/decide")
    withheld = Unreadable(
        "decide.py", "decide.py cannot be opened: Permission denied", is_ours=True
    )
    handed_in = readable("bob", {kata.id: withheld})
    with Wall() as wall:
        full = Protection("full")
        results = grade(course, [handed_in], Settings(1, wall), full, [kata])
    [verdict] = results.submissions[0].katas
    assert (verdict.outcome, verdict.checks[0].message) == ("not_judged", withheld.reason)
