"""Pages of notices under directive 2009/81/CE (F17): the older layout, whose addresses have no labels.

The numbers of the sections mean other things than in the forms of 2014: II.1.2 is the kind and the place,
II.1.6 the CPV codes, IV.3.4 the deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.criteria import part
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice, put
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.amounts import amount
from crawlers.procurement.ted.page.lines import Line, joined
from crawlers.procurement.ted.page.objects import answer
from crawlers.procurement.ted.page.sections import Section, after_label, under

_CODES = ("classification cpv", "common procurement vocabulary")
_DIVIDED = ("division en lots", "division into lots")
_MONTHS = re.compile(r"(?:duree en mois|duration in months)\s*:\s*(?P<number>\d{1,3})\b")
_CPV = re.compile(r"\b(\d{8})\b")
_NUTS = re.compile(r"(?:Codes? NUTS|NUTS codes?)\s*:?\s*(?P<code>[A-Z]{2}[0-9A-Z]{0,3})\b")
_TOWN = re.compile(r"(?:[A-Z]{1,2}-)?(?P<postal>\d{4,5})\s+(?P<town>\D.*)")
_WEIGHTED = re.compile(
    r"(?:\d+\.\s*)?(?P<label>.+?)\.?\s*(?:Pondération|Weighting)\s*:?\s*(?P<weight>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)


def is_defence(form: Sequence[Section]) -> bool:
    """Whether II.1.6 holds the CPV codes, which the forms of 2014 have in II.1.2."""
    return any(word in fold(each.title) for each in under(form, "II.1.6") for word in _CODES)


def read_defence(form: Sequence[Section], notice: Notice) -> None:
    """What the sections mean in these forms; before the readers of the forms of 2014, which keep it."""
    _read_buyer(_lines(form, "I.1"), notice)
    codes = [line.value(code) for line in _lines(form, "II.1.6") for code in _CPV.findall(line.text)]
    put(
        notice.avis,
        description=joined(_lines(form, "II.1.5")),
        cpv=codes[0] if codes else None,
        cpv_secondaires=tuple(codes[1:]),
        duree_mois=next(_months(_lines(form, "II.3")), None),
        date_limite_reponse=next((line.value() for line in _lines(form, "IV.3.4")), None),
    )
    _read_place(_lines(form, "II.1.2"), notice)
    put(notice.avis, criteres=tuple(_criteria(_lines(form, "IV.2.1"))))
    for line in (*_lines(form, "II.1.5"), *_lines(form, "II.2.1")):
        estimate = amount(line.value(after_label(line, labels.ESTIMATE) or ""))
        if estimate:
            put(notice.avis, montant_estime=estimate[0], devise=estimate[1])
    notice.divided = answer(under(form, "II.1.8"), _DIVIDED)


def _lines(form: Sequence[Section], number: str) -> list[Line]:
    return [line for each in under(form, number) for line in each.lines]


def _read_buyer(lines: Sequence[Line], notice: Notice) -> None:
    """The first line names the buyer; the postal code and the town stand on one line."""
    name = next(iter(lines), None)
    town = next(((line, found) for line in lines if (found := _TOWN.fullmatch(line.text))), None)
    put(
        notice.avis,
        acheteur_nom=name.value() if name else None,
        acheteur_code_postal=town[0].value(town[1]["postal"]) if town else None,
        acheteur_ville=town[0].value(town[1]["town"].strip()) if town else None,
        url_profil_acheteur=Section("", "", list(lines)).labelled(labels.PROFILE),
    )


def _read_place(lines: Sequence[Line], notice: Notice) -> None:
    words = [(line, fold(line.text).strip(" .")) for line in lines]
    kinds = [line.value(labels.KINDS[word]) for line, word in words if word in labels.KINDS]
    nuts = [line.value(found["code"]) for line in lines for found in _NUTS.finditer(line.text)]
    sites = [line.value(site) for line in lines if (site := after_label(line, labels.MAIN_SITE))]
    put(
        notice.avis,
        type_marche=tuple(kinds[:1]),
        lieu_code_nuts=tuple(nuts),
        lieu_libelle=sites[0] if sites else None,
    )


def _months(lines: Sequence[Line]) -> Iterator[Value]:
    for line in lines:
        found = _MONTHS.search(fold(line.text))
        if found:
            yield line.value(f"{found['number']} mois")


def _criteria(lines: Sequence[Line]) -> Iterator[dict[str, Value]]:
    for line in lines:
        found = _WEIGHTED.fullmatch(line.text)
        if found:
            yield dict(part(line.value(found["label"]), replace(line.value(), text=found["weight"])))
