"""What waits for a person, the most pressing first.

A conflict between what a person typed and what the document now says comes before what a reader reported,
and that before what the machine is unsure of; among the last, the least sure first. A row that many watches
were told of weighs more: an error there reached more people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from sqlalchemy import Connection

from console.web.access.visitor import Visitor
from console.web.site import Site
from core.model.dataset import Dataset
from core.storage.claims import Claim, Claims
from core.storage.reports import Reports
from core.storage.waiting import Waiting

CONFLICT, REPORT, DOUBT = "conflit", "signalement", "doute"
MOTIVES = (CONFLICT, REPORT, DOUBT)
_WEIGHT = {CONFLICT: 100.0, REPORT: 80.0, DOUBT: 0.0}
_UNSURE = 60.0
_FOLLOWED = 8.0
_CANDIDATES = 150
"""Rows looked at of each dataset and motive: who has done those finds the next."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A row that waits; ``watches`` were told of it, ``claim`` says who is at it."""

    dataset: Dataset
    row: Mapping[str, Any]
    motives: tuple[str, ...]
    watches: int
    claim: Claim | None

    @property
    def id(self) -> str:
        """The row's id."""
        return str(self.row["id"])

    @property
    def sure(self) -> float:
        """How sure the least sure of its values is."""
        known = self.row.get("confiance")
        return 1.0 if known is None else float(known)

    @property
    def pressure(self) -> float:
        """How pressing it is; no unit."""
        motive = max(_WEIGHT[each] for each in self.motives)
        return motive + _UNSURE * (1 - self.sure) + _FOLLOWED * log2(1 + self.watches)


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which dataset and motive rows are wanted; empty for all."""

    dataset: str = ""
    motive: str = ""


def owned(site: Site, visitor: Visitor) -> dict[str, Dataset]:
    """The datasets that the visitor may review."""
    stored = site.database.catalogue
    return {name: each for name, each in site.datasets.items() if name in stored and visitor.owns(name)}


def pressing(site: Site, tx: Connection, visitor: Visitor, asked: Asked) -> list[Pressing]:
    """What waits in the datasets of the visitor, the most pressing first."""
    mine = owned(site, visitor)
    names = [name for name in mine if asked.dataset in ("", name)]
    reported: dict[str, set[str]] = {name: set() for name in names}
    for name, record in Reports(tx).reported(names, _CANDIDATES):
        reported[name].add(record)
    found = [
        each for name in names for each in _of_dataset(site, tx, mine[name], reported[name], asked.motive)
    ]
    return sorted(found, key=lambda each: (-each.pressure, each.dataset.name, each.id))


def counts(site: Site, tx: Connection, visitor: Visitor) -> dict[str, int]:
    """How many rows wait in each dataset of the visitor."""
    return {name: Waiting(tx, site.database.catalogue[name]).count() for name in owned(site, visitor)}


def _of_dataset(
    site: Site, tx: Connection, dataset: Dataset, reported: Collection[str], motive: str
) -> Iterable[Pressing]:
    waiting = Waiting(tx, site.database.catalogue[dataset.name])
    torn = waiting.conflicts(_CANDIDATES)
    conflicts = {row["id"] for row in torn}
    doubtful = waiting.doubtful(_CANDIDATES) if motive in ("", DOUBT) else []
    rows = {row["id"]: row for row in (*torn, *waiting.named(sorted(reported)), *doubtful)}
    followed = waiting.followed(list(rows))
    claims = Claims(tx).of(dataset.name, list(rows), site.now())
    for record, row in rows.items():
        told = (record in conflicts, record in reported, _unsure(dataset, row))
        motives = tuple(name for name, holds in zip(MOTIVES, told, strict=True) if holds)
        if motives and (not motive or motive in motives):
            yield Pressing(dataset, row, motives, followed.get(record, 0), claims.get(record))


def _unsure(dataset: Dataset, row: Mapping[str, Any]) -> bool:
    waits = row[dataset.status_column] == "a_verifier"
    return waits and (row["confiance"] is None or row["confiance"] < dataset.review_below)
