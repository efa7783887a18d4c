"""How a reader says how long its document is, so that the clock gives it more time."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[int], None]] = []


def announce(count: int) -> None:
    """Tell the number of pages of the document being read; nothing happens outside a sandbox."""
    for listener in _listeners:
        listener(count)


def listen(listener: Callable[[int], None]) -> None:
    """Call ``listener`` at each announcement in this process."""
    _listeners.append(listener)
