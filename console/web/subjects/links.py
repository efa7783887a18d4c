"""Which values of a record lead to the page of an organisation or a commune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from core.model.dataset import Column, Dataset

NAMES = {
    "acheteur_siren": "acheteur_nom",
    "titulaire_siren": "titulaire_nom",
    "entreprise_siren": "entreprise_nom",
}
"""Columns that hold the SIREN of an organisation, with those of its name."""

COLUMNS = ("code_commune", "acheteur_code_commune", "titulaire_code_commune")
"""Columns that hold the code of a commune: where it takes place, where the buyer and the winner are."""

PROFESSION, COMMUNE, FIRM = "profession", "code_commune", "societe_nom"
"""Columns of acts about offices: of which profession, where, of which firm."""


def subject_of(column: Column, value: object) -> str:
    """The path of the page of what a value names; empty where it names neither."""
    if not isinstance(value, str) or not value:
        return ""
    if column.name in NAMES:
        return f"/organisations/{quote(value, safe='')}"
    return f"/communes/{quote(value, safe='')}" if column.name in COLUMNS else ""


def names_offices(dataset: Dataset) -> bool:
    """Whether the rows of a dataset are acts about offices of professions in communes."""
    return all(dataset.declares(name) for name in (PROFESSION, COMMUNE, FIRM))


def offices_of(dataset: Dataset, row: Mapping[str, Any]) -> str:
    """The path of the page of the offices that a row is about; empty where it is about none."""
    profession, commune = row.get(PROFESSION), row.get(COMMUNE)
    if not (profession and commune and names_offices(dataset)):
        return ""
    return f"/offices/{quote(str(profession), safe='')}/{quote(str(commune), safe='')}"
