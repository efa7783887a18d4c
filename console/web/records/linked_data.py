"""A record in the words of schema.org, as JSON-LD.

A call for tenders is a ``Demand``, a contract an ``Order``; every record is also the ``CreativeWork`` that a
reader cites: its dataset, its licence, the document it was read in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from core.model.dataset import Dataset

CONTEXT = "https://schema.org"
MEDIA_TYPE = "application/ld+json"
_LICENCES = {"Licence Ouverte 2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}


def linked_data(dataset: Dataset, row: Mapping[str, Any], base_url: str, address: str) -> dict[str, Any]:
    """The record; ``address`` is its page. What the row does not have is left out."""
    title = row.get(dataset.label_column) or row["id"]
    published = row.get(dataset.date_column) if dataset.date_column else None
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "CreativeWork",
            "@id": address,
            "url": address,
            "identifier": row["id"],
            "name": title,
            "description": row.get("description"),
            "inLanguage": "fr",
            "version": row.get("version"),
            "datePublished": _text(published),
            "dateModified": _text(row.get("lu_le")),
            "license": _LICENCES.get(dataset.licence, dataset.licence),
            "isBasedOn": row.get("document_url"),
            "isPartOf": {
                "@type": "Dataset",
                "name": dataset.title,
                "url": f"{base_url}/datasets/{dataset.name}",
            },
            "about": _about(dataset, row),
        }
    )


def _about(dataset: Dataset, row: Mapping[str, Any]) -> dict[str, Any] | None:
    if row.get("titulaire_nom"):
        return _filled(
            {
                "@type": "Order",
                "customer": _organisation(row, "acheteur"),
                "seller": _organisation(row, "titulaire"),
                "orderDate": _text(row.get("date_notification") or row.get("date_attribution")),
                "acceptedOffer": _offer(row, "montant", "montant_ht"),
                "orderedItem": row.get("objet") or row.get("intitule"),
            }
        )
    if dataset.declares("date_limite_reponse"):
        return _filled(
            {
                "@type": "Demand",
                "name": row.get("objet"),
                "itemOffered": row.get("cpv"),
                "availabilityEnds": _text(row.get("date_limite_reponse")),
                "areaServed": row.get("lieu_libelle"),
                "priceSpecification": _price(row, "montant_estime"),
                "offeredBy": _organisation(row, "acheteur"),
            }
        )
    return None


def _organisation(row: Mapping[str, Any], who: str) -> dict[str, Any] | None:
    name = row.get(f"{who}_nom")
    if not name:
        return None
    return _filled(
        {
            "@type": "Organization",
            "name": name,
            "taxID": row.get(f"{who}_siret") or row.get(f"{who}_siren"),
        }
    )


def _offer(row: Mapping[str, Any], *columns: str) -> dict[str, Any] | None:
    price = _price(row, *columns)
    return {"@type": "Offer", "priceSpecification": price} if price else None


def _price(row: Mapping[str, Any], *columns: str) -> dict[str, Any] | None:
    amount = next((row[name] for name in columns if row.get(name) is not None), None)
    if amount is None:
        return None
    currency = row.get("devise") or "EUR"
    return {"@type": "PriceSpecification", "price": amount, "priceCurrency": currency}


def _text(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date | datetime) else None


def _filled(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value not in (None, "", [])}
