"""The plugin host: loads plugins from three sources, and keeps one's fault from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager

from gradkata.course import hookspecs, sources
from gradkata.course.kata import Pack
from gradkata.course.loading import reason
from gradkata.course.vetting import Refused, vetted_hooks

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from gradkata.judge.records import Attempt, Results, Settings, Verdict

BUILT_IN: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class PluginRecord:
    """What became of one plugin: taken with its `hooks`, or not, or failing later: see `error`."""

    name: str
    source: sources.Source
    version: str = "-"
    hooks: tuple[str, ...] = ()
    where: str = ""
    error: str | None = None

    def fail(self, why: str) -> None:
        if self.error is None:
            self.error = why
        elif why not in self.error:
            self.error += f"; {why}"

    def blame(self, hook: str, error: BaseException) -> None:
        """Record what a hook raised, unless it was the person at the keyboard."""
        if isinstance(error, KeyboardInterrupt):
            raise error
        self.fail(f"{hook} raised {reason(error)}")

    def __str__(self) -> str:
        return f"{self.source} plugin {self.name} ({self.where})"


class Host:
    """Loads plugins in order: built in, the course's `plugins/` folder, installed."""

    def __init__(self, folder: Path | None = None, built_in: Sequence[str] = BUILT_IN) -> None:
        self.plugins: list[PluginRecord] = []
        self._taken: dict[str, PluginRecord] = {}
        self._manager = PluginManager("gradkata")
        self._manager.add_hookspecs(hookspecs)
        in_course = sources.in_folder(folder) if folder else ()
        for candidate in chain(sources.built_in(built_in), in_course, sources.installed()):
            self._load(candidate)

    def packs(self) -> list[tuple[PluginRecord, Pack]]:
        """Every pack beside the plugin it came from, in load order."""
        found = []
        for record, pack in self._answers("gradkata_pack"):
            if isinstance(pack, Pack):
                found.append((record, pack))
            else:
                record.fail(f"gradkata_pack returned {type(pack).__name__}, not a Pack")
        return found

    def exporters(self) -> dict[str, Callable[[Results], str]]:
        """Every format by name; the plugin loaded earlier wins."""
        return self._named("gradkata_exporters", "format")

    def executors(self) -> dict[str, Callable[[int, str], Executor]]:
        """Every place to grade at by name; the plugin loaded earlier wins."""
        return self._named("gradkata_executors", "executor")

    def _named(self, hook: str, what: str) -> dict[str, Callable[..., Any]]:
        found: dict[str, Callable[..., Any]] = {}
        for record, functions in self._answers(hook):
            if not isinstance(functions, Mapping) or not all(map(callable, functions.values())):
                record.fail(f"{hook} returned no mapping from names to functions")
                continue
            for name in functions.keys() & found.keys():
                record.fail(f"{what} {name!r} is taken by a plugin loaded earlier")
            found = {**functions, **found}
        return found

    def judge(
        self,
        attempts: Sequence[Attempt],
        settings: Settings,
        done: Callable[[Attempt, Verdict], None],
    ) -> bool:
        """Have the attempts judged; False when no plugin took what was left of them."""
        ledger = _Ledger(done)
        for impl in reversed(self._manager.hook.gradkata_judge.get_hookimpls()):
            left = [attempt for attempt in attempts if id(attempt) not in ledger.finished]
            known = {"attempts": left, "settings": settings, "done": ledger.write}
            arguments = [known[name] for name in impl.argnames]
            if ledger.kept(self._taken[impl.plugin_name], impl.function, arguments):
                return True
        return False

    def _load(self, candidate: sources.Candidate) -> None:
        record = PluginRecord(candidate.name, candidate.source, where=candidate.where)
        self.plugins.append(record)
        try:
            self._admit(record, candidate)
        except KeyboardInterrupt:
            raise
        except Refused as error:
            record.fail(str(error))
        # A plugin may raise SystemExit, or a test framework's skip, which are no Exceptions.
        except BaseException as error:
            record.fail(reason(error))

    def _admit(self, record: PluginRecord, candidate: sources.Candidate) -> None:
        # pluggy would skip an entry point whose name is taken without a word.
        if record.name in self._taken:
            raise Refused(f"the name is taken by the {self._taken[record.name]}; rename one")
        plugin = candidate.load()
        record.version = candidate.version(plugin)
        hooks = vetted_hooks(self._manager, plugin)
        if self._manager.is_registered(plugin):
            raise Refused(f"registered already, as {self._manager.get_name(plugin)}")
        self._manager.register(plugin, record.name)
        record.hooks = hooks
        self._taken[record.name] = record

    def _answers(self, hook: str) -> Iterator[tuple[PluginRecord, object]]:
        impls = getattr(self._manager.hook, hook).get_hookimpls()
        for name, record in self._taken.items():
            for impl in (impl for impl in impls if impl.plugin_name == name):
                try:
                    answer = impl.function()
                except BaseException as error:
                    record.blame(hook, error)
                else:
                    yield record, answer


class _Ledger:
    """Notes what judges have handed over, and tells their faults from the receiver's."""

    def __init__(self, done: Callable[[Attempt, Verdict], None]) -> None:
        self.finished: set[int] = set()
        self._fault: BaseException | None = None
        self._done = done

    def write(self, attempt: Attempt, verdict: Verdict) -> None:
        try:
            self._done(attempt, verdict)
        except BaseException as error:
            self._fault = error
            raise
        self.finished.add(id(attempt))

    def kept(
        self, record: PluginRecord, judge: Callable[..., object], arguments: Sequence[object]
    ) -> bool:
        took: object = None
        try:
            took = judge(*arguments)
        except BaseException as error:
            if error is not self._fault:
                record.blame("gradkata_judge", error)
        if self._fault is not None:
            raise self._fault
        return took is True
