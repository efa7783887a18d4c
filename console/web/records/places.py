"""The places where a record's values were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.dataset import Column, Dataset
from core.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one column; ``number`` counts the places of the column from 0."""

    column: Column
    number: int
    evidence: Evidence

    @property
    def anchor(self) -> str:
        """How an address names the place: ``objet``, ``cpv_secondaires.1``."""
        return f"{self.column.name}.{self.number}" if self.number else self.column.name


def places_of(dataset: Dataset, proofs: Mapping[str, Any] | None) -> list[Place]:
    """The places in the order of the dataset's columns; ``proofs`` is the stored ``preuves``."""
    known = proofs or {}
    return [
        Place(column, number, evidence)
        for column in dataset.columns
        for number, evidence in enumerate(_evidences(known.get(column.name)))
    ]


def _evidences(stored: Any) -> list[Evidence]:
    """One place is stored as an object, several as a list of them."""
    found = stored if isinstance(stored, list) else [stored] if stored else []
    return [Evidence.from_dict(each) for each in found]
