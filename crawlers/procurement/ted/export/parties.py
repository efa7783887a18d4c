"""Buyers and winners: their addresses."""

from __future__ import annotations

from core.model.reading import Part, Value
from core.strict import StrictReader
from crawlers.forms.countries import french_number
from crawlers.forms.names import number_in_name
from crawlers.forms.notice import Fields, Notice, buyer_number, put

BUYER = "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY"


def read_buyers(form: StrictReader, notice: Notice) -> None:
    """The buyer that the form names first, and all of them where there are several."""
    for buyer in form.at(BUYER):
        put_buyer(buyer, notice)
    others = [party(each) for each in form.at(f"{BUYER}_ADDITIONAL")]
    if others:
        put(notice.avis, acheteurs=(*[party(each) for each in form.at(BUYER)], *others))
    put(notice.avis, url_dce=form.value("CONTRACTING_BODY/URL_DOCUMENT"))


def put_buyer(buyer: StrictReader, notice: Notice) -> None:
    """Name, number, address and profile of a buyer."""
    put(
        notice.avis,
        acheteur_nom=buyer.value("OFFICIALNAME"),
        acheteur_code_postal=buyer.value("POSTAL_CODE"),
        acheteur_ville=buyer.value("TOWN"),
        acheteur_pays=buyer.value("COUNTRY/@VALUE"),
        url_profil_acheteur=buyer.value("URL_BUYER"),
        **buyer_number(number_of(buyer)),
    )


def party(buyer: StrictReader) -> Part:
    """``{"nom": …, "siret": …}``."""
    found = {"nom": buyer.value("OFFICIALNAME"), "siret": number_of(buyer)}
    return {name: value for name, value in found.items() if value}


def number_of(organisation: StrictReader) -> Value | None:
    """The national number, or the one that French buyers add to their name; none abroad."""
    number = organisation.value("NATIONALID") or number_in_name(organisation.value("OFFICIALNAME"))
    return french_number(number, organisation.value("COUNTRY/@VALUE"))


def winner(address: StrictReader) -> Fields:
    """The columns of a winner."""
    fields: Fields = {}
    put(
        fields,
        titulaire_nom=address.value("OFFICIALNAME"),
        titulaire_siret=number_of(address),
        titulaire_code_postal=address.value("POSTAL_CODE"),
        titulaire_ville=address.value("TOWN"),
        titulaire_pays=address.value("COUNTRY/@VALUE"),
    )
    return fields
