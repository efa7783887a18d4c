"""What a query asks for, one thing each; ``wanted`` is how the subscriber typed it."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.watch import Range


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a phrase, as stems; in any searched text, or in those of one field."""

    wanted: str
    stems: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a field must have, as :func:`workers.matching.facts.keys` gives it."""

    field: str
    value: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Near:
    """A place within some kilometres of a point (degrees, WGS 84)."""

    latitude: float
    longitude: float
    km: float
    wanted: str


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds that the figure of a field must be between."""

    field: str
    bounds: Range
    wanted: str


Term = Atom | Value | Near


@dataclass(frozen=True, slots=True)
class Query:
    """A conjunction of alternatives and of bounds, and what must not be there."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    bounds: tuple[Between, ...] = ()
