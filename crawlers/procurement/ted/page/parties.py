"""Bodies in labelled lines: ``Nom officiel: …``, ``Ville: …``."""

from __future__ import annotations

from collections.abc import Iterable

from core.model.reading import Part, Value
from crawlers.forms.folding import fold
from crawlers.forms.names import number_in_name
from crawlers.forms.notice import Fields, Notice, buyer_number, put
from crawlers.procurement.ted.page import labels
from crawlers.procurement.ted.page.sections import Section, after_label, under


def bodies(sections: Iterable[Section]) -> list[Section]:
    """The lines of each body, which begin with its official name."""
    found: list[Section] = []
    for section in sections:
        named = False
        for line in section.lines:
            if after_label(line, labels.NAME):
                found.append(Section(section.number, section.title))
                named = True
            if named:
                found[-1].lines.append(line)
    return found


def read_buyers(form: Iterable[Section], notice: Notice) -> None:
    """The first body of I.1, and all of them where they are several."""
    found = bodies(under(list(form), "I.1"))
    for buyer in found[:1]:
        put(
            notice.avis,
            acheteur_nom=buyer.labelled(labels.NAME),
            acheteur_code_postal=buyer.labelled(labels.POSTAL_CODE),
            acheteur_ville=buyer.labelled(labels.TOWN),
            acheteur_pays=buyer.labelled(labels.COUNTRY),
            url_profil_acheteur=buyer.labelled(labels.PROFILE),
            **buyer_number(_number(buyer)),
        )
    if len(found) > 1:
        put(notice.avis, acheteurs=tuple(_party(each) for each in found))


def winner(body: Section) -> Fields:
    """The columns of a winner."""
    fields: Fields = {}
    put(
        fields,
        titulaire_nom=body.labelled(labels.NAME),
        titulaire_siret=_number(body),
        titulaire_code_postal=body.labelled(labels.POSTAL_CODE),
        titulaire_ville=body.labelled(labels.TOWN),
        titulaire_pays=body.labelled(labels.COUNTRY),
    )
    return fields


def _number(body: Section) -> Value | None:
    country = body.labelled(labels.COUNTRY)
    known = country is None or fold(country.text).strip() in labels.FRANCE
    return (body.labelled(labels.NUMBER) or number_in_name(body.labelled(labels.NAME))) if known else None


def _party(body: Section) -> Part:
    found = {"nom": body.labelled(labels.NAME), "siret": _number(body)}
    return {name: value for name, value in found.items() if value}
