"""One row of a list as a contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.model.reading import ColumnValue, Reading, Value
from crawlers.procurement.marches_conclus.grid import Row, value_of
from crawlers.procurement.marches_conclus.headings import unit_of
from crawlers.procurement.marches_conclus.holder import read_holder
from crawlers.procurement.marches_conclus.layout import Layout
from crawlers.procurement.marches_conclus.price import read_price
from crawlers.procurement.marches_conclus.titles import kind_of_cell
from crawlers.procurement.marches_conclus.words import plain

DATASET = "marches-conclus"
SHORT_YEAR = "annee_sur_deux_chiffres:date_notification"
NO_HOLDER = "titulaire_absent:titulaire_nom"
SHARED_SUBJECT = "objet_de_la_ligne_precedente:objet"

_DIRECT = {
    "cpv": "cpv",
    "duree": "duree_mois",
    "procedure": "procedure",
    "siret": "titulaire_siret",
    "acheteur_siret": "acheteur_siret",
    "lieu": "lieu_libelle",
    "date": "date_notification",
}
"""Fields that are columns as they are."""


@dataclass(frozen=True, slots=True)
class Section:
    """What the titles above a row say, and what the whole list says."""

    bracket: Value | None = None
    kind: Value | None = None
    buyer: Value | None = None
    is_net: bool = False


def read_contract(row: Row, layout: Layout, section: Section, id_: str, subject: Value | None) -> Reading:
    """The contract of a row; ``subject`` stands in for an empty cell under a subject that lots share."""
    values: dict[str, ColumnValue] = {}
    warnings: list[str] = []
    _put(values, source=_source(row), tranche=section.bracket, acheteur_nom=section.buyer)
    _put(values, objet=_subject(row, layout) or subject, nature=_kind(row, layout) or section.kind)
    own = {name: _cell(row, layout, field) for field, name in _DIRECT.items()}
    _put(values, **own)
    _put(values, duree_mois=_duration(own["duree_mois"], layout.heading("duree")))
    short = _with_century(own["date_notification"])
    if short:
        values["date_notification"] = short
        warnings.append(SHORT_YEAR)
    _put(values, tranche=_cell(row, layout, "tranche"), acheteur_nom=_cell(row, layout, "acheteur"))
    where = [_cell(row, layout, name) for name in ("titulaire", "code_postal", "ville", "adresse")]
    _put(values, **read_holder(*where))
    price = _cell(row, layout, "montant")
    if price:
        amount, told = read_price(price, layout.heading("montant"), list_is_net=section.is_net)
        _put(values, montant_ht=amount)
        warnings += told
    if "titulaire_nom" not in values:
        warnings.append(NO_HOLDER)
    if _subject(row, layout) is None:
        warnings.append(SHARED_SUBJECT)
    return Reading(DATASET, id_, values, tuple(warnings))


_SHORT = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d{2})")


def _with_century(day: Value | None) -> Value | None:
    """``02/04/15`` as 2 April 2015: a list is of one country and one order, and no older than the figures."""
    short = _SHORT.fullmatch(day.text.strip()) if day else None
    return replace(day, text=f"{short[1]}20{short[2]}") if day and short else None


def _duration(cell: Value | None, heading: str) -> Value | None:
    """A bare number with the unit of its heading; the normalizer reads it in months where none is given."""
    unit = unit_of(heading)
    bare = cell is not None and cell.text.strip().replace(",", "").replace(".", "").isdigit()
    return replace(cell, text=f"{cell.text.strip()} {unit}") if cell and unit and bare else None


def _put(values: dict[str, ColumnValue], **given: Value | None) -> None:
    values.update({name: value for name, value in given.items() if value})


def _cell(row: Row, layout: Layout, field: str) -> Value | None:
    cell = layout.cell(row, field)
    return value_of(cell) if cell else None


def _source(row: Row) -> Value:
    first = value_of(row.filled()[0])
    return replace(first, text=DATASET)


def _subject(row: Row, layout: Layout) -> Value | None:
    """The subject, with the lot of its own column behind it."""
    return _joined([_cell(row, layout, "objet"), _lot(row, layout)])


def _lot(row: Row, layout: Layout) -> Value | None:
    lot = _cell(row, layout, "lot")
    if lot is None or plain(lot.text).startswith("lot") or not lot.text[0].isdigit():
        return lot
    return replace(lot, text=f"Lot {lot.text}")


def _joined(parts: Iterable[Value | None]) -> Value | None:
    kept = [part for part in parts if part]
    if len(kept) < 2:
        return kept[0] if kept else None
    lecture = " - ".join(part.evidence.lecture for part in kept)
    text = " - ".join(part.text for part in kept)
    return Value(text, replace(kept[0].evidence, lecture=lecture))


def _kind(row: Row, layout: Layout) -> Value | None:
    cell = _cell(row, layout, "nature")
    kind = kind_of_cell(cell.text) if cell else None
    return replace(cell, text=kind) if cell and kind else None
