"""What a document says, read without the pipeline, and how many of its values the pipeline gives too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

AVIS, LOTS, ATTRIBUTIONS, MARCHES = "avis-marches", "lots-marches", "attributions-marches", "marches-conclus"

Row = dict[str, Any]
"""Values by column; a column that is not there is not judged, None is "the document does not say"."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The rows that one document must give, in its order; a dataset that is not there is not judged.

    ``notice`` is the id of the row of avis-marches where one file holds several documents.
    """

    where: str
    path: Path
    rows: dict[str, list[Row]]
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a source: its real files and the reader that knows nothing of our code."""

    source: str
    name: str
    read: Callable[[], Iterator[Expected]]


@dataclass(slots=True)
class Count:
    """How often a column is judged: in how many documents, how many values, how many alike."""

    documents: set[str] = field(default_factory=set)
    filled: int = 0
    equal: int = 0
    different: list[tuple[str, Any, Any]] = field(default_factory=list)

    def judge(self, where: str, expected: Any, read: Any) -> None:
        """Count one value; two empty ones are nothing to count."""
        self.documents.add(where)
        if expected is None and read is None:
            return
        self.filled += 1
        if expected == read:
            self.equal += 1
        else:
            self.different.append((where, expected, read))

    @property
    def share(self) -> float:
        """Equal values among the filled ones; 1 where none is filled."""
        return self.equal / self.filled if self.filled else 1.0
