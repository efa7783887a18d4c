"""Find and fetch publications; one module a source, discovered, never registered."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache

import crawlers.legal
import crawlers.procurement
from core.errors import InputError
from core.model.source import Source


@cache
def sources() -> dict[str, Source]:
    """Every source by name: the ``SOURCE`` of each module of crawlers.procurement and crawlers.legal."""
    found = {}
    for family in (crawlers.procurement, crawlers.legal):
        for module in pkgutil.iter_modules(family.__path__, f"{family.__name__}."):
            source = getattr(importlib.import_module(module.name), "SOURCE", None)
            if isinstance(source, Source):
                found[source.name] = source
    return dict(sorted(found.items()))


def fed(names: Iterable[str], known: Iterable[Source]) -> tuple[str, ...]:
    """The datasets that a source feeds; the others are computed of them (their quality, their statistics)."""
    read = {name for each in known for name in each.datasets}
    return tuple(name for name in names if name in read)


def source(name: str) -> Source:
    """The source of that name.

    Raises:
        InputError: there is none; the message lists the names.
    """
    try:
        return sources()[name]
    except KeyError:
        known = ", ".join(sources()) or "none"
        raise InputError(f"unknown source {name!r}", hint=f"Known sources: {known}.") from None
