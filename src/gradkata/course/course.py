"""Finding and opening a course: the folder that holds `katas/` and `plugins/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from gradkata.course.host import BUILT_IN, Host, PluginRecord
from gradkata.course.kata import FILE_BYTES, MOST_FILES, Kata, Pack
from gradkata.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Offer = tuple[PluginRecord, Pack]


@dataclass(frozen=True, slots=True)
class Course:
    """An open course; `packs` and `katas` are in teaching order."""

    root: Path
    katas_dir: Path
    host: Host
    packs: tuple[Pack, ...]
    katas: tuple[Kata, ...]

    def kata(self, wanted: str) -> Kata:
        """The kata called PACK/KATA, by a path to its file, or by a name that only one has."""
        parts = re.split(r"[/\\]", re.sub(r"\.(py|ipynb)$", "", wanted))
        found = [kata for kata in self.katas if kata.id.split("/")[-len(parts) :] == parts[-2:]]
        if len(found) == 1:
            return found[0]
        raise UserError(
            _ambiguous(wanted, found) if found else _unknown("/".join(parts[-2:]), self.katas)
        )

    def learner_file(self, kata: Kata) -> Path:
        return self.katas_dir / kata.file


def open_course(root: Path, built_in: Sequence[str] = BUILT_IN) -> Course:
    """Load the plugins of a course; a faulty one is left out, and its record says why."""
    root = root.resolve()
    for folder in ("plugins", "katas"):
        if not (root / folder).is_dir():
            raise UserError(
                f"{root} is no course: it has no {folder}/ folder; "
                "run `gradkata init DIR` to make a course"
            )
    host = Host(root / "plugins", built_in)
    packs = _usable(host.packs(), root / "katas")
    katas = tuple(kata for pack in packs for kata in pack.katas)
    return Course(root, root / "katas", host, packs, katas)


def find_course(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that is a course."""
    start = start.resolve()
    courses = (folder for folder in (start, *start.parents) if _is_course(folder))
    return next(courses, None)


def bundled_course() -> Path:
    """The course that comes with gradkata: data in a wheel, the repository in a checkout."""
    package = Path(__file__).resolve().parents[1]
    data = package / "course_data"
    return data if data.is_dir() else package.parents[1]


def _is_course(folder: Path) -> bool:
    return (folder / "katas").is_dir() and (folder / "plugins").is_dir()


def _usable(offers: list[Offer], katas_dir: Path) -> tuple[Pack, ...]:
    for (one, pack), (other, same) in combinations(offers, 2):
        if pack.name == same.name:
            _refuse_both(one, pack, other, same)
    sound = [offer for offer in offers if _is_sound(*offer, katas_dir)]
    return tuple(_in_teaching_order(sound))


def _refuse_both(one: PluginRecord, pack: Pack, other: PluginRecord, same: Pack) -> None:
    shared = [kata.id for kata in pack.katas if kata.id in {kata.id for kata in same.katas}]
    what = f"two katas have the id {shared[0]}" if shared else f"two packs are named {pack.name}"
    raise UserError(
        f"{what}: one from the {one}, root {pack.root}, one from the {other}, root {same.root}; "
        "remove or rename one"
    )


def _is_sound(record: PluginRecord, pack: Pack, katas_dir: Path) -> bool:
    fault = next(_faults(pack, katas_dir), None)
    if fault is not None:
        record.fail(f"pack {pack.name} left out: {fault}")
    return fault is None


def _faults(pack: Pack, katas_dir: Path) -> Iterator[str]:
    # Names become paths that are looked for in submissions.
    names = [pack.name, *(kata.name for kata in pack.katas)]
    yield from (f"{name!r} is no plain name" for name in names if not re.fullmatch(r"\w+", name))
    yield from (f"{name!r} is listed twice" for name in names[1:] if names[1:].count(name) > 1)
    yield from (fault for kata in pack.katas for fault in _faults_of_files(kata))
    for kata in pack.katas:
        # A learner may delete what is theirs: that kata is then not attempted, not broken.
        own = kata.stub == katas_dir / kata.file
        needed = [kata.reference, kata.checks] if own else [kata.stub, kata.reference, kata.checks]
        yield from (f"{path} is missing" for path in needed if not path.is_file())


def _faults_of_files(kata: Kata) -> Iterator[str]:
    for name, text in kata.limits.files.items():
        if not re.fullmatch(r"\w[\w.-]*", name):
            yield f"{name!r} is no plain name for a file of {kata.name}"
        elif len(text.encode()) > FILE_BYTES:
            yield f"{name} of {kata.name} is larger than {FILE_BYTES >> 20} MiB"
    if len(kata.limits.files) > MOST_FILES:
        yield f"{kata.name} has more than {MOST_FILES} files"


def _in_teaching_order(offers: list[Offer]) -> Iterator[Pack]:
    left = list(offers)
    while left:
        waited_for = {pack.name for _, pack in left}
        ready = [offer for offer in left if offer[1].after not in waited_for]
        if not ready:
            record, pack = left[0]
            record.fail(f"pack {pack.name} cannot come after {pack.after}, which comes after it")
        offer = (ready or left)[0]
        left.remove(offer)
        yield offer[1]


def _ambiguous(wanted: str, found: Sequence[Kata]) -> str:
    return f"{wanted!r} names {len(found)} katas: {', '.join(kata.id for kata in found)}"


def _unknown(wanted: str, katas: Sequence[Kata]) -> str:
    if of_pack := [kata.id for kata in katas if kata.pack == wanted]:
        return f"{wanted!r} is a pack; name one of its katas: {', '.join(of_pack)}"
    ids = {kata.id: kata.id for kata in katas}
    names = {kata.name: kata.id for kata in katas}
    near = get_close_matches(wanted, ids, n=3) or get_close_matches(wanted, names, n=3)
    found = [(ids | names)[match] for match in near]
    hint = f"did you mean {' or '.join(found)}?" if found else "`gradkata list` shows all"
    return f"there is no kata {wanted!r}; {hint}"
