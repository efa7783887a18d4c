"""The table of coded data: ``ND | Document number | 375035-2020``."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from core.model.tree import Node
from crawlers.forms.notice import Notice, put
from crawlers.forms.references import publication_id, ted_address
from crawlers.procurement.ted.export.procedure import put_procedure
from crawlers.procurement.ted.export.terms import CODED_PROCEDURES, DOCUMENT_TYPES, NATURES
from crawlers.procurement.ted.issues import issue_number

Coded = dict[str, Value]
"""The values by the two letters of their field."""

SPECIAL = {"C": "concession", "H": "concession", "J": "concession", "D": "concours", "R": "concours"}
"""TD of concessions and of contests → procedure."""

_KEY = re.compile(r"[A-Z][A-Za-z]")
_CODES = re.compile(r"(?<![A-Z0-9])\d{8}(?![0-9])")


def coded_data(tree: Node) -> Coded:
    """The fields of the table; those without a value are left out."""
    found: Coded = {}
    for row in tree.walk():
        cells = [cell for cell in row.children if cell.name in ("th", "td")] if row.name == "tr" else []
        if len(cells) == 3 and _KEY.fullmatch(cells[0].text.strip()):
            text = cells[2].text.strip()
            if text and text != "-":
                found.setdefault(
                    cells[0].text.strip(), Value(text, replace(cells[2].evidence(), lecture=text))
                )
    return found


def number_of(coded: Coded) -> str | None:
    """``375035-2020``."""
    identity = publication_id(coded["ND"].text) if "ND" in coded else None
    return identity.removeprefix("ted:") if identity else None


def read_identity(coded: Coded, notice: Notice) -> None:
    """Number, address, kind and day of publication."""
    number = coded["ND"]
    put(
        notice.avis,
        source=replace(number, text=notice.source),
        numero_source=replace(number, text=notice.number),
        url=replace(number, text=ted_address(notice.number)),
        type_avis=_term(coded, "TD", DOCUMENT_TYPES),
        date_publication=coded.get("PD"),
        numero_parution=issue_number(coded.get("OJ")),
    )


def read_index(coded: Coded, notice: Notice) -> None:
    """What the table repeats of the form, for forms that do not say it."""
    nature = _term(coded, "NC", NATURES)
    codes = coded.get("PC")
    put_procedure(_term(coded, "TD", SPECIAL) or _term(coded, "PR", CODED_PROCEDURES), notice)
    put(
        notice.avis,
        acheteur_nom=coded.get("AU"),
        date_envoi=coded.get("DS"),
        type_marche=(nature,) if nature else None,
        cpv=next((replace(codes, text=code) for code in _CODES.findall(codes.text)), None) if codes else None,
    )
    kind = notice.avis.get("type_avis")
    if not (isinstance(kind, Value) and kind.text == "rectificatif"):
        put(notice.avis, date_limite_reponse=coded.get("DT"))


def _term(coded: Coded, key: str, terms: dict[str, str]) -> Value | None:
    """The term of a code: ``3 - Contract notice``."""
    value = coded.get(key)
    code = value.text.partition("-")[0].strip() if value else ""
    return replace(value, text=terms[code]) if value and code in terms else None
