"""A row of a dataset and its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.model.evidence import Evidence

Proof = tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A normalised row: typed values by column, where each was read, and how sure it is.

    ``values`` holds Python natives: str, int, float, bool, date, datetime (aware, Europe/Paris), list, dict;
    a column that is unknown is absent or None.
    """

    dataset: str
    id: str
    values: Mapping[str, Any]
    evidence: Mapping[str, Proof]
    confidence: Mapping[str, float]
    warnings: tuple[str, ...]
    document_sha256: str
    document_url: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs between two versions."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of a record: 1 for the first reading, +1 for each material change."""

    dataset: str
    id: str
    version: int
    at: datetime
    cause: str
    changes: tuple[Change, ...] = field(default_factory=tuple)
