"""Grading: from submissions to the results document."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gradkata import __version__
from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.course.rules import method_remarks, violations
from gradkata.course.stubs import is_untouched
from gradkata.errors import UserError
from gradkata.intake.submission import Source, Submission, Unreadable
from gradkata.judge.records import (
    Attempt,
    Check,
    Graded,
    Protection,
    Remark,
    Results,
    Settings,
    Verdict,
    Violation,
)
from gradkata.wall.pool import Wall, protection_of

Progress = Callable[[Attempt, Verdict], None]


def nobody(attempt: Attempt, verdict: Verdict) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Sorted:
    """What needs a judge, and what is known without one."""

    attempts: list[Attempt] = field(default_factory=list)
    verdicts: dict[tuple[str, str], Verdict] = field(default_factory=dict)


def grade(
    course: Course,
    submissions: Sequence[Submission],
    settings: Settings,
    protection: Protection,
    katas: Sequence[Kata] | None = None,
    progress: Progress = nobody,
) -> Results:
    """Grade every submission on these katas, by default on all of the course."""
    started, clock = datetime.now(UTC), time.monotonic()
    chosen = course.katas if katas is None else katas
    work = sort_out(submissions, chosen)

    def done(attempt: Attempt, verdict: Verdict) -> None:
        work.verdicts[attempt.submission, attempt.kata.id] = _with_method(attempt, verdict)
        progress(attempt, verdict)

    if work.attempts and not course.host.judge(work.attempts, settings, done):
        _not_judged(work, course)
    graded = [_graded(submission, chosen, work.verdicts) for submission in submissions]
    return Results(
        version=1,
        gradkata=__version__,
        seed=settings.seed,
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        seconds=round(time.monotonic() - clock, 3),
        protection=protection,
        submissions=graded,
    )


def grade_behind_wall(
    course: Course,
    submissions: Sequence[Submission],
    seed: int,
    katas: Sequence[Kata],
    *,
    own: bool = False,
    unprotected: bool = False,
    progress: Progress = nobody,
) -> Results:
    """Grade with a wall that is put up for this run alone.

    own: these are the learner's own files, which need no protection from themselves.
    Raises `UserError` where the wall has holes and neither `own` nor `unprotected` is said.
    """
    wanted = {attempt.kata.runtime for attempt in sort_out(submissions, katas).attempts}
    with Wall() as wall:
        wall.start(wanted)
        protection = protection_of(wall, [] if own else sorted(wanted))
        if protection.missing and not (own or unprotected):
            raise UserError(
                f"submissions could reach out of the wall here ({', '.join(protection.missing)}): "
                "grade on Linux, in WSL2 or in a container, or accept it with --unprotected"
            )
        return grade(course, submissions, Settings(seed, wall), protection, katas, progress)


def sort_out(submissions: Sequence[Submission], katas: Sequence[Kata]) -> Sorted:
    """Tell apart what needs a judge from what is untouched, absent or unreadable."""
    work = Sorted()
    for submission in submissions:
        for kata in katas:
            found = submission.files.get(kata.id)
            if isinstance(found, Source) and not is_untouched(found.text, _reference(kata)):
                work.attempts.append(Attempt(submission.name, kata, found))
            elif isinstance(found, Unreadable):
                work.verdicts[submission.name, kata.id] = _unreadable(kata, found)
            else:
                work.verdicts[submission.name, kata.id] = Verdict(kata.id, "todo", 0.0, kata.points)
    return work


def _reference(kata: Kata) -> str:
    return kata.reference.read_text(encoding="utf-8")


def _unreadable(kata: Kata, found: Unreadable) -> Verdict:
    check = Check("readable", "failed", found.reason)
    return Verdict(kata.id, "failed", 0.0, kata.points, checks=[check])


def _not_judged(work: Sorted, course: Course) -> None:
    """No plugin judged these: that is nobody's failure but ours."""
    faults = [record.error for record in course.host.plugins if record.error]
    reason = "; ".join(["no plugin judged this kata, see `gradkata plugins`", *faults])
    for attempt in work.attempts:
        check = Check("judge", "not_judged", reason)
        verdict = Verdict(attempt.kata.id, "not_judged", 0.0, attempt.kata.points, checks=[check])
        work.verdicts.setdefault((attempt.submission, attempt.kata.id), verdict)


def _with_method(attempt: Attempt, verdict: Verdict) -> Verdict:
    """Add what is read off the source; a violation takes the kata's points."""
    found = violations(attempt.source.text, attempt.kata)
    verdict.violations = [Violation(v.line, v.message) for v in found]
    said = method_remarks(attempt.source.text, attempt.kata)
    verdict.remarks += [Remark(remark.name, remark.message) for remark in said]
    if found and verdict.outcome in ("passed", "failed"):
        verdict.outcome, verdict.score = "failed", 0.0
    return verdict


def _graded(
    submission: Submission, katas: Sequence[Kata], verdicts: dict[tuple[str, str], Verdict]
) -> Graded:
    rows = [verdicts[submission.name, kata.id] for kata in katas]
    return Graded(
        submission=submission.name,
        digest=submission.digest,
        score=round(sum(row.score for row in rows), 6),
        max_score=sum(row.max_score for row in rows),
        error=submission.error,
        katas=rows,
    )
