"""OBJET/LOTS: the lots, or the one block of details of an undivided procurement."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.annonce.criteres import criteria
from crawlers.procurement.boamp.annonce.objet import duration, put_amounts
from crawlers.procurement.boamp.values import lot_number

_NUMBER_FIRST = re.compile(
    r"^\s*(?:lots?\s*(?:n\s*[o°º]\s*)?(?P<called>\d{1,3}[a-z]?)\s*[:.–-]\s*(?=\D)|"
    r"(?P<bare>\d{1,3}[a-z]?)\s*[:.–-]\s+)",
    re.I,
)


def read_lots(objet: StrictReader) -> list[Fields]:
    """The columns of each LOT, with its ``criteres``."""
    return [_lot(each) for each in objet.at("LOTS/LOT")]


def _lot(lot: StrictReader) -> Fields:
    codes = lot.values("CPV/PRINCIPAL")
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(lot.value("NUM")),
        intitule=lot.value("INTITULE"),
        description=lot.value("DESCRIPTION"),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        lieu_code_nuts=lot.values("CODE_NUTS"),
        lieu_libelle=lot.value("LIEU_PRINCIPAL"),
        duree_mois=duration(lot),
        criteres=criteria(lot),
    )
    put_amounts(lot, "", fields)
    lot.values("*/@DEVISE")
    return fields


def titled(lots: list[Fields]) -> list[Fields]:
    """Lots of the national forms, whose one text is the title and may begin with the number."""
    return [_titled(lot) for lot in lots]


def _titled(lot: Fields) -> Fields:
    text = lot.get("description")
    if "intitule" in lot or not isinstance(text, Value):
        return lot
    number, title = split_number(text)
    fields = {name: value for name, value in lot.items() if name != "description"}
    put(fields, numero_lot=number, intitule=title)
    return fields


def split_number(text: Value) -> tuple[Value | None, Value]:
    """``"01 : Lot n°1 : Voirie"`` is number 1, title "Voirie"; a text without number is the title."""
    rest, number = text.text, None
    found = _NUMBER_FIRST.match(rest)
    while found:
        bare = (found["called"] or found["bare"]).lstrip("0") or "0"
        if number is not None and bare != number:
            break
        number, rest = bare, rest[found.end() :]
        found = _NUMBER_FIRST.match(rest)
    if number is None or not rest.strip():
        return None, text
    return replace(text, text=number), replace(text, text=rest.strip())
