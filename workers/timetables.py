"""The timetable of a source or a duty: the operator's, else the declared one, else a pace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from core.errors import InputError
from core.model.source import Source
from core.model.timetable import Pace, Timetable
from core.model.timetable_setting import TimetableSetting
from workers.duties import Duty

LEAST_PAUSE = timedelta(hours=1)
"""No source is asked more often than this unless the operator says so."""

Settings = Mapping[str, Literal["off"] | TimetableSetting]


def timetable_of(one: Source | Duty, settings: Settings) -> Timetable | None:
    """When it is due; None if the operator has switched it off."""
    given = settings.get(one.name)
    if given == "off":
        return None
    if isinstance(given, TimetableSetting):
        return given.made()
    if one.timetable is not None:
        return one.timetable
    return Pace(pause(one)) if isinstance(one, Source) else None


def pause(source: Source) -> timedelta:
    """Time between two runs: a quarter of the longest normal silence, an hour at least and a day at most."""
    return max(LEAST_PAUSE, min(source.cadence / 4, timedelta(days=1)))


def check_names(settings: Settings, known: set[str]) -> None:
    """Raise InputError where a timetable is set for what does not exist: it would silently do nothing."""
    unknown = sorted(set(settings) - known)
    if unknown:
        raise InputError(
            f"VEILLE_TIMETABLES: unknown {', '.join(unknown)}", hint=f"Known: {', '.join(sorted(known))}."
        )
