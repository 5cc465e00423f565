"""Grading: from submissions to the results document."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gradkata import __version__
from gradkata.course.course import Course
from gradkata.course.kata import Kata
from gradkata.course.rules import method_remarks, violations
from gradkata.course.stubs import is_stub
from gradkata.errors import UserError
from gradkata.intake.submission import Submission, Unreadable
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

if TYPE_CHECKING:
    from gradkata.judge.precedents import Precedents

Progress = Callable[[Attempt, Verdict], None]
Finished = Callable[[Graded], None]


def nobody(attempt: Attempt, verdict: Verdict) -> None:
    """Progress that nobody watches."""


def nowhere(graded: Graded) -> None:
    """Where a submission goes when all are waited for."""


@dataclass(slots=True)
class Sorted:
    """What needs a judge, and what is known without one."""

    attempts: list[Attempt] = field(default_factory=list)
    verdicts: dict[tuple[str, str], Verdict] = field(default_factory=dict)


@dataclass(slots=True)
class _Desk:
    """Puts verdicts together; a submission is handed on when its last one is in."""

    katas: Sequence[Kata]
    work: Sorted
    finished: Finished
    graded: dict[str, Graded] = field(default_factory=dict)
    waiting: Counter[str] = field(default_factory=Counter)
    submissions: dict[str, Submission] = field(default_factory=dict)

    def lay_out(self, submissions: Sequence[Submission]) -> None:
        self.waiting.update(attempt.submission for attempt in self.work.attempts)
        self.submissions.update((submission.name, submission) for submission in submissions)
        for submission in submissions:
            if not self.waiting[submission.name]:
                self._hand_on(submission)

    def take(self, attempt: Attempt, verdict: Verdict) -> None:
        name, kata = attempt.submission, attempt.kata.id
        # A judge may come back to an attempt; that is no second one.
        self.waiting[name] -= (name, kata) not in self.work.verdicts
        self.work.verdicts[name, kata] = _with_method(attempt, verdict)
        if not self.waiting[name]:
            self._hand_on(self.submissions[name])

    def _hand_on(self, submission: Submission) -> None:
        graded = _graded(submission, self.katas, self.work.verdicts)
        self.graded[submission.name] = graded
        self.finished(graded)


def grade(
    course: Course,
    submissions: Sequence[Submission],
    settings: Settings,
    protection: Protection,
    katas: Sequence[Kata] | None = None,
    progress: Progress = nobody,
    finished: Finished = nowhere,
    work: Sorted | None = None,
) -> Results:
    """Grade every submission on these katas, by default on all of the course.

    finished: called with each submission as soon as the last of its verdicts is in.
    work:     what `sort_out` said of these submissions, where that is known.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    chosen = course.katas if katas is None else katas
    work = sort_out(submissions, chosen) if work is None else work
    desk = _Desk(chosen, work, finished)
    desk.lay_out(submissions)

    def done(attempt: Attempt, verdict: Verdict) -> None:
        desk.take(attempt, verdict)
        progress(attempt, verdict)

    if work.attempts and not course.host.judge(work.attempts, settings, done):
        _not_judged(desk, course)
    return Results(
        version=1,
        gradkata=__version__,
        seed=settings.seed,
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        seconds=round(time.monotonic() - clock, 3),
        protection=protection,
        submissions=[desk.graded[submission.name] for submission in submissions],
    )


def grade_behind(
    wall: Wall,
    course: Course,
    submissions: Sequence[Submission],
    seed: int,
    katas: Sequence[Kata],
    *,
    own: bool = False,
    unprotected: bool = False,
    finished: Finished = nowhere,
    precedents: Precedents | None = None,
) -> Results:
    """Grade once it is known what stands between this judge and the submissions.

    own:        these are the learner's own files, which need no protection from themselves.
    precedents: what was decided on these katas under this seed before, and what is from now on.
    Raises `UserError` where the wall has holes and neither `own` nor `unprotected` is said.
    """
    work = sort_out(submissions, katas)
    wanted = {attempt.kata.player for attempt in work.attempts}
    wall.start(wanted)
    protection = protection_of(wall, [] if own else sorted(wanted))
    if protection.missing and not (own or unprotected):
        raise UserError(
            f"submissions could reach out of the wall here ({', '.join(protection.missing)}): "
            "grade on Linux, in WSL2 or in a container, or accept it with --unprotected"
        )
    settings = Settings(seed, wall, precedents) if precedents else Settings(seed, wall)
    return grade(course, submissions, settings, protection, katas, nobody, finished, work)


def sort_out(submissions: Sequence[Submission], katas: Sequence[Kata]) -> Sorted:
    """Tell apart what needs a judge from what is untouched, absent or unreadable."""
    work = Sorted()
    for submission in submissions:
        for kata in katas:
            found = submission.files.get(kata.id)
            if isinstance(found, Unreadable):
                work.verdicts[submission.name, kata.id] = _unreadable(kata, found)
            elif found and not is_stub(found.text, kata):
                work.attempts.append(Attempt(submission.name, kata, found))
            else:
                work.verdicts[submission.name, kata.id] = Verdict(kata.id, "todo", 0.0, kata.points)
    return work


def _unreadable(kata: Kata, found: Unreadable) -> Verdict:
    if found.is_ours:
        return not_judged(kata, "readable", found.reason)
    check = Check("readable", "failed", found.reason)
    return Verdict(kata.id, "failed", 0.0, kata.points, checks=[check])


def _not_judged(desk: _Desk, course: Course) -> None:
    """No plugin judged what is left: that is nobody's failure but ours."""
    faults = [record.error for record in course.host.plugins if record.error]
    reason = "; ".join(["no plugin judged this kata, see `gradkata plugins`", *faults])
    for attempt in desk.work.attempts:
        if (attempt.submission, attempt.kata.id) not in desk.work.verdicts:
            desk.take(attempt, not_judged(attempt.kata, "judge", reason))


def not_judged(kata: Kata, who: str, reason: str) -> Verdict:
    check = Check(who, "not_judged", reason)
    return Verdict(kata.id, "not_judged", 0.0, kata.points, checks=[check])


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
