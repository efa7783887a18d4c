"""What is to be done at set times beside fetching: one module a duty, discovered, never registered."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from core.model.timetable import Timetable
from workers.context import Context


@dataclass(frozen=True, slots=True)
class Duty:
    """A module of this folder has one as ``DUTY``; the operator may set another timetable under its ``name``.

    ``perform`` runs in a worker, on any host, never twice at once. It writes in transactions of its own and
    may be called again for the same slot, after a crash or an error: what was done must not be done twice.
    A ``heavy`` one takes more than a second or two, and waits for a worker of heavy steps.
    """

    name: str
    timetable: Timetable
    perform: Callable[[Context], None]
    heavy: bool = False

    @property
    def stage(self) -> str:
        """The stage of the queue it is performed in."""
        return "chore" if self.heavy else "duty"


@cache
def duties() -> dict[str, Duty]:
    """Every duty by name."""
    modules = pkgutil.iter_modules(__path__, f"{__name__}.")
    found = [getattr(importlib.import_module(module.name), "DUTY", None) for module in modules]
    return {each.name: each for each in found if isinstance(each, Duty)}
