"""A notice and its lots as the tender of a release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from console.exports.ocds.parties import Parties
from console.exports.ocds.values import CATEGORIES, Row, items, kept, moment, period, value

METHODS = {
    "ouverte": "open",
    "restreinte": "selective",
    "negociee": "selective",
    "dialogue_competitif": "selective",
    "partenariat_innovation": "selective",
    "negociee_sans_publicite": "limited",
}
"""The EU profile's table; a procédure adaptée, a contest, a concession may be either and give no code."""

PLANNED, ACTIVE, CANCELLED, COMPLETE, UNSUCCESSFUL = (
    "planned",
    "active",
    "cancelled",
    "complete",
    "unsuccessful",
)
STATUSES = {
    "preinformation": PLANNED,
    "consultation": ACTIVE,
    "rectificatif": ACTIVE,
    "annulation": CANCELLED,
    "attribution": COMPLETE,
    "modification": COMPLETE,
    "execution": COMPLETE,
    "intention": COMPLETE,
    "sans_suite": UNSUCCESSFUL,
}


def tender(row: Row, lots: Sequence[Row], parties: Parties) -> dict[str, Any]:
    """The tender that a notice tells."""
    kinds = [CATEGORIES[each] for each in row.get("type_marche") or [] if each in CATEGORIES]
    buyer = _buyer(row, parties, "procuringEntity")
    currency = row.get("devise")
    return kept(
        id=row.get("id_procedure") or row["id"],
        title=row.get("objet"),
        description=row.get("description"),
        status=CANCELLED if row.get("statut") == "retire" else STATUSES.get(str(row.get("type_avis"))),
        procuringEntity=buyer,
        items=items(row),
        value=value(row.get("montant_estime"), currency),
        minValue=value(row.get("montant_min"), currency),
        mainProcurementCategory=kinds[0] if len(kinds) == 1 else None,
        additionalProcurementCategories=kinds if len(kinds) > 1 else None,
        procurementMethod=METHODS.get(str(row.get("procedure"))),
        procurementMethodDetails=row.get("procedure_libelle"),
        tenderPeriod=kept(endDate=moment(row.get("date_limite_reponse"))),
        contractPeriod=period(row.get("duree_mois")),
        documents=_documents(row),
        lots=[_lot(each) for each in lots],
    )


def buyers(row: Row, parties: Parties) -> dict[str, str] | None:
    """The buyer; the others of a joint purchase are parties too."""
    first = _buyer(row, parties, "buyer")
    for each in row.get("acheteurs") or []:
        parties.add("buyer", each.get("nom"), each.get("siret"))
    return first


def _buyer(row: Row, parties: Parties, role: str) -> dict[str, str] | None:
    return parties.add(
        role,
        row.get("acheteur_nom"),
        row.get("acheteur_siret"),
        locality=row.get("acheteur_ville"),
        postalCode=row.get("acheteur_code_postal"),
    )


def _documents(row: Row) -> list[dict[str, Any]]:
    """Where the notice and the documents of the call are."""
    found = (("avis", "tenderNotice", "url"), ("dce", "biddingDocuments", "url_dce"))
    published = moment(row.get("date_publication"))
    return [
        kept(
            id=f"{row['id']}-{name}",
            documentType=kind,
            url=row.get(column),
            datePublished=published if name == "avis" else None,
        )
        for name, kind, column in found
        if row.get(column)
    ]


def _lot(row: Row) -> dict[str, Any]:
    return kept(
        id=str(row.get("numero_lot") or row["id"]),
        title=row.get("intitule"),
        description=row.get("description"),
        value=value(row.get("montant_estime")),
        minValue=value(row.get("montant_min")),
        contractPeriod=period(row.get("duree_mois")),
    )
