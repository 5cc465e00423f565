"""A course is found, opened, put in teaching order, and asked for katas."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gradkata.course.course import bundled_course, find_course, open_course
from gradkata.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gradkata.course.host import PluginRecord


@pytest.fixture
def root(tmp_path: Path, write_pack: Callable[..., Path]) -> Path:
    root = (tmp_path / "course").resolve()
    write_pack(root, "by_hand", "decide", "train")
    write_pack(root, "autograd", "update", "train", after="by_hand")
    return root


def test_katas_are_in_teaching_order(root: Path) -> None:
    assert [kata.id for kata in open_course(root).katas] == [
        "by_hand/decide",
        "by_hand/train",
        "autograd/update",
        "autograd/train",
    ]


def test_packs_that_name_no_other_keep_their_load_order(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "aaa", after="zzz")
    write_pack(root, "zzz")
    names = [pack.name for pack in open_course(root).packs]
    assert names == ["by_hand", "autograd", "zzz", "aaa"]


def test_a_pack_after_one_that_is_not_there_is_taught_in_its_place(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "aaa", after="nowhere")
    assert next(iter(open_course(root).packs)).name == "aaa"


def test_packs_that_wait_for_each_other_are_taught_and_reported(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "by_hand", "decide", after="autograd")
    course = open_course(root)
    assert {pack.name for pack in course.packs} == {"autograd", "by_hand"}
    errors = [plugin.error for plugin in course.host.plugins if plugin.error]
    assert errors == ["pack autograd cannot come after by_hand, which comes after it"]


@pytest.mark.parametrize("folder", ["plugins", "katas"])
def test_a_root_without_a_folder_is_told_how_to_get_one(root: Path, folder: str) -> None:
    (root / folder).rename(root / "elsewhere")
    with pytest.raises(UserError, match=f"no {folder}/ folder; run `gradkata init DIR`"):
        open_course(root)


def test_a_root_that_does_not_exist_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere is no course"):
        open_course(tmp_path / "nowhere")


def test_two_katas_with_one_id_are_an_error_that_names_both(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    home = root.parent / "other"
    write_pack(root, "by_hand", "train", plugin="rival", home=home)
    said = (
        rf"two katas have the id by_hand/train: one from the course plugin by_hand \(.*\), root "
        rf"{re.escape(str(root))}, one from the course plugin rival \(.*\), root "
        rf"{re.escape(str(home))}; remove or rename one"
    )
    with pytest.raises(UserError, match=said):
        open_course(root)


def test_two_packs_of_one_name_are_an_error_that_names_both(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "by_hand", "other", plugin="rival")
    with pytest.raises(UserError, match=r"two packs are named by_hand: .*by_hand \(.*rival \("):
        open_course(root)


def test_a_kata_listed_twice_by_its_pack_is_left_out(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "twice", "kata", "kata")
    course = open_course(root)
    assert "twice" not in {pack.name for pack in course.packs}
    assert errors(course.host.plugins) == ["pack twice left out: 'kata' is listed twice"]


@pytest.mark.parametrize("path", ["reference/{}/kata.py", "plugins/{}/checks/test_kata.py"])
def test_a_pack_with_a_missing_file_is_left_out_and_reported(
    root: Path, path: str, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "holey", "sound", "kata")
    missing = root / path.format("holey")
    missing.unlink()
    course = open_course(root)
    assert [pack.name for pack in course.packs] == ["by_hand", "autograd"]
    assert errors(course.host.plugins) == [f"pack holey left out: {missing} is missing"]


def test_a_pack_from_elsewhere_must_bring_its_stubs(
    root: Path, write_pack: Callable[..., Path]
) -> None:
    home = root.parent / "other"
    write_pack(root, "holey", "kata", home=home)
    stub = home / "katas" / "holey" / "kata.py"
    stub.unlink()
    assert errors(open_course(root).host.plugins) == [f"pack holey left out: {stub} is missing"]


def test_a_learner_may_delete_their_own_file(root: Path) -> None:
    (root / "katas" / "by_hand" / "decide.py").unlink()
    assert open_course(root).kata("by_hand/decide").name == "decide"


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"../up.txt": ""}, "'../up.txt' is no plain name for a file of deep"),
        ({".hidden": ""}, "'.hidden' is no plain name for a file of deep"),
        ({"a.txt": "x" * (1024 * 1024 + 1)}, "a.txt of deep is larger than 1 MiB"),
        ({f"{n}.txt": "" for n in range(17)}, "deep has more than 16 files"),
    ],
)
def test_files_that_no_folder_may_have_are_refused(
    root: Path, files: dict[str, str], fault: str, write_pack: Callable[..., Path]
) -> None:
    path = write_pack(root, "odd", "deep", plugin="odd")
    text = path.read_text().replace("import Kata,", "import Limits, Kata,")
    path.write_text(text.replace("'deep'", f"'deep', limits=Limits(files={files!r})"))
    assert errors(open_course(root).host.plugins) == [f"pack odd left out: {fault}"]


@pytest.mark.parametrize("name", ["../up", "a/b", "", "a b"])
def test_a_name_that_is_no_plain_name_is_refused(
    root: Path, name: str, write_pack: Callable[..., Path]
) -> None:
    write_pack(root, "odd", plugin="odd")
    path = root / "plugins" / "odd" / "__init__.py"
    path.write_text(path.read_text().replace("[]", f"[Kata({name!r})]"))
    assert errors(open_course(root).host.plugins) == [
        f"pack odd left out: {name!r} is no plain name"
    ]


def test_a_broken_plugin_stops_nothing_else(root: Path) -> None:
    (root / "plugins" / "broken.py").write_text("1 / 0")
    assert len(open_course(root).katas) == 4


def test_an_installed_pack_is_taught_with_its_own_files(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write_pack: Callable[..., Path],
    install: Callable[..., None],
) -> None:
    site = tmp_path / "site"
    text = write_pack(site, "extra", "kata").read_text()
    install(site, "extra", "1", "extra_plugin", text)
    monkeypatch.syspath_prepend(site)
    kata = open_course(root).kata("extra/kata")
    assert kata.reference == site / "reference" / "extra" / "kata.py"


@pytest.mark.parametrize(
    "wanted",
    [
        "by_hand/decide",
        "decide",
        "katas/by_hand/decide.py",
        "./by_hand/decide.py",
        "/somewhere/katas/by_hand/decide.py",
        "katas\\by_hand\\decide.py",
        "by_hand/decide.ipynb",
    ],
)
def test_a_kata_is_found_by_id_path_or_name(root: Path, wanted: str) -> None:
    assert open_course(root).kata(wanted).id == "by_hand/decide"


def test_a_name_that_several_katas_have_is_told_apart(root: Path) -> None:
    with pytest.raises(UserError, match="2 katas: by_hand/train, autograd/train"):
        open_course(root).kata("train")


@pytest.mark.parametrize(
    "wanted", ["by_hand/decid", "by-hand/decide", "decde", "katas/by_hand/dcide.py"]
)
def test_an_unknown_kata_is_answered_with_near_matches(root: Path, wanted: str) -> None:
    with pytest.raises(UserError, match=r"there is no kata .*; did you mean by_hand/decide"):
        open_course(root).kata(wanted)


@pytest.mark.parametrize("wanted", ["zzzzzz", "", "/"])
def test_an_unknown_kata_like_no_other_points_to_the_list(root: Path, wanted: str) -> None:
    with pytest.raises(UserError, match="`gradkata list` shows all"):
        open_course(root).kata(wanted)


def test_a_learners_file_lies_in_the_course(root: Path) -> None:
    course = open_course(root)
    expected = root / "katas" / "by_hand" / "decide.py"
    assert course.learner_file(course.kata("by_hand/decide")) == expected


def test_a_course_is_found_from_inside_it(root: Path) -> None:
    assert find_course(root / "katas" / "by_hand" / "decide.py") == root
    assert find_course(root) == root


def test_outside_a_course_none_is_found(root: Path) -> None:
    assert find_course(root.parent) is None


def test_the_bundled_course_is_a_course() -> None:
    assert find_course(bundled_course()) == bundled_course()


def test_opening_a_course_imports_neither_numpy_nor_torch(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from gradkata.course.course import open_course\n"
        f"assert len(open_course(Path({str(root)!r})).katas) == 4\n"
        "print({'numpy', 'torch', 'pytest'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def errors(plugins: list[PluginRecord]) -> list[str]:
    return [plugin.error for plugin in plugins if plugin.error]
