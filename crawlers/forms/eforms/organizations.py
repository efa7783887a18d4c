"""Organizations: buyers and winners by their id in the notice; owners who are persons are not read."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.countries import french_number
from crawlers.forms.eforms.words import EXTENSION, text
from crawlers.forms.names import number_in_name
from crawlers.forms.notice import Fields, Notice, buyer_number, put

Directory = dict[str, StrictReader]
"""Organizations of a notice by the id of their company, and by those of its touch points."""

COMPANY = "Company"
COUNTRY = f"{COMPANY}/PostalAddress/Country/IdentificationCode"
TOUCH_POINT = "TouchPoint/PartyIdentification/ID"


def directory(root: StrictReader) -> Directory:
    """Every organization of the notice."""
    found: Directory = {}
    for each in root.at(f"{EXTENSION}/Organizations/Organization"):
        for key in (*each.values(f"{COMPANY}/PartyIdentification/ID"), *each.values(TOUCH_POINT)):
            found.setdefault(key.text, each)
    return found


def name_of(organization: StrictReader) -> Value | None:
    """The organization's name."""
    return text(organization, f"{COMPANY}/PartyName/Name")


def read_buyers(root: StrictReader, organizations: Directory, notice: Notice) -> None:
    """The buyer, the leader first where they are several, and the buyer profile."""
    keys = [value.text for value in root.values("ContractingParty/Party/PartyIdentification/ID")]
    buyers = [organizations[key] for key in dict.fromkeys(keys) if key in organizations]
    buyers.sort(key=lambda buyer: not _leads(buyer))
    if buyers:
        _put_buyer(buyers[0], notice)
    if len(buyers) > 1:
        put(notice.avis, acheteurs=tuple(_party(each) for each in buyers))
    put(notice.avis, url_profil_acheteur=root.value("ContractingParty/BuyerProfileURI"))


def winner(organization: StrictReader) -> Fields:
    """The columns of a winner."""
    fields: Fields = {}
    put(
        fields,
        titulaire_nom=name_of(organization),
        titulaire_siret=_number(organization),
        titulaire_code_postal=organization.value(f"{COMPANY}/PostalAddress/PostalZone"),
        titulaire_ville=organization.value(f"{COMPANY}/PostalAddress/CityName"),
        titulaire_pays=organization.value(COUNTRY),
    )
    return fields


def _put_buyer(buyer: StrictReader, notice: Notice) -> None:
    put(
        notice.avis,
        acheteur_nom=name_of(buyer),
        acheteur_code_postal=buyer.value(f"{COMPANY}/PostalAddress/PostalZone"),
        acheteur_ville=buyer.value(f"{COMPANY}/PostalAddress/CityName"),
        acheteur_pays=buyer.value(COUNTRY),
        **buyer_number(_number(buyer)),
    )


def _number(organization: StrictReader) -> Value | None:
    number = organization.value(f"{COMPANY}/PartyLegalEntity/CompanyID")
    number = number or number_in_name(name_of(organization))
    return french_number(number, organization.value(COUNTRY))


def _party(buyer: StrictReader) -> dict[str, Value]:
    found = {"nom": name_of(buyer), "siret": _number(buyer)}
    return {name: value for name, value in found.items() if value}


def _leads(buyer: StrictReader) -> bool:
    mark = buyer.value("GroupLeadIndicator")
    return mark is not None and mark.text == "true"
