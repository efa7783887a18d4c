"""Which values of a record lead to the page of an organisation or a commune."""

from __future__ import annotations

from urllib.parse import quote

from core.model.dataset import Column

NAMES = {
    "acheteur_siren": "acheteur_nom",
    "titulaire_siren": "titulaire_nom",
    "entreprise_siren": "entreprise_nom",
}
"""Columns that hold the SIREN of an organisation, with those of its name."""

COLUMNS = ("code_commune", "acheteur_code_commune", "titulaire_code_commune")
"""Columns that hold the code of a commune: where it takes place, where the buyer and the winner are."""


def subject_of(column: Column, value: object) -> str:
    """The path of the page of what a value names; empty where it names neither."""
    if not isinstance(value, str) or not value:
        return ""
    if column.name in NAMES:
        return f"/organisations/{quote(value, safe='')}"
    return f"/communes/{quote(value, safe='')}" if column.name in COLUMNS else ""
