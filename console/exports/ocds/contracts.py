"""A row of marches-conclus as an award and the contract that it led to."""

from __future__ import annotations

from typing import Any

from console.exports.ocds.parties import Parties
from console.exports.ocds.values import Row, items, kept, moment, period, value


def award_of(row: Row, parties: Parties) -> dict[str, Any]:
    """The award: OCDS names the suppliers there and not in the contract."""
    holders = row.get("titulaires") or [
        {"nom": row.get("titulaire_nom"), "siret": row.get("titulaire_siret")}
    ]
    suppliers = [parties.add("supplier", each.get("nom"), each.get("siret")) for each in holders]
    return kept(
        id=row["id"],
        title=row.get("objet"),
        status="cancelled" if row.get("statut") == "retire" else "active",
        value=value(row.get("montant_ht")),
        suppliers=[each for each in suppliers if each],
        items=items(row),
    )


def contract_of(row: Row) -> dict[str, Any]:
    """The contract, with what changed it later."""
    return kept(
        id=row["id"],
        awardID=row["id"],
        title=row.get("objet"),
        status="cancelled" if row.get("statut") == "retire" else None,
        value=value(row.get("montant_ht")),
        period=period(row.get("duree_mois")),
        dateSigned=moment(row.get("date_notification")),
        items=items(row),
        amendments=[
            kept(
                id=f"{row['id']}-{each.get('numero') or number}",
                date=moment(each.get("date")),
                description=each.get("objet"),
            )
            for number, each in enumerate(row.get("modification") or [], start=1)
        ],
    )
