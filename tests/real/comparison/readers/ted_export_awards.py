"""The awards, prizes and modified contracts of a form of R2.0.9."""

from __future__ import annotations

from typing import Any

from tests.real.comparison.model import Row
from tests.real.comparison.readers.values import amount, siret
from tests.real.comparison.readers.xml import nodes, text

OUTCOMES = {"PROCUREMENT_UNSUCCESSFUL": "infructueux", "PROCUREMENT_DISCONTINUED": "sans_suite"}


def rows(form: Any) -> list[Row]:
    """One row a winner, or a decision without winner."""
    found = [row for block in nodes(form, "AWARD_CONTRACT") for row in _awards(form, block)]
    return found + [row for block in nodes(form, "RESULTS") for row in _prizes(block)]


def published(below: Any, *paths: str) -> float | None:
    """The first amount that is not marked as not to be published."""
    for path in paths:
        for each in nodes(below, path):
            chain = [each, *each.iterancestors()]
            hidden = any(node.get("PUBLICATION") == "NO" for node in chain)
            value = None if hidden else amount("".join(each.itertext()))
            if value:
                return value
    return None


def _awards(form: Any, block: Any) -> list[Row]:
    lot = text(block, "LOT_NO")
    whole = bool(nodes(form, "OBJECT_CONTRACT/NO_LOT_DIVISION"))
    common: Row = {"intitule": text(block, "TITLE")}
    if lot is None or lot.isdigit():
        common["numero_lot"] = str(int(lot)) if lot and not whole else None
    for refused in nodes(block, "NO_AWARDED_CONTRACT"):
        said = [outcome for tag, outcome in OUTCOMES.items() if nodes(refused, tag)]
        return [common | {"statut": said[0] if said else "non_precise", "titulaire_nom": None}]
    changed = nodes(form, "MODIFICATIONS_CONTRACT")
    offers = text(block, ".//NB_TENDERS_RECEIVED")
    common |= {
        "statut": "attribue",
        "date_attribution": text(block, "AWARDED_CONTRACT/DATE_CONCLUSION_CONTRACT"),
        "nb_offres": int(offers) if offers else None,
        "montant": published(block, "AWARDED_CONTRACT/.//VAL_TOTAL"),
    }
    if changed:
        after = ".//VAL_TOTAL_AFTER", "DESCRIPTION_PROCUREMENT/.//VAL_TOTAL"
        common["montant"] = published(changed[0], *after) or common["montant"]
    holders = nodes(changed[0], ".//ADDRESS_CONTRACTOR") if changed else []
    holders = holders or nodes(block, "AWARDED_CONTRACT/.//ADDRESS_CONTRACTOR")
    return [common | _winner(each) for each in holders] or [common]


def _winner(address: Any) -> Row:
    name, country = text(address, "OFFICIALNAME"), text(address, "COUNTRY/@VALUE")
    found: Row = {"titulaire_nom": name, "titulaire_ville": text(address, "TOWN")}
    if country == "FR":
        found["titulaire_siret"] = siret(text(address, "NATIONALID") or name)
    return found


def _prizes(block: Any) -> list[Row]:
    for refused in nodes(block, "NO_AWARDED_PRIZE"):
        said = [outcome for tag, outcome in OUTCOMES.items() if nodes(refused, tag)]
        return [{"statut": said[0] if said else "non_precise", "titulaire_nom": None}]
    common: Row = {"statut": "attribue", "montant": published(block, "AWARDED_PRIZE/VAL_PRIZE")}
    return [common | _winner(each) for each in nodes(block, ".//ADDRESS_WINNER")] or [common]
