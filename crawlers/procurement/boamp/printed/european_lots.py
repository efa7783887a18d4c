"""II.2 of the forms of the JOUE: the description of each lot, or of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Part, Value
from crawlers.forms.criteria import criteria_in_prose, part
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, put
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.codes import cpv_codes, nuts_codes
from crawlers.procurement.boamp.printed.european import Section, blocks, titled
from crawlers.procurement.boamp.printed.line import trimmed
from crawlers.procurement.boamp.values import lot_number

PRICE = "Prix"
LOT = r"lots? n[°o]?\.?"

_WEIGHTED = re.compile(
    r"(?:^|\s)\d{1,2}\s*\.\s+(?P<label>\S.{0,2000}?)\s*/\s*pond[eé]ration\s*:[ \t]*(?P<weight>[^\n]*?)\s*"
    r"(?=$|\n|\s\d{1,2}\s*\.\s+\S|\s(?:prix|co[uû]t)\s*:|\scrit[eè]re de qualit[eé])",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(r"(?:^|\s)(?P<kind>prix|cout|critere de qualite)\s*:?(?=\s|$)")
_AFTER_TITLE = re.compile(rf"(?:{LOT}|numero de reference)\s*:")
_IN_DOCUMENTS = ("dans les documents du marche", "cahier des charges", "reglement de la consultation")


def read_european_lots(found: Sequence[Section]) -> list[Fields]:
    """The columns of each block II.2, with its ``criteres``."""
    return [_lot(block) for block in blocks(found, "II.2") if len(block) > 1]


def _lot(block: Sequence[Section]) -> Fields:
    title = next(iter(titled(block, r"^intitule")), None)
    codes = cpv_codes(each.value() for each in titled(block, r"cpv"))
    places = titled(block, r"^lieu d'execution", r"^lieu")
    fields: Fields = {}
    put(
        fields,
        numero_lot=_number(block),
        intitule=heading(title),
        description=_first(titled(block, r"^description des")),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        lieu_code_nuts=nuts_codes(code for each in places for code in each.all_labelled("codes? nuts")),
        lieu_libelle=next(
            (value for each in places if (value := each.labelled(".*lieu principal.*?"))), None
        ),
        duree_mois=duration(titled(block, r"^duree")),
        criteres=criteria(titled(block, r"^criteres d'attribution", r"criteres d'evaluation")),
    )
    for each in titled(block, r"^valeur estimee", r"^valeur"):
        put_amount_or_range(
            trimmed(each.labelled("valeur(?: totale)?(?: estimee)? hors tva", "valeur")), fields
        )
    return fields


def heading(title: Section | None) -> Value | None:
    """The title of a section alone: the numbers of the lot and of the reference follow it there."""
    if title is None:
        return None
    end = next((i for i, line in enumerate(title.lines) if _AFTER_TITLE.match(fold(line.text))), None)
    return trimmed(Section(title.number, title.title, title.lines[:end]).value(), " ")


def duration(found: Sequence[Section]) -> Value | None:
    """``Durée en mois : 12``, ``Durée en jours : 60``, or a first and a last day."""
    for each in found:
        months = each.labelled("(?:ou )?duree en mois")
        days = each.labelled("(?:ou )?duree en jours")
        start = next((value for value in each.all_labelled("(?:ou )?(?:debut|a compter du)")), None)
        if months:
            return _count(months)
        if days:
            return replace(days, text=f"{_count(days).text} jours")
        if start:
            return start
    return None


def criteria(found: Sequence[Section]) -> tuple[Part, ...]:
    """The criteria listed with their weights; none where they stand in the tender documents."""
    for each in found:
        whole = each.value()
        if whole is None:
            continue
        parts = _listed(whole)
        if parts:
            return parts
        folded = fold(whole.text)
        if any(words in folded for words in _IN_DOCUMENTS):
            continue
        if re.fullmatch(r"(?:criteres enonces ci-dessous\s*)?prix\s*:?", folded.strip()):
            return (part(replace(whole, text=PRICE), None),)
        if each.number.startswith("IV"):
            return criteria_in_prose(whole)
    return ()


def _listed(whole: Value) -> tuple[Part, ...]:
    parts = []
    for found in _WEIGHTED.finditer(whole.text):
        place = replace(whole.evidence, lecture=found[0].strip(), start=found.start(), end=found.end())
        kinds = [header["kind"] for header in _HEADER.finditer(fold(whole.text[: found.start() + 1]))]
        label = PRICE if kinds and kinds[-1] == "prix" else " ".join(found["label"].split())
        weight = found["weight"].strip()
        parts.append(part(Value(label, place), Value(weight, place) if weight else None))
    return tuple(parts)


def _number(block: Sequence[Section]) -> Value | None:
    return lot_number(next((value for each in block if (value := each.labelled(LOT))), None))


def _first(found: Sequence[Section]) -> Value | None:
    return next((value for value in (each.value() for each in found) if value), None)


def _count(value: Value) -> Value:
    """The number before a remark in brackets."""
    found = re.match(r"\d+", value.text)
    return replace(value, text=found[0]) if found else value
