"""The places where a record's values were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.dataset import Column, Dataset
from core.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one column; ``number`` counts the places of the column from 0.

    ``record`` is the later notice in whose document the value was read, empty for the record's own.
    """

    column: Column
    number: int
    evidence: Evidence
    record: str = ""

    @property
    def anchor(self) -> str:
        """How an address names the place: ``objet``, ``cpv_secondaires.1``."""
        return f"{self.column.name}.{self.number}" if self.number else self.column.name


def places_of(dataset: Dataset, proofs: Mapping[str, Any] | None) -> list[Place]:
    """The places in the order of the dataset's columns; ``proofs`` is the stored ``preuves``."""
    known = proofs or {}
    return [
        Place(column, number, Evidence.from_dict(stored), stored.get("avis", ""))
        for column in dataset.columns
        for number, stored in enumerate(_stored(known.get(column.name)))
    ]


def _stored(proof: Any) -> list[dict[str, Any]]:
    """One place is stored as an object, several as a list of them."""
    return proof if isinstance(proof, list) else [proof] if proof else []
