"""The lots at the end of a national form, each under ``Lot(s) 1. - voirie``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.codes import cpv_codes, nuts_codes, values_of
from crawlers.procurement.boamp.printed.labels import Labels, fields, first
from crawlers.procurement.boamp.printed.line import Line, rest_of, trimmed, value_of
from crawlers.procurement.boamp.printed.places import put_place
from crawlers.procurement.boamp.values import lot_number

LABELS = Labels(
    {
        "cout": ("cout estime", r"estimation(?: de la valeur)?", "valeur estimee(?: hors tva)?"),
        "duree": ("duree", "duree ou delai d'execution"),
        "cpv": (r"c\.?p\.?v\.? - objet principal", r"c\.?p\.?v\.?"),
        "cpv_supplementaires": ("objets supplementaires",),
        "descripteurs": ("mots descripteurs",),
        "lieu": ("lieu d'execution", "lieu de livraison", "lieu d'execution ou de livraison"),
        "nuts": ("code nuts",),
        "quantite": ("quantites?(?: ou etendue)?",),
        "debut": (r"date previsionnelle.*?",),
        "complement": ("informations? complementaires?", "renseignements complementaires"),
    }
)

_LOT = re.compile(r"^lots?\s*\(s\)\s")
_HEAD = re.compile(r"^lots?\s*\(s\)\s*(?P<number>[^:]{1,120}?)\s*\.\s*-(?:\s+|$)")
"""A lot has a number, or a name in its place, which may be long."""


def read_national_lots(lines: Sequence[Line]) -> list[Fields]:
    """The columns of each lot."""
    return [_lot(number, block) for number, block in _blocks(lines)]


def _blocks(lines: Sequence[Line]) -> list[tuple[Value, list[Line]]]:
    found: list[tuple[Value, list[Line]]] = []
    for line in _whole_heads(lines):
        head = _HEAD.match(fold(line.text))
        if head:
            number = value_of([replace(line, text=line.text[: head.end()])])
            label = line.text[head.start("number") : head.end("number")]
            if number:
                found.append((replace(number, text=label), [rest_of(line, head.end())]))
        elif found:
            found[-1][1].append(line)
    return found


def _whole_heads(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, the head of a lot that a page breaks in two made one."""
    begun: Line | None = None
    for line in lines:
        if begun:
            line = replace(begun, text=f"{begun.text} {line.text}")  # noqa: PLW2901
            begun = None
        elif line.wraps and _LOT.match(fold(line.text)) and not _HEAD.match(fold(line.text)):
            begun = line
            continue
        yield line
    if begun:
        yield begun


def _lot(number: Value, lines: list[Line]) -> Fields:
    """The title ends the line of the number; what follows describes, or is the title where there is none."""
    found = fields(lines[1:], LABELS)
    title, text = _title(lines[0], found[0].lines)
    codes = cpv_codes(values_of(found, "cpv", "cpv_supplementaires"))
    result: Fields = {}
    put(
        result,
        numero_lot=lot_number(number),
        intitule=trimmed(title),
        description=trimmed(text),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        lieu_code_nuts=nuts_codes(values_of(found, "nuts")),
        duree_mois=trimmed(first(found, "duree")),
    )
    put_place(first(found, "lieu"), result)
    put_amount_or_range(trimmed(first(found, "cout")), result)
    return result


def _title(head: Line, body: list[Line]) -> tuple[Value | None, Value | None]:
    if not head.text:
        return value_of(body), None
    if not head.wraps:
        return value_of([head]), value_of(body)
    end = next((i for i, line in enumerate([head, *body]) if line.text.rstrip().endswith(".")), 0)
    whole = [head, *body]
    return value_of(whole[: end + 1]), value_of(whole[end + 1 :])
