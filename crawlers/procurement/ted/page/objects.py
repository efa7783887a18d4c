"""II.1 and II.2: what is bought, and each lot of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.reading import Part, Value
from crawlers.forms.criteria import part
from crawlers.forms.folding import fold
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Fields, Notice, put
from crawlers.procurement.ted.export.terms import AWARDS
from crawlers.procurement.ted.export.words import abroad, until
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.amounts import put_total
from crawlers.procurement.ted.page.lines import Line, joined
from crawlers.procurement.ted.page.sections import Section, after_label, blocks, under

_CPV = re.compile(r"\d{8}(?=\s|$)")
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}\b")
PRICE = "Prix"


def read_object(form: Sequence[Section], notice: Notice) -> None:
    """Title, description, kind, codes, amounts, division and lots."""
    codes = _codes(under(form, "II.1.2"))
    put(
        notice.avis,
        objet=_title(under(form, "II.1.1")),
        description=_text(under(form, "II.1.4")),
        cpv=codes[0] if codes else None,
        type_marche=_kinds(under(form, "II.1.3")),
    )
    kind = notice.avis.get("type_avis")
    awarded = isinstance(kind, Value) and kind.text in AWARDS
    if not awarded:
        put_total(under(form, "II.1.5"), notice.avis, "montant_estime")
    put_total(under(form, "II.1.7"), notice.avis, "montant_attribue" if awarded else "montant_estime")
    notice.divided = notice.divided or answer(under(form, "II.1.6"), labels.DIVIDED)
    notice.lots = [_lot(block) for block in blocks(form, "II.2") if len(block) > 1]


def answer(sections: Iterable[Section], question: Sequence[str]) -> Value | None:
    """``oui`` or ``non`` to a question of the form."""
    for section in sections:
        said = section.labelled(question)
        word = fold(said.text).strip(" .") if said else ""
        if said and word in labels.ANSWERS:
            return replace(said, text=labels.ANSWERS[word])
    return None


def _lot(block: Sequence[Section]) -> Fields:
    codes = _codes(under(block, "II.2.2"))
    titles = under(block, "II.2.1")
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(next((each.labelled(labels.LOT) for each in titles), None)),
        intitule=_title(titles),
        description=_text(under(block, "II.2.4")),
        cpv=codes[0] if codes else None,
        cpv_secondaires=tuple(codes[1:]),
        duree_mois=_duration(under(block, "II.2.7")),
        criteres=_criteria(under(block, "II.2.5")),
    )
    _read_place(under(block, "II.2.3"), fields)
    put_total(under(block, "II.2.6"), fields, "montant_estime")
    fields.pop("devise", None)
    return fields


def _read_place(sections: Iterable[Section], fields: Fields) -> None:
    for section in sections:
        printed = section.all_labelled(labels.NUTS)
        codes = [replace(each, text=found[0]) for each in printed if (found := _NUTS.match(each.text))]
        put(
            fields,
            lieu_code_nuts=tuple(codes),
            lieu_libelle=_below(section, labels.MAIN_SITE),
            lieu_pays=abroad(codes),
        )


def _below(section: Section, label: Sequence[str]) -> Value | None:
    """The text that begins at a label and goes on over the lines below."""
    for index, line in enumerate(section.lines):
        rest = after_label(line, label)
        if rest is not None:
            head = [replace(line, text=rest)] if rest else []
            return joined([*head, *section.lines[index + 1 :]])
    return None


def _title(sections: Iterable[Section]) -> Value | None:
    """The lines before the numbers of the reference and of the lot, that follow the title."""
    for section in sections:
        kept: list[Line] = []
        for line in section.lines:
            if after_label(line, (*labels.REFERENCE, *labels.LOT)) is not None:
                break
            kept.append(line)
        if kept:
            return joined(kept, " ")
    return None


def _text(sections: Iterable[Section]) -> Value | None:
    return next((text for each in sections if (text := joined(each.lines))), None)


def _codes(sections: Iterable[Section]) -> list[Value]:
    return [
        line.value(found[0]) for each in sections for line in each.lines if (found := _CPV.match(line.text))
    ]


def _kinds(sections: Iterable[Section]) -> tuple[Value, ...]:
    words = [(line, fold(line.text).strip(" .")) for each in sections for line in each.lines]
    return tuple(line.value(labels.KINDS[word]) for line, word in words if word in labels.KINDS)[:1]


def _duration(sections: Iterable[Section]) -> Value | None:
    for section in sections:
        for label, unit in ((labels.MONTHS, "mois"), (labels.DAYS, "jours")):
            number = section.labelled(label)
            if number:
                return replace(number, text=f"{number.text} {unit}")
        return until(section.labelled(labels.START), section.labelled(labels.END))
    return None


def _criteria(sections: Iterable[Section]) -> tuple[Part, ...]:
    """Each criterion with the weight that is printed after its name, on its line or on the next."""
    found: list[Part] = []
    name: Value | None = None
    for line in (line for each in sections for line in each.lines):
        for piece in re.split(r"\s/\s(?=[A-Z])", line.text):
            single = replace(line, text=piece)
            named, weight = after_label(single, labels.CRITERION), after_label(single, labels.WEIGHT)
            price = after_label(single, labels.PRICE_WEIGHT)
            if named:
                name = line.value(named)
                found.append(part(name, None))
            elif weight is not None and name:
                found[-1] = part(name, line.value(weight) if weight else None)
                name = None
            elif price is not None:
                found.append(part(line.value(PRICE), line.value(price) if price else None))
            elif fold(piece).strip(" :.") in labels.PRICE:
                found.append(part(line.value(PRICE), None))
    return tuple(found)
