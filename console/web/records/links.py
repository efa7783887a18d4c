"""Records that name one another: the lots of a notice, the notice that a rectificatif mends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.model.dataset import Dataset
from core.storage.queries import Filter, Order, Rows, Test

REFERENCES = {
    "id_avis": "avis-marches",
    "avis_lies": "avis-marches",
    "avis_suivants": "avis-marches",
    "id_jorftext_lie": "nominations-professions-juridiques",
    "annonce_precedente": "designations-judiciaires",
}
"""Columns that hold the id of a record, with the dataset it is of."""

PUBLICATIONS = {"annonce_precedente": 1, "id_jorftext_lie": 2}
"""Those that hold the id of a publication, which ids of its records begin with, and the numbers after it."""

_PROCEDURE = "id_procedure"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Link:
    """A linked record; ``row`` is None where the record is named but not published here."""

    dataset: Dataset
    id: str
    row: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Linked records of one kind; ``more`` is the query of the table that has them all."""

    kind: str
    dataset: Dataset
    links: tuple[Link, ...]
    total: int
    more: tuple[str, str] | None = None


def links_of(
    rows: Rows, datasets: Mapping[str, Dataset], dataset: Dataset, row: Mapping[str, Any]
) -> list[Group]:
    """What a record names, what names it, and what else belongs to its procedure."""
    named = [
        _published(rows, datasets[target], row.get(column))
        if column in PUBLICATIONS
        else _named(rows, datasets[target], row.get(column))
        for column, target in _references(dataset)
    ]
    naming = [
        _found(rows, "naming", other, Filter(column, Test.EQUALS, _name(column, row["id"])), row["id"])
        for other in datasets.values()
        for column, target in _references(other)
        if target == dataset.name and not other.column(column).many
    ]
    procedure = row.get(_PROCEDURE)
    same = [
        _found(rows, "procedure", other, Filter(_PROCEDURE, Test.EQUALS, procedure), row["id"])
        for other in datasets.values()
        if procedure and _has(other, _PROCEDURE) and not _refers(other, dataset)
    ]
    told = {(link.dataset.name, link.id) for group in (*named, *naming) for link in group.links}
    return [group for group in (*named, *naming, *(_without(each, told) for each in same)) if group.links]


def _without(group: Group, told: Collection[tuple[str, str]]) -> Group:
    """The group without the records that stand above it already."""
    links = tuple(each for each in group.links if (each.dataset.name, each.id) not in told)
    return replace(group, links=links, total=group.total - len(group.links) + len(links))


def _references(dataset: Dataset) -> list[tuple[str, str]]:
    return [(column, target) for column, target in REFERENCES.items() if _has(dataset, column)]


def _refers(other: Dataset, dataset: Dataset) -> bool:
    """Whether its records of this procedure are listed as naming this record anyhow."""
    return any(target == dataset.name for _, target in _references(other)) and other is not dataset


def _has(dataset: Dataset, name: str) -> bool:
    return any(column.name == name for column in dataset.columns)


def _named(rows: Rows, dataset: Dataset, value: Any) -> Group:
    ids = value if isinstance(value, list) else [value] if value else []
    found = {record: rows.get(dataset.name, record) for record in ids[:_MOST]}
    links = tuple(Link(dataset, record, row) for record, row in found.items())
    return Group("named", dataset, links, len(ids))


def _published(rows: Rows, dataset: Dataset, publication: str | None) -> Group:
    """The records of a publication, else the publication itself as one that is not published here."""
    if not publication:
        return Group("named", dataset, (), 0)
    here = [Filter("id", Test.STARTS, f"{publication}:")]
    found = list(rows.rows(dataset.name, here, Order("id"), limit=_MOST))
    links = tuple(Link(dataset, each["id"], each) for each in found)
    return Group("named", dataset, links or (Link(dataset, publication, None),), max(len(links), 1))


def _name(column: str, record: str) -> str:
    """How such a column names a record."""
    return record.rsplit(":", PUBLICATIONS[column])[0] if column in PUBLICATIONS else record


def _found(rows: Rows, kind: str, dataset: Dataset, same: Filter, itself: str) -> Group:
    here = [same, Filter("id", Test.DIFFERS, itself)]
    found = list(rows.rows(dataset.name, here, Order("id"), limit=_MOST + 1))
    total = len(found) if len(found) <= _MOST else rows.count(dataset.name, here)
    links = tuple(Link(dataset, row["id"], row) for row in found[:_MOST])
    return Group(kind, dataset, links, total, more=(same.column, same.value))
