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
    """A part of a document that is not read, with the reason (law 10, or an unreadable part).

    ``forbids`` is how the ids of records begin that no document may give, with a colon at the end: those of a
    text that is refused in the summary of its issue, whichever way the text itself comes.
    """

    code: str
    message: str
    path: str = ""
    forbids: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many distinct paths of a document, indexes taken out, are read, ignored by name, or unknown.

    A path is that of a leaf of a tree with a text; on a page, whose words have none, a label; in a table the
    heading of a column.
    """

    read: int = 0
    ignored: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """All the paths that are filled; 0 where nothing was counted."""
        return self.read + self.ignored + self.unknown

    def shares(self) -> dict[str, float]:
        """The share of the paths, 0 to 1, that is read, ignored, unknown; 0 where nothing was counted."""
        counts = {"read": self.read, "ignored": self.ignored, "unknown": self.unknown}
        return {name: count / self.total if self.total else 0.0 for name, count in counts.items()}


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
    coverage: Coverage = Coverage()
