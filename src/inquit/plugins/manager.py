"""Finds plug-ins and asks them; one that fails is named once, and everything else goes on without it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any, TypeVar

import click
import pluggy

from inquit import __version__
from inquit.errors import InquitError
from inquit.plugins import hookspecs
from inquit.plugins.parts import Exporter, Route, Source

GROUP = "inquit"
"""Of entry points."""

CHOICE = "INQUIT_PLUGINS"
"""Environment variable: the names of the plug-ins to load, between commas; empty for none, unset for all."""

KINDS: dict[str, type[Any]] = {
    "register_commands": click.Command,
    "register_sources": Source,
    "register_exporters": Exporter,
    "register_routes": Route,
}
"""What each hook but `startup` gives."""

# A plug-in that calls sys.exit while it is loaded must not end the program either.
TROUBLE = (Exception, SystemExit)
LOGGER = logging.getLogger(__name__)
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Installed:
    """A plug-in that was found.

    Attributes:
        name: Of its entry point.
        package: Package and version that it came with, "inquit-broadcast 0.1"; empty for one that a program registered.
        hooks: Those that it implements, sorted.
        problems: Why it, or a part of it, was left out.
    """

    name: str
    package: str
    hooks: tuple[str, ...]
    problems: tuple[str, ...]


class Plugins:
    """The plug-ins of a process."""

    def __init__(self) -> None:
        self._pluggy = pluggy.PluginManager(GROUP)
        self._pluggy.add_hookspecs(hookspecs)
        self._packages: dict[str, str] = {}
        self._problems: dict[str, list[str]] = {}
        self._sources: tuple[Source, ...] | None = None

    def load(self) -> None:
        """Load what is installed and chosen, in the order of the names."""
        found = {entry.name: entry for entry in entry_points(group=GROUP)}
        chosen = _chosen()
        for name in sorted(found if chosen is None else chosen):
            if name in found:
                self._load(found[name])
            else:
                there = f"there are: {', '.join(sorted(found))}" if found else "there are none"
                self.left_out(name, f"{CHOICE} names it and it is not installed; {there}")

    def _load(self, entry: EntryPoint) -> None:
        self._packages[entry.name] = f"{entry.dist.name} {entry.dist.version}" if entry.dist else ""
        try:
            self.register(entry.load(), entry.name)
        except TROUBLE as error:
            self.left_out(entry.name, error)

    def register(self, plugin: object, name: str) -> None:
        """Take in a plug-in: a module or object that implements hooks.

        Raises:
            InquitError: It implements a hook that there is not.
            Exception: Whatever its `startup` raises.
        """
        self._packages.setdefault(name, "")
        self._pluggy.register(plugin, name)
        try:
            self._check_hooks(plugin)
            for hook in self._pluggy.hook.startup.get_hookimpls():
                if hook.plugin is plugin:
                    hook.function(**dict.fromkeys(hook.argnames, __version__))
        except TROUBLE:
            self._pluggy.unregister(name=name)
            raise
        self._sources = None

    def _check_hooks(self, plugin: object) -> None:
        for caller in self._pluggy.get_hookcallers(plugin) or ():
            if not caller.has_spec():
                near = get_close_matches(caller.name, known := ["startup", *KINDS], n=1) or known
                raise InquitError(f"there is no hook {caller.name!r}", remedy=f"take {', '.join(near)}")

    def left_out(self, name: str, why: str | BaseException) -> None:
        """Name a plug-in that failed, on stderr unless the program logs elsewhere, once for each reason."""
        told = why if isinstance(why, str) else _reason(why)
        known = self._problems.setdefault(name, [])
        if told not in known:
            known.append(told)
            package = f" ({self._packages[name]})" if self._packages.get(name) else ""
            LOGGER.warning("inquit: plug-in %r%s is left out: %s", name, package, told)

    def commands(self, taken: frozenset[str] = frozenset()) -> dict[str, click.Command]:
        """The commands by name, but for names that are taken."""
        return self._by_name("register_commands", taken)

    def exporters(self, taken: frozenset[str] = frozenset()) -> dict[str, Exporter]:
        """The exporters by name, but for names that are taken."""
        return self._by_name("register_exporters", taken)

    def routes(self) -> list[tuple[str, Route]]:
        """The pages, each with the name of its plug-in."""
        return list(self._parts("register_routes", Route))

    def source_of(self, head: bytes, where: str) -> Source | None:
        """The source that claims an input; `None` where none does."""
        if self._sources is None:
            self._sources = tuple(source for _, source in self._parts("register_sources", Source))
        for source in self._sources:
            try:
                if source.claims(head, where):
                    return source
            except TROUBLE as error:
                self.left_out(source.name, error)
        return None

    def installed(self) -> tuple[Installed, ...]:
        """All that were found, sorted by name; each was asked for all that it gives, so that what fails is known."""
        for hook, kind in KINDS.items():
            if hook != "register_routes" or find_spec("fastapi") is not None:  # else there is no site to add pages to
                list(self._parts(hook, kind))
        return tuple(
            Installed(name, self._packages.get(name, ""), self._hooks(name), tuple(self._problems.get(name, ())))
            for name in sorted(self._packages.keys() | self._problems.keys())
        )

    def _hooks(self, name: str) -> tuple[str, ...]:
        plugin = self._pluggy.get_plugin(name)
        return tuple(sorted(caller.name for caller in self._pluggy.get_hookcallers(plugin) or ())) if plugin else ()

    def _parts(self, hook: str, kind: type[Part]) -> Iterator[tuple[str, Part]]:
        """What the plug-ins give to a hook, in the order of their names, without what is of a wrong kind."""
        for given in sorted(getattr(self._pluggy.hook, hook).get_hookimpls(), key=lambda each: str(each.plugin_name)):
            try:
                parts: list[Any] = list(given.function())
            except TROUBLE as error:
                self.left_out(given.plugin_name, error)
                continue
            for part in parts:
                if isinstance(part, kind):
                    yield given.plugin_name, part
                else:
                    told = f"{hook} gives {type(part).__name__} where {kind.__name__} is wanted"
                    self.left_out(given.plugin_name, told)

    def _by_name(self, hook: str, taken: frozenset[str]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for plugin, part in self._parts(hook, KINDS[hook]):
            if part.name in taken or part.name in found:
                self.left_out(plugin, f"the name {part.name!r} that it gives in {hook} is taken")
            else:
                found[part.name] = part
        return found


def _chosen() -> list[str] | None:
    told = os.environ.get(CHOICE)
    return None if told is None else [name for part in told.split(",") if (name := part.strip())]


def _reason(error: BaseException) -> str:
    return str(error) if isinstance(error, InquitError) else f"{type(error).__name__}: {error}"
