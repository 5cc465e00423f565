"""The submission, or the reference, as a check sees it: a module whose functions can be called.

Calls are by copy and restore, so a check reads the same whichever side of the wall answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import msgspec

from gradkata.course.stubs import returned_names, signatures
from gradkata.judge.show import show_call
from gradkata.judge.words import one_line
from gradkata.wall.calls import perform, restore
from gradkata.wall.scratch import with_files
from gradkata.wall.values import Unsendable, Value, freeze, thaw
from gradkata.wall.wire import Call, Raised, Returned

Answer = Callable[[Call], Returned | Raised]
REMEMBERED = 4096


class CheckFailed(AssertionError):
    """A check found something wrong with the submission."""

    def __init__(self, message: str, call: str = "", expected: str = "", actual: str = "") -> None:
        super().__init__(message)
        self.message, self.call, self.expected, self.actual = message, call, expected, actual

    def __str__(self) -> str:
        rows = [("called", self.call), ("expected", self.expected), ("actual", self.actual)]
        return "\n".join([self.message, *(f"  {name:<8} {text}" for name, text in rows if text)])


@dataclass(frozen=True, slots=True)
class Terms:
    """What a comparison asks: how close, and what it leaves out."""

    rtol: float | None = None
    ignore_result: bool = False
    ignore_grad: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call that a check made, what was answered, and on what terms it is compared."""

    call: Call
    reply: Returned | Raised
    terms: Terms


@dataclass(slots=True)
class Form:
    """What the reference's source says of its functions: parameters, and names for the results."""

    parameters: Mapping[str, Sequence[str]]
    results: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, reference: Path) -> Form:
        source = reference.read_text(encoding="utf-8")
        return cls(signatures(source), returned_names(source))

    def show(self, call: Call) -> str:
        return show_call(
            call.function, self.parameters.get(call.function, ()), thaw(call.arguments)
        )


@dataclass(slots=True, repr=False)
class Module:
    """Functions by name, answered by whoever `answer` is; exchanges are kept for a diagnosis."""

    form: Form
    answer: Answer
    exchanges: MutableSequence[Exchange] = field(default_factory=list)

    def __getattr__(self, name: str) -> Callable[..., Value]:
        if name.startswith("_") or name not in self.form.parameters:
            raise AttributeError(f"the reference has no function {name!r}")
        return lambda *args, **kwargs: self._call(name, args, kwargs)

    def _call(self, name: str, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        __tracebackhide__ = True
        given = self._in_order(name, args, kwargs)
        reply = self.ask(Call(name, freeze(given)))
        try:
            for value, after in zip(given, thaw(reply.arguments), strict=True):
                restore(value, after)
        except (Unsendable, ValueError) as error:
            raise CheckFailed(f"{name} reshaped an argument: {error}") from None
        return thaw(reply.result)

    def _in_order(
        self, name: str, args: tuple[Value, ...], kwargs: dict[str, Value]
    ) -> list[Value]:
        # Arguments cross by position, so none may be left out before one that is given.
        given, left = list(args), dict(kwargs)
        for parameter in self.form.parameters[name][len(args) :]:
            if parameter in left:
                given.append(left.pop(parameter))
            elif left:
                break
        if left:
            unfit = ", ".join(left)
            raise TypeError(f"{name} cannot be called with {unfit} after {len(given)} arguments")
        return given

    def ask(self, call: Call, terms: Terms = Terms()) -> Returned:
        """The answer to one call; raises `CheckFailed` where there is none."""
        __tracebackhide__ = True
        reply = self.answer(call)
        self.exchanges.append(Exchange(call, reply, terms))
        if isinstance(reply, Raised):
            raise CheckFailed(
                explain(call.function, reply), self.form.show(call), actual=one_line(reply.message)
            )
        return reply


def explain(function: str, reply: Raised) -> str:
    """Why a call gave no result, in one line for the learner."""
    where = f" (line {reply.line})" if reply.line else ""
    if reply.kind == "not_implemented":
        return f"{function} is still to be written: it raises NotImplementedError{where}"
    said = one_line(reply.message)
    if reply.kind == "missing":
        return said
    if reply.kind == "unsendable":
        return f"{function} returned {said}"
    return f"{function} raised {said}{where}"


def trusted(module: ModuleType, files: Mapping[str, str] | None = None) -> Answer:
    """Answer from a module of ours, in this process; `files` are those of its kata."""
    place = str(module.__file__)
    return remembered(
        lambda call: perform(with_files(files or {}, getattr(module, call.function)), call, place)
    )


def remembered(answer: Answer) -> Answer:
    """The same answers, each computed once: every submission is asked the same questions."""
    known: dict[bytes, Returned | Raised] = {}

    def recall(call: Call) -> Returned | Raised:
        key = msgspec.msgpack.encode(call)
        if key not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[key] = answer(call)
        return known[key]

    return recall


def load(path: Path, name: str) -> ModuleType:
    """Run one of our own files as a module that nothing else can import by name."""
    module = ModuleType(name)
    module.__file__ = str(path)
    source = path.read_text(encoding="utf-8")
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module
