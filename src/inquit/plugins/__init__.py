"""Plug-ins: packages of others that add commands, sources, formats and pages (docs/plugins.md).

They are loaded when one is first asked for, never by `import inquit`.
"""

from __future__ import annotations

from threading import RLock

import pluggy

from inquit.plugins.manager import Installed, Plugins
from inquit.plugins.parts import Exporter, Route, Source

__all__ = ["Exporter", "Installed", "Plugins", "Route", "Source", "hookimpl", "plugins"]

hookimpl = pluggy.HookimplMarker("inquit")
"""Marks the functions of a plug-in that are its hooks."""

_lock = RLock()  # a plug-in may ask for plug-ins while it is loaded
_loaded: list[Plugins] = []


def plugins() -> Plugins:
    """The plug-ins of this process, loaded at the first call."""
    with _lock:
        if not _loaded:
            found = Plugins()
            _loaded.append(found)
            found.load()
        return _loaded[0]
