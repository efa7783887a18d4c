"""Awarded and failed lots as the awards of a release, and the offers as statistics of bids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from console.exports.ocds.parties import Parties
from console.exports.ocds.values import Row, kept, moment, value

STATUSES = {
    "attribue": "active",
    "prevu": "pending",
    "infructueux": "unsuccessful",
    "sans_suite": "cancelled",
}


def awards(rows: Iterable[Row], parties: Parties) -> list[dict[str, Any]]:
    """One award a lot and winner; members of a joint award are its suppliers together."""
    ordered = sorted(rows, key=_of)
    return [_award(list(group), parties) for _, group in groupby(ordered, key=_of)]


def _of(row: Row) -> tuple[str, ...]:
    lot = str(row.get("numero_lot") or "")
    joint = f"{row.get('montant')}" if row.get("groupement") else f":{row['id']}"
    return (lot, joint)


def _award(members: Sequence[Row], parties: Parties) -> dict[str, Any]:
    row = members[0]
    withdrawn = row.get("statut_publication") == "retire"
    return kept(
        id=row["id"],
        title=row.get("intitule"),
        status="cancelled" if withdrawn else STATUSES.get(str(row.get("statut"))),
        date=moment(row.get("date_attribution")),
        value=value(row.get("montant"), row.get("devise")),
        suppliers=[found for each in members if (found := _supplier(each, parties))],
        relatedLots=[row["numero_lot"]] if row.get("numero_lot") else None,
        hasSubcontracting=row.get("sous_traitance"),
    )


def _supplier(row: Row, parties: Parties) -> dict[str, str] | None:
    return parties.add(
        "supplier",
        row.get("titulaire_nom"),
        row.get("titulaire_siret"),
        locality=row.get("titulaire_ville"),
        postalCode=row.get("titulaire_code_postal"),
    )


def bids(rows: Iterable[Row]) -> dict[str, Any] | None:
    """How many offers came, for each lot once, with the lowest and the highest."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        lot = row.get("numero_lot")
        for measure, column in (
            ("bids", "nb_offres"),
            ("lowestValidBidValue", "offre_min"),
            ("highestValidBidValue", "offre_max"),
        ):
            if row.get(column) is not None:
                key = f"{measure}-{lot or row['id_avis']}"
                found.setdefault(key, _statistic(key, measure, row, column))
    return {"statistics": list(found.values())} if found else None


def _statistic(key: str, measure: str, row: Row, column: str) -> dict[str, Any]:
    currency = None if measure == "bids" else row.get("devise") or "EUR"
    lot = row.get("numero_lot")
    return kept(id=key, measure=measure, currency=currency, relatedLot=lot) | {"value": row[column]}
