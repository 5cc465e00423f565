"""The report for people: one line a kata, then what is to be done, then what catches what."""

from __future__ import annotations

from collections.abc import Iterator

from gradkata.authoring.verify.records import Gap, KataReport, Report


def lines(report: Report) -> Iterator[str]:
    yield from table(report)
    for problem in report.problems:
        yield f"✘ {problem.message}"
    for kata in report.katas:
        yield from details(kata)
    yield ""
    yield _conclusion(report)


def table(report: Report) -> Iterator[str]:
    width = max([len(kata.kata) for kata in report.katas], default=4)
    yield f"  {'kata':<{width}}  checks  mistakes  alternatives  gap in decades  slowest of limit"
    for kata in report.katas:
        mark = "✘" if kata.problems else "✔"
        caught = {name for names in kata.catches.values() for name in names}
        counts = f"{len(kata.checks):>6}  {_share(len(caught), len(kata.mistakes)):>8}"
        slowest = f"{kata.seconds:.2f} of {kata.limit:g} s"
        rest = f"{len(kata.alternatives):>12}  {_decades(kata.gap):>14}  {slowest:>16}"
        yield f"{mark} {kata.kata:<{width}}  {counts}  {rest}"


def details(kata: KataReport) -> Iterator[str]:
    yield ""
    yield kata.kata
    yield from (f"  ✘ {problem.message}" for problem in kata.problems)
    yield from (f"  · {note}" for note in kata.notes)
    if kata.catches:
        yield from matrix(kata)
    if kata.gap and kata.gap.rejected is not None:
        yield f"  {_gap(kata.gap)}"
    if kata.mutants:
        yield from _mutants(kata)


def matrix(kata: KataReport) -> Iterator[str]:
    """Checks across, mistakes down: ● caught, ◆ caught by this check alone."""
    for place, check in enumerate(kata.catches):
        yield f"  {'│ ' * place}┌─ {check}"
    for mistake in kata.mistakes:
        marks = (
            "◆" if mistake in kata.alone.get(check, ()) else "●" if mistake in caught else "·"
            for check, caught in kata.catches.items()
        )
        yield f"  {' '.join(marks)}  {mistake}"


def _mutants(kata: KataReport) -> Iterator[str]:
    found = kata.mutants
    assert found
    declared = f", {len(found.equivalent)} declared equivalent" if found.equivalent else ""
    yield f"  mutants: {found.killed} of {found.made} killed{declared}"
    for diff in found.survivors:
        yield "  survived:"
        yield from (f"    {line}" for line in diff.splitlines())


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}" if whole else "-"


def _decades(gap: Gap | None) -> str:
    if gap is None or gap.rejected is None:
        return "-"
    return "∞" if gap.decades is None else f"{gap.decades:.1f}"


def _gap(gap: Gap) -> str:
    accepted = "0" if not gap.accepted else f"{gap.accepted:.1e}"
    return f"largest error accepted {accepted}, smallest rejected {gap.rejected:.1e}"


def _conclusion(report: Report) -> str:
    count = len(report.problems) + sum(len(kata.problems) for kata in report.katas)
    took = f"{report.seconds:.1f} s, {_counted(len(report.seeds), 'seed')}"
    if not count:
        return f"All is well: {_counted(len(report.katas), 'kata')} ({took})"
    return f"{_counted(count, 'thing')} to do ({took})"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
