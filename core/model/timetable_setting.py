"""A timetable as operators write it, in JSON: hours with days of rest, or a number of minutes."""

from __future__ import annotations

from datetime import time, timedelta

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.holidays import Kind
from core.model.timetable import Hours, Pace, Timetable


class TimetableSetting(BaseModel):
    """Hours of Paris, with the days of rest; or a pace."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: tuple[time, ...] = ()
    rests: frozenset[Kind] = frozenset()
    jitter_minutes: float = Field(default=10, ge=0, le=12 * 60)
    every_minutes: float | None = Field(default=None, ge=0.1)

    @model_validator(mode="after")
    def _one_of_two(self) -> TimetableSetting:
        if bool(self.at) == (self.every_minutes is not None):
            raise ValueError("give either at or every_minutes")
        if len(self.rests) >= len(Kind):
            raise ValueError("no day is left")
        return self

    def made(self) -> Timetable:
        """The timetable."""
        if self.every_minutes is not None:
            return Pace(timedelta(minutes=self.every_minutes))
        return Hours(self.at, self.rests, timedelta(minutes=self.jitter_minutes))
