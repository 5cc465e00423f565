"""What can be seen without running anything: is it all there, and is it all written?"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gradkata.authoring.scaffold import distribution_of
from gradkata.authoring.verify.demands import HINTS, Demands
from gradkata.authoring.verify.records import KataReport
from gradkata.course.kata import Kata
from gradkata.course.mistakes import Kind, Variant, load_variants
from gradkata.course.rules import violations
from gradkata.course.stubs import signatures, stub_of
from gradkata.errors import UserError

FILL_IN = "FILL IN"

_CHANCE = "is not reached by the run's seed: draw from the fixture `rng`"
_OUTSIDE = "a check has to give the same verdict everywhere and at any time"
UNSTEADY = {
    **dict.fromkeys(("time", "datetime", "locale", "platform"), _OUTSIDE),
    **dict.fromkeys(("socket", "urllib", "http", "requests", "ssl", "ftplib"), _OUTSIDE),
    **dict.fromkeys(("os", "io", "pathlib", "tempfile", "shutil", "glob", "subprocess"), _OUTSIDE),
    **dict.fromkeys(("builtins.open", "numpy.load", "numpy.loadtxt", "numpy.fromfile"), _OUTSIDE),
    **dict.fromkeys(("torch.load", "torch.from_file", "builtins.input"), _OUTSIDE),
    **dict.fromkeys(("random", "secrets", "uuid", "numpy.random"), _CHANCE),
    **dict.fromkeys(("torch.rand", "torch.randn", "torch.randint", "torch.randperm"), _CHANCE),
    **dict.fromkeys(("torch.normal", "torch.bernoulli", "torch.multinomial"), _CHANCE),
    **dict.fromkeys(("torch.rand_like", "torch.randn_like", "torch.random"), _CHANCE),
}
STEADY = ("numpy.random.Generator",)


def look_at_files(kata: Kata, demands: Demands, report: KataReport) -> bool:
    """Report what is missing or to be filled in; whether there is enough to run."""
    ours = _required(kata)
    missing = [path for path in ours if not path.is_file()]
    for path in missing:
        report.blame("missing", f"{_short(kata, path)} is missing: {ours[path]}")
    present = [path for path in ours if path not in missing]
    blanks = [blank for path in present for blank in _blanks(kata, path)]
    for blank in blanks:
        report.blame("fill_in", blank)
    _look_at_hints(kata, report)
    essential = kata.reference in present and kata.checks in present
    if not essential or not _parses(kata, present, report):
        return False
    _look_at_stub(kata, report)
    _look_at_checks(kata, report)
    return _look_at_variants(kata, demands, report) and not blanks


def _required(kata: Kata) -> dict[Path, str]:
    return {
        kata.reference: "the solution, as a learner will read it",
        kata.stub: f"{_reset(kata)} writes it from the reference",
        kata.checks: "plain pytest functions that take the fixture `compare`",
        kata.mistakes: "the wrong solutions that people write, each marked with @mistake",
        kata.alternatives: "right solutions in other styles, each marked with @alternative",
    }


def _reset(kata: Kata) -> str:
    folder = distribution_of(kata.root, kata.pack)
    where = "" if folder is None else f" --dist {_from_here(folder)}"
    return f"`gradkata reset {kata.id}{where}`"


def _from_here(folder: Path) -> Path:
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _short(kata: Kata, path: Path) -> str:
    return path.relative_to(kata.root).as_posix() if path.is_relative_to(kata.root) else str(path)


def _blanks(kata: Kata, path: Path) -> Iterator[str]:
    if path == kata.stub:
        return  # It repeats the reference.
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if FILL_IN in line:
            asked = line.partition(FILL_IN)[2].strip(" :\"'#,.")
            yield f"{_short(kata, path)}:{number} is to be filled in: {asked}"


def _look_at_hints(kata: Kata, report: KataReport) -> None:
    hints = [hint.strip() for hint in kata.hints]
    if len(hints) < HINTS:
        report.blame(
            "hints", f"{len(hints)} of at least {HINTS} hints, from the concept to the line"
        )
    for place, hint in enumerate(hints, 1):
        if not hint or hint in hints[: place - 1]:
            said = "is the same as one before" if hint else "is empty"
            report.blame("hints", f"hint {place} {said}")
        if hint.startswith(FILL_IN):
            report.blame("fill_in", f"hint {place} is to be filled in: {hint[len(FILL_IN) + 2 :]}")


def _parses(kata: Kata, present: list[Path], report: KataReport) -> bool:
    for path in present:
        try:
            ast.parse(path.read_text("utf-8-sig"))
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            said = getattr(error, "msg", error)
            report.blame("syntax", f"{_short(kata, path)}:{line} is no Python: {said}")
    return not any(problem.rule == "syntax" for problem in report.problems)


def _look_at_stub(kata: Kata, report: KataReport) -> None:
    if not kata.stub.is_file():
        return
    wanted = stub_of(kata.reference.read_text("utf-8-sig"))
    found = kata.stub.read_text("utf-8-sig").replace("\r\n", "\n")
    if found.strip() != wanted.strip():
        differs = _where_stubs_part(found, wanted)
        report.blame(
            "stub",
            f"{_short(kata, kata.stub)} is not the reference's stub: {differs}; "
            f"{_reset(kata)} writes it anew",
        )


def _where_stubs_part(found: str, wanted: str) -> str:
    if signatures(found) != signatures(wanted):
        return "its signatures differ"
    if ast.get_docstring(ast.parse(found)) != ast.get_docstring(ast.parse(wanted)):
        return "its docstring differs"
    lines = zip(found.splitlines(), wanted.splitlines(), strict=False)
    parting = [number for number, (a, b) in enumerate(lines, 1) if a != b]
    return f"line {parting[0]} differs" if parting else "it is longer or shorter"


def _look_at_checks(kata: Kata, report: KataReport) -> None:
    rules = replace(kata, forbidden=UNSTEADY, allowed=STEADY)
    for one in violations(kata.checks.read_text("utf-8-sig"), rules):
        report.blame("outside", f"{_short(kata, kata.checks)}:{one.line} uses {one.message}")


def _look_at_variants(kata: Kata, demands: Demands, report: KataReport) -> bool:
    functions = signatures(kata.reference.read_text("utf-8-sig"))
    try:
        for kind, least in _kinds(demands):
            variants = _variants(kata, kind)
            for variant in variants:
                _look_at_variant(kata, variant, functions, report)
            if len(variants) < least:
                there = f"{_short(kata, _file_of(kata, kind))}: {len(variants)} {kind}"
                there += "s" * (len(variants) != 1)
                report.blame("too_few", f"{there}, and it takes at least {least}")
    except UserError as error:
        report.blame("variants", str(error))
        return False
    return not any(problem.rule == "variants" for problem in report.problems)


def _kinds(demands: Demands) -> list[tuple[Kind, int]]:
    return [("mistake", demands.mistakes), ("alternative", demands.alternatives)]


def _file_of(kata: Kata, kind: Kind) -> Path:
    return kata.mistakes if kind == "mistake" else kata.alternatives


def _variants(kata: Kata, kind: Kind) -> list[Variant]:
    return load_variants(_file_of(kata, kind), kind)


def _look_at_variant(
    kata: Kata, variant: Variant, functions: Mapping[str, Sequence[str]], report: KataReport
) -> None:
    if variant.of not in functions:
        had = ", ".join(functions)
        message = f"{variant.name} is of {variant.of}, but the reference has {had}"
        report.blame("variants", f"{_short(kata, variant.path)}: {message}")
    elif not _takes(variant, len(functions[variant.of])):
        wanted = ", ".join(functions[variant.of])
        message = f"{variant.name} cannot be called as the reference's {variant.of}({wanted})"
        report.blame("variants", f"{_short(kata, variant.path)}: {message}")


def _takes(variant: Variant, arguments: int) -> bool:
    """Whether it can be called; or else it would be caught for that alone, and never be met."""
    try:
        inspect.signature(variant.function).bind(*range(arguments + variant.wraps))
    except TypeError:
        return False
    return True
