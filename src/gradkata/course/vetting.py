"""Looks a loaded plugin over before it is taken: its hooks exist, are marked, and fit."""

from __future__ import annotations

import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gradkata.course import hookspecs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pluggy import HookimplOpts, PluginManager

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("gradkata_"))


class Refused(Exception):
    """The plugin was loaded and cannot be taken; the message is the whole reason."""


def vetted_hooks(manager: PluginManager, plugin: object) -> tuple[str, ...]:
    """The hooks that the plugin implements; raises `Refused` at the first that does not fit."""
    found = set()
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        if options is None:
            _refuse_unmarked(plugin, name)
        elif (hook := options.get("specname") or name) in HOOKS or not options.get("optionalhook"):
            _refuse_misfit(getattr(plugin, name), hook, options)
            found.add(hook)
    return tuple(sorted(found))


def _refuse_unmarked(plugin: object, name: str) -> None:
    if name.startswith("gradkata_") and callable(inspect.getattr_static(plugin, name, None)):
        _refuse_unknown(name)
        raise Refused(f"{name} is not marked as a hook; put @hookimpl above it")


def _refuse_misfit(function: Callable[..., object], hook: str, options: HookimplOpts) -> None:
    _refuse_unknown(hook)
    if options.get("wrapper") or options.get("hookwrapper"):
        raise Refused(f"{hook} is a wrapper; gradkata asks each plugin by itself")
    known = list(inspect.signature(getattr(hookspecs, hook)).parameters)
    surplus = [asked for asked in _required(function) if asked not in known]
    if surplus:
        takes = ", ".join(known) or "none"
        raise Refused(f"{hook} has no argument {', '.join(surplus)}; its arguments: {takes}")


def _required(function: Callable[..., object]) -> list[str]:
    starred = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    parameters = inspect.signature(function).parameters.values()
    return [p.name for p in parameters if p.default is p.empty and p.kind not in starred]


def _refuse_unknown(hook: str) -> None:
    if hook not in HOOKS:
        near = get_close_matches(hook, HOOKS, n=1)
        raise Refused(f"unknown hook {hook}" + (f"; did you mean {near[0]}?" if near else ""))
