"""What a source read in a document for one row of a dataset, before normalisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Value:
    """One value as read.

    ``text`` is what the normalizer receives: the words of the document or, for a coded field, the term of
    the dataset that the publisher's code stands for. ``evidence.lecture`` always has the document's words.
    """

    text: str
    evidence: Evidence
    confidence: float = 1.0


Part = Mapping[str, Value]
"""A structured element of a list column: ``{"libelle": …, "poids": …}``."""

ColumnValue = Value | tuple[Value, ...] | tuple[Part, ...]
"""A single value, the values of a list column, or its structured elements."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The values of one row, by column of the dataset."""

    dataset: str
    id: str
    values: Mapping[str, ColumnValue]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a document that is not read, with the reason (law 10, or an unreadable part)."""

    code: str
    message: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a source read in one document with one form."""

    source: str
    form: str
    sha256: str
    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = field(default_factory=tuple)
    """Paths of the document that nobody reads or ignores by name (indexes taken out), for the counters."""
