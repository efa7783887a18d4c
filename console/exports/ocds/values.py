"""Values of rows in the terms of OCDS; what is unknown is absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from core.clock import PARIS, paris

Row = Mapping[str, Any]

CATEGORIES = {"travaux": "works", "fournitures": "goods", "services": "services"}
DAYS_IN_A_MONTH = 30
"""As the EU profile turns months into days."""


def kept(**members: Any) -> dict[str, Any]:
    """The members that are known."""
    return {name: value for name, value in members.items() if value not in (None, [], {})}


def value(amount: float | None, currency: str | None = "EUR") -> dict[str, Any] | None:
    """An amount with its currency."""
    return None if amount is None else {"amount": amount, "currency": currency or "EUR"}


def moment(given: str | date | datetime | None) -> str | None:
    """A date-time (RFC 3339); a day is its first instant in Paris."""
    if given is None:
        return None
    if isinstance(given, str):
        given = (
            date.fromisoformat(given) if len(given) == len("2026-03-03") else datetime.fromisoformat(given)
        )
    if isinstance(given, datetime):
        return paris(given).isoformat(timespec="seconds")
    return datetime.combine(given, time(), PARIS).isoformat(timespec="seconds")


def period(months: int | None) -> dict[str, Any] | None:
    """A duration."""
    return {"durationInDays": months * DAYS_IN_A_MONTH} if months else None


def cpv(code: str | None) -> dict[str, str] | None:
    """A classification."""
    return {"scheme": "CPV", "id": code} if code else None


def items(row: Row, lot: str | None = None) -> list[dict[str, Any]]:
    """What is bought, one item: its CPV codes and where it is performed."""
    found = kept(
        classification=cpv(row.get("cpv")),
        additionalClassifications=[cpv(code) for code in row.get("cpv_secondaires") or []],
        deliveryAddresses=_places(row),
    )
    return [kept(id=lot or "1", relatedLot=lot) | found] if found else []


def _places(row: Row) -> list[dict[str, str]]:
    """Where the contract is performed, if that is stated."""
    if row.get("lieu_source") != "execution":
        return []
    regions = row.get("code_nuts") or [None]
    return [
        place
        for region in regions
        if (place := kept(locality=row.get("lieu_libelle"), region=region, countryName=_country(row)))
    ]


def _country(row: Row) -> str | None:
    return "France" if row.get("code_departement") else None
