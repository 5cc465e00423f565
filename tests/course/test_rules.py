"""What a kata forbids is found however it is spelled; what it does not forbid is left alone."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from gradkata.course.kata import Kata
from gradkata.course.rules import MOST_VIOLATIONS, method_remarks, violations
from gradkata.judge.records import Remark
from gradkata.parsing import CODE_LIMIT

KATA = Kata(
    "train",
    forbidden={"torch.optim": "write the update yourself", "torch.nn": "write the layer yourself"},
    allowed=("torch.nn.functional.relu",),
    discouraged={
        ".data": "use no_grad",
        ".requires_grad": "no toggling",
        ".requires_grad_": "no calls",
    },
)


def names(source: str) -> list[tuple[int, str]]:
    return [(found.line, found.message.split(":")[0]) for found in violations(source, KATA)]


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("import torch.optim", 1, "torch.optim"),
        ("import torch as t\nt.optim.SGD", 2, "torch.optim.SGD"),
        ("from torch import optim as o\no.SGD", 2, "torch.optim.SGD"),
        ("import torch.nn.functional as F\nF.linear(1)", 2, "torch.nn.functional.linear"),
        ("import torch.nn.functional as F\nF.mse_loss(1)", 2, "torch.nn.functional.mse_loss"),
        ("from torch.nn import Linear", 1, "torch.nn.Linear"),
        ("from torch.nn import *", 1, "torch.nn.*"),
        ("from torch import *\noptim.SGD", 2, "torch.optim.SGD"),
        ("import torch\nnn = torch.nn\nnn.Linear", 3, "torch.nn.Linear"),
        ("import torch\na = b = torch\nb.optim", 3, "torch.optim"),
        ("import torch\n(n := torch.nn).Linear", 2, "torch.nn.Linear"),
        ("import torch\ngetattr(torch, 'optim')", 2, "torch.optim"),
        ("import torch\ngetattr(torch.nn, 'Linear')", 2, "torch.nn.Linear"),
        ("import torch\nvars(torch)['optim']", 2, "torch.optim"),
        ("import torch\ntorch.__dict__['optim']", 2, "torch.optim"),
        ("import importlib\nimportlib.import_module('torch.optim')", 2, "torch.optim"),
        ("import importlib\nimportlib.import_module('.optim', 'torch')", 2, "torch.optim"),
        ("from importlib import import_module as i\no = i('torch.optim')", 2, "torch.optim"),
        ("__import__('torch.optim')", 1, "torch.optim"),
        ("__import__('torch').optim", 1, "torch.optim"),
        ("import sys\nsys.modules['torch.optim']", 2, "torch.optim"),
        ("import sys\nsys.modules.get('torch.optim')", 2, "torch.optim"),
        ("import torch\ndef f():\n    return torch.optim.SGD", 3, "torch.optim.SGD"),
        ("def f():\n    import torch\n    return torch.optim", 3, "torch.optim"),
        ("import torch\nx = [torch.nn]", 2, "torch.nn"),
        ("import torch\ndef f(o=torch.optim):\n    pass", 2, "torch.optim"),
        ("import torch\n@torch.nn.hook\ndef f():\n    pass", 2, "torch.nn.hook"),
        ("import torch\ndef f(m: torch.nn.Module):\n    pass", 2, "torch.nn.Module"),
        (
            "import torch\ndef f():\n    global o\n    o = torch\ndef g():\n    o.optim",
            6,
            "torch.optim",
        ),
        ("import torch\n[(o := torch) for _ in ()]\no.optim", 3, "torch.optim"),
        ("import torch\no = torch.nn\no = torch\no.optim", 4, "torch.optim"),
    ],
)
def test_a_forbidden_name_is_found_with_its_line(source: str, line: int, name: str) -> None:
    assert (line, name) in names(source)


@pytest.mark.parametrize(
    "source",
    [
        "import torch.nn as nn\nnn.functional.relu(1)",
        "from torch import nn\nnn.functional.relu(1)",
        "import torch\ntorch.nn.functional.relu(1)",
        "import torch.nn.functional as F\nF.relu(1)",
        "from torch.nn import functional as F\nF.relu(1)",
        "from torch.nn.functional import relu\nrelu(1)",
        "import torch\nF = torch.nn.functional\nF.relu(1)",
        "import torch\ngetattr(torch.nn, 'functional').relu(1)",
        "import torch\ntorch.optimum\ntorch.nnn",
        "nn, optim = 1, 2\nnn.Linear\noptim.SGD",
        "from .torch import optim\noptim.SGD",
        "from torch import nn\ndef f(nn):\n    return nn.Linear",
        "from torch import nn\nf = lambda nn: nn.Linear",
        "from torch import nn\ng = [nn.Linear for nn in ()]",
        "from torch import nn\ndef f():\n    nn = 1\n    return nn.real",
        "from torch import nn\ndef f():\n    try: pass\n    except E as nn: nn.x",
        "import numpy as torch\ntorch.optim",
        "def getattr(a, b): pass\nimport torch\ngetattr(torch, 'optim')",
        "'torch.optim'  # torch.optim",
        "import torch\nx = torch\nx = x.T\nx.sum()",
        "a = b\nb = a\na.optim",
    ],
)
def test_what_is_not_forbidden_is_left_alone(source: str) -> None:
    assert violations(source, KATA) == []


def test_the_message_is_the_name_and_the_reason() -> None:
    (found,) = violations("import torch\n\ntorch.optim.SGD", KATA)
    assert (found.line, found.message) == (3, "torch.optim.SGD: write the update yourself")


def test_a_name_used_twice_on_a_line_is_reported_once() -> None:
    assert names("import torch\ntorch.optim, torch.optim") == [(2, "torch.optim")]


def test_violations_come_in_the_order_of_lines() -> None:
    source = "import torch\ndef f():\n    return torch.nn.Linear\ntorch.optim"
    assert [line for line, _ in names(source)] == [3, 4]


def test_violations_are_bounded() -> None:
    assert len(violations("import torch\n" + "torch.optim\n" * 200, KATA)) == MOST_VIOLATIONS


@pytest.mark.parametrize("source", ["def f(:", "import torch.optim\n\0", "\ud800", "("])
def test_a_source_that_does_not_parse_is_left_to_the_player(source: str) -> None:
    assert violations(source, KATA) == []
    assert method_remarks(source, KATA) == []


def test_padding_is_no_way_round_the_rules() -> None:
    (found,) = violations("import torch.optim\n" + "#" * CODE_LIMIT, KATA)
    assert "cannot be checked" in found.message


@pytest.mark.parametrize(
    "source",
    ["x" + ".a" * 20_000 + ".optim", "x = " + "-" * 50_000 + "optim"],
)
def test_deep_nesting_is_no_way_round_the_rules(source: str) -> None:
    (found,) = violations(source, KATA)
    assert "the rules cannot be checked" in found.message
    assert method_remarks(source, KATA) == []


def test_a_long_chain_of_aliases_is_reported_or_followed() -> None:
    links = "".join(f"a{n + 1} = a{n}\n" for n in range(5_000))
    assert violations(f"import torch\n{links}a5000.optim\na0 = torch", KATA)


def test_a_crowded_source_is_read_in_bounded_time() -> None:
    before = time.perf_counter()
    violations(("a = b.optim\nb = a\n" * CODE_LIMIT)[:CODE_LIMIT], KATA)
    assert time.perf_counter() - before < 20


@pytest.mark.parametrize("line", ["#.", "# e.g. x. y.", ".", ". "])
def test_a_crowded_source_is_looked_through_for_remarks_in_bounded_time(line: str) -> None:
    before = time.perf_counter()
    method_remarks((line + "\n") * (2 * CODE_LIMIT // (len(line) + 1)), KATA)
    assert time.perf_counter() - before < 20


def test_a_name_of_many_meanings_is_read_in_bounded_memory() -> None:
    imports = "".join(f"import m{n} as t\n" for n in range(16))
    source = f"{imports}a = t.{'x' * 30_000}\n" + "a.c\n" * 5_000 + "t.optim"
    tracemalloc.start()
    violations(source, KATA)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 200 * 2**20


def test_a_chain_is_worked_out_once_and_not_again_for_each_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def subscripted(names: frozenset[str], key: str) -> frozenset[str]:
        asked.append(key)
        return names

    monkeypatch.setattr("gradkata.course.names._subscripted", subscripted)
    violations("x" + "['b']" * 100 + ".optim", KATA)
    assert len(asked) == 100


@pytest.mark.parametrize(
    "source",
    [
        "import torch\ntorch.ｎｎ",
        "import torch\ntorch.nⅽ.optⅰⅿ, torch.optⅰⅿ",
        "import torch\ngetattr(torch, '\\x6fptim')",
        "import torch\ngetattr(torch, 'op' 'tim')",
        'import torch\ngetattr(torch, "op" # and\n"t" r"""im""")',
        "import torch\ngetattr(torch, '' 'n'  'n')",
        "import torch\ntorch.\\\noptim",
        "import torch\n(torch. # its\noptim)",
    ],
)
def test_a_name_is_found_that_is_not_written_as_it_is(source: str) -> None:
    assert violations(source, KATA)


@pytest.mark.parametrize(
    ("source", "root"),
    [("print(1)", "builtins"), ("import torch\nvars(torch)", "torch.__dict__")],
)
def test_a_name_that_nobody_spells_is_found(source: str, root: str) -> None:
    assert violations(source, Kata("train", forbidden={root: "not here"}))


def test_functions_nested_without_end_are_no_way_round_the_rules() -> None:
    source = "f = " + "".join(f"lambda a{n}: (" for n in range(60)) + "x.optim" + ")" * 60
    (found,) = violations(source.replace("lambda", "lambda: lambda"), KATA)
    assert "nests functions more than 100 deep" in found.message


@pytest.mark.parametrize("name", ["Adam\n\nPASSED", "\ud800", "a" * 5_000])
def test_a_name_is_told_in_one_short_line_that_every_encoder_takes(name: str) -> None:
    (found,) = violations(f"import torch\ngetattr(torch.optim, {name!r})", KATA)[:1]
    assert len(found.message.encode()) < 300
    assert "\n" not in found.message


def test_a_kata_without_rules_has_no_violations() -> None:
    assert violations("import torch.optim", Kata("decide")) == []


@pytest.mark.parametrize(
    "source", ["w.data -= 1", "print(w.data)", "w.data.sub_(1)", "(w.\n data)", "w.ｄata"]
)
def test_touching_data_is_remarked(source: str) -> None:
    assert method_remarks(source, KATA) == [Remark("data", "use no_grad")]


def test_assigning_requires_grad_is_remarked() -> None:
    assert method_remarks("w.requires_grad = False", KATA) == [
        Remark("requires_grad", "no toggling")
    ]


def test_calling_requires_grad_is_remarked() -> None:
    assert method_remarks("w.requires_grad_(False)", KATA) == [Remark("requires_grad_", "no calls")]


@pytest.mark.parametrize("source", ["if w.requires_grad: pass", "data = 1", "'w.data'", "w.datas"])
def test_other_uses_are_not_remarked(source: str) -> None:
    assert method_remarks(source, KATA) == []


@pytest.mark.parametrize("source", ["return data @ w  # (n, 1)²", '"""Its ½ ← optimum."""'])
def test_a_source_without_a_word_of_the_rules_is_not_parsed(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    monkeypatch.setattr("gradkata.course.rules.parsed", parsed.append)
    violations(source, KATA)
    method_remarks(source, KATA)
    assert parsed == []


def test_each_remark_is_made_once() -> None:
    assert len(method_remarks("w.data\nw.data", KATA)) == 1
