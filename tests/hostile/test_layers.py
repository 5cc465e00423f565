"""No layer is decoration: take one away, and an attack gets through or the start-up test sees it.

What an attack `needs` is the layers without which it gets through. Where those are several, each
stands behind the others, and is shown by taking the others away first.
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from gradkata.course.kata import Limits
from gradkata.wall.confine.steps import STEPS
from gradkata.wall.hands import WallFailed
from gradkata.wall.pool import Wall
from tests.hostile.attacks import corpus
from tests.hostile.classroom import ESCAPED, Classroom, whole_course

if TYPE_CHECKING:
    from pathlib import Path

    from gradkata.course.kata import PlayerKind
    from tests.hostile.attacks import Attack
    from tests.hostile.classroom import Lesson

ATTACKS = {attack.name: attack for attack in corpus()}

# layer: the attack that it alone holds back, when the others in `needs` are away
BY_AN_ATTACK = {
    "descriptors": "reading/inherited_descriptors",
    "environment": "reading/environment",
    "capabilities": "too_much/memory_locked",
    "limits": "too_much/memory",
    "seccomp": "reading/looks_without_opening",
    "landlock": "reading/beyond_its_files",
}
# layer: what the start-up test says
BY_THE_START_UP_TEST = {
    "session": "layer session",
    "parent": "layer parent",
    "dumpable": "layer dumpable",
    "environment": "layer environment",
    "descriptors": "layer descriptors",
    "limits": "memory over the limit",
    "seccomp": "layer seccomp",
    "landlock": "read /etc/passwd",
    "folder": "layer folder",
}
# layer: without it the layers after it cannot be put on, so there is no player at all
BY_THERE_BEING_NO_PLAYER = ("no_new_privs",)

GROUPS = defaultdict(list)
for _attack in ATTACKS.values():
    if _attack.needs:
        GROUPS[_attack.needs, _attack.kata, _attack.is_short].append(_attack)


def lessons(attacks: list[Attack], folder: Path, without: frozenset[str]) -> list[Lesson]:
    with Wall(without=without) as wall:
        return Classroom(whole_course(), wall).lessons(attacks, folder)


def skip_where_there_is_nothing_to_drop(layers: tuple[str, ...]) -> None:
    if "capabilities" in layers and os.geteuid() != 0:
        pytest.skip("an ordinary user has no capabilities to drop")


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: "-".join(group[0]))
def test_attacks_get_through_without_the_layers_they_name(
    group: tuple[tuple[str, ...], str, bool], tmp_path: Path
) -> None:
    layers, *_ = group
    skip_where_there_is_nothing_to_drop(layers)
    attacks = GROUPS[group]
    found = lessons(attacks, tmp_path, frozenset(layers))
    held = [attack.name for attack, one in zip(attacks, found, strict=True) if not one.got_through]
    assert held == []


@pytest.mark.parametrize("layer", BY_AN_ATTACK)
def test_layer_alone_holds_an_attack(layer: str, tmp_path: Path) -> None:
    attack = ATTACKS[BY_AN_ATTACK[layer]]
    assert layer in attack.needs
    skip_where_there_is_nothing_to_drop(attack.needs)
    [lesson] = lessons([attack], tmp_path, frozenset(attack.needs) - {layer})
    assert ESCAPED not in lesson.text


@pytest.mark.parametrize("layer", BY_THE_START_UP_TEST)
def test_start_up_test_names_a_missing_layer(layer: str) -> None:
    with Wall(without=frozenset({layer})) as wall:
        assert BY_THE_START_UP_TEST[layer] in wall.holes("numpy+files")


@pytest.mark.parametrize("layer", BY_THERE_BEING_NO_PLAYER)
def test_there_is_no_player_without(layer: str) -> None:
    with Wall(without=frozenset({layer})) as wall, pytest.raises(WallFailed, match="refused"):
        wall.spawn("numpy", Limits())


@pytest.mark.parametrize("kind", ["numpy", "torch", "numpy+files", "torch+files"])
def test_start_up_test_finds_no_hole_in_a_whole_wall(
    kind: PlayerKind, classroom: Classroom
) -> None:
    if kind.startswith("torch"):
        pytest.importorskip("torch")
    assert classroom.wall.holes(kind) == []


@pytest.mark.parametrize("layer", ["descriptors", "environment", "landlock", "limits", "seccomp"])
def test_layer_is_the_only_one_that_holds_some_attack(layer: str) -> None:
    assert [attack.name for attack in ATTACKS.values() if attack.needs == (layer,)]


def test_every_layer_is_shown_to_hold_something() -> None:
    shown = {*BY_AN_ATTACK, *BY_THE_START_UP_TEST, *BY_THERE_BEING_NO_PLAYER}
    assert shown == {step.name for step in STEPS}
