"""The hooks a plugin may implement. A plugin marks its functions with `hookimpl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor

    from gradkata.course.kata import Pack
    from gradkata.judge.records import Attempt, Results, Settings, Verdict

hookspec = HookspecMarker("gradkata")
hookimpl = HookimplMarker("gradkata")


@hookspec
def gradkata_pack() -> Pack:  # type: ignore[empty-body]
    """Give the katas of this plugin.

    Called once each time a course is opened, without arguments, on every plugin in load order:
    built in, then the course's `plugins/` by name, then installed ones by name. Keep it cheap: a
    course is opened for every command, so import neither numpy nor torch here.

    Returns one `Pack`. Anything else, `None` included, is recorded as this plugin's error.

    Nobody wins over anybody: all packs are taught, in load order except where a pack says `after`.
    Two packs of one name, or two katas with one id, are an error that names both plugins.
    """


@hookspec(firstresult=True)
def gradkata_judge(
    attempts: Sequence[Attempt], settings: Settings, done: Callable[[Attempt, Verdict], None]
) -> bool | None:
    """Judge submissions.

    Called when a course is checked or graded, for a chunk of attempts at a time.

    attempts: what is to be judged, each one submission's answer; judge them in any order.
    settings: how: the seed, the limits, how many at once, and what else the command line asked.
    done:     call it as each attempt is finished, with the attempt and its verdict. What has been
              handed over is kept even if this plugin raises afterwards.

    Returns True when this plugin took the work, None to pass it on.

    The plugin loaded last is asked first, so an installed judge comes before the course's, and
    the course's before what is built in; within one source, the name that sorts last comes first.
    `hookimpl(tryfirst=True)` and `hookimpl(trylast=True)` change that. The first that returns True
    wins and nobody is asked after it. Where one raises, that is recorded as its error and the
    attempts it has not handed over go to the next.
    """


@hookspec
def gradkata_executors() -> Mapping[str, Callable[[int, str], Executor]]:  # type: ignore[empty-body]
    """Give places where a class can be graded.

    Called once when a class is to be graded, without arguments, on every plugin in load order:
    built in, then the course's `plugins/` by name, then installed ones by name.

    Returns a mapping from a name, as in `gradkata grade --executor NAME`, to a function that takes
    the number of workers asked for and an address ("" where none is given) and returns an executor
    as `concurrent.futures` has it. What is submitted to it is a function of gradkata's, with bytes
    in and bytes out.

    gradkata shuts it down; with `cancel_futures` where the run was cut short, and then what is
    being worked on is not waited for. An executor that knows better than `--jobs` how many it can
    work on at once says so in an attribute `jobs`. One that can make its workers ready has a method
    `get_ready`, which is called before the first parcel with the kinds of players that the katas
    need, such as {"numpy", "torch+files"}.

    Where two plugins give one name, the one loaded earlier wins: nothing that is installed can
    silently replace what a course came with. The later one's error record says so.
    """


@hookspec
def gradkata_exporters() -> Mapping[str, Callable[[Results], str]]:  # type: ignore[empty-body]
    """Give formats that results can be written in.

    Called once when results are to be exported, without arguments, on every plugin in load order:
    built in, then the course's `plugins/` by name, then installed ones by name.

    Returns a mapping from a format's name, as in `gradkata report --format NAME`, to a function
    that takes the results document and returns the text to write.

    Where two plugins give one name, the one loaded earlier wins: nothing that is installed can
    silently replace a format that a course came with. The later one's error record says so.
    """
