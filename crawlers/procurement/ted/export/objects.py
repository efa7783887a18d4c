"""OBJECT_CONTRACT: what is bought, and OBJECT_DESCR: each lot of it, or the only one."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.bounds import bounds_in
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Fields, Notice, put
from crawlers.procurement.ted.export.criteria import read_criteria
from crawlers.procurement.ted.export.terms import AWARDS, KINDS, UNITS
from crawlers.procurement.ted.export.words import abroad, prose, published, title, until

DIVIDED = {"NO_LOT_DIVISION": "non", "LOT_DIVISION": "oui"}


def read_object(form: StrictReader, notice: Notice) -> None:
    """Title, description, kind, codes, amounts and lots."""
    for whole in form.at("OBJECT_CONTRACT"):
        codes = whole.values("CPV_MAIN/CPV_CODE/@CODE")
        put(
            notice.avis,
            objet=title(whole, "TITLE"),
            description=prose(whole, "SHORT_DESCR"),
            cpv=codes[0] if codes else None,
            type_marche=tuple(_kinds(whole)),
        )
        notice.divided = notice.divided or whole.tag("", DIVIDED)
        _read_amounts(whole, notice)
        notice.lots.extend(_lot(each) for each in whole.at("OBJECT_DESCR"))
        put(notice.avis, devise=whole.value("OBJECT_DESCR/VAL_OBJECT/@CURRENCY"))


def _kinds(whole: StrictReader) -> list[Value]:
    codes = whole.values("TYPE_CONTRACT/@CTYPE")
    return [replace(each, text=KINDS[each.text]) for each in codes if each.text in KINDS]


def _read_amounts(whole: StrictReader, notice: Notice) -> None:
    """Estimates; in an award, the total awarded."""
    kind = notice.avis.get("type_avis")
    total = published(whole, "VAL_TOTAL")
    low, high = published(whole, "VAL_RANGE_TOTAL/LOW"), published(whole, "VAL_RANGE_TOTAL/HIGH")
    estimate = published(whole, "VAL_ESTIMATED_TOTAL")
    put(
        notice.avis,
        devise=whole.value(
            "VAL_TOTAL/@CURRENCY", "VAL_ESTIMATED_TOTAL/@CURRENCY", "VAL_RANGE_TOTAL/@CURRENCY"
        ),
        montant_estime=estimate,
    )
    if isinstance(kind, Value) and kind.text in AWARDS:
        put(notice.avis, montant_attribue=total)
    else:
        put(notice.avis, montant_estime=total, montant_min=low, montant_max=high)


def _lot(described: StrictReader) -> Fields:
    codes = described.values("CPV_ADDITIONAL/CPV_CODE/@CODE")
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(described.value("LOT_NO")),
        intitule=title(described, "TITLE"),
        description=prose(described, "SHORT_DESCR"),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        montant_estime=published(described, "VAL_OBJECT"),
        duree_mois=duration(described),
        criteres=read_criteria(described),
    )
    put_place(described, fields)
    for told in (prose(described, "INFO_ADD"), fields.get("description")):
        put(fields, **dict(bounds_in(told) if isinstance(told, Value) else ()))
    return fields


def put_place(described: StrictReader, fields: Fields) -> None:
    """NUTS codes, the main site as printed, and the country where it is not France."""
    codes = described.values("NUTS/@CODE")
    put(
        fields,
        lieu_code_nuts=codes,
        lieu_libelle=prose(described, "MAIN_SITE"),
        lieu_pays=abroad(codes),
    )


def duration(described: StrictReader) -> Value | None:
    """A number with its unit, or a first and a last day."""
    number, unit = described.value("DURATION"), described.value("DURATION/@TYPE")
    start, end = described.value("DATE_START"), described.value("DATE_END")
    if number and unit and unit.text in UNITS:
        return replace(number, text=f"{number.text} {UNITS[unit.text]}")
    return until(start, end)
