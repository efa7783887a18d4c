"""One notice of the register of companies: registrations and sales (RCS-A), changes and removals (RCS-B)."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.strict import StrictReader
from crawlers.legal.bodacc.companies import Company, named_company
from crawlers.legal.bodacc.notices import KINDS, Act, Desk, Issue, previous, rows
from crawlers.legal.bodacc.offices import court_offices, told
from crawlers.legal.bodacc.seats import seat

REMARKS = ("modificationsGenerales/descriptif", "radiationAuRCS/commentaire")
IGNORED = {
    "internal numbers of the publisher": ("nojo",),
    "registrations, sales and changes, but for their remarks: no court decides them": (
        "acte",
        "radiationAuRCS",
        "modificationsGenerales",
    ),
    "the shops, of no use to a designation": ("etablissement",),
    "those who had the shop before, persons and companies": (
        "precedentExploitantPM",
        "precedentExploitantPP",
        "precedentProprietairePM",
        "precedentProprietairePP",
    ),
    "the number of a company, which its person prints, else the notice": ("numeroImmatriculation",),
}
OF_A_PERSON = {
    "the business, the capital and the shops": (
        "activite",
        "capital",
        "etablissement",
        "etablissementPrincipal",
    ),
    "natural persons, of whom nothing is published": ("personnePhysique",),
    "that there is no registration": ("nonInscrit",),
}
OF_A_COMPANY = {
    "trade name and capital": ("nomCommercial", "capital"),
    "that there is no registration": ("nonInscrit",),
}


def read_register(reader: StrictReader, issue: Issue, desk: Desk) -> Iterator[Reading | Refusal]:
    """The rows of the offices conferred by a court on which the register reports; most notices have none.

    Raises:
        StructureChanged: the notice has no number or no person.
    """
    found = {
        "numero_annonce": reader.require("numeroAnnonce"),
        "numero_parution": issue.number,
        "date_parution": issue.date,
        "type_annonce": reader.tag("typeAnnonce", KINDS),
        "annonce_precedente": previous(reader),
        "tribunal": reader.value("tribunal"),
    }
    departement = reader.value("numeroDepartement")
    shared = {name: value for name, value in found.items() if value}
    people = list(reader.at("personnes/personne"))
    if not people:
        raise StructureChanged(f"{reader.node.path} has no personnes/personne")
    common = reader.value("numeroImmatriculation/numeroIdentificationRCS") if len(people) == 1 else None
    _ignore(reader, IGNORED)
    known = [_designated(each, departement, common, desk) for each in people]
    remarks = (node for path in REMARKS for node in reader.node.find(path))
    yield from rows(issue, shared, told([each for each in known if each], remarks, desk))


def _designated(
    reader: StrictReader, departement: Value | None, common: Value | None, desk: Desk
) -> tuple[Company, list[Act]] | None:
    """A company with the offices it prints; None for a natural person."""
    places = [
        place
        for path in ("siegeSocial", "adresse")
        for each in reader.at(path)
        if (place := seat(each, departement))
    ]
    number = reader.value("numeroImmatriculation/numeroIdentificationRCS")
    reader.ignore("numeroImmatriculation")
    _ignore(reader, OF_A_PERSON)
    if next(reader.at("personnePhysique"), None):
        return None
    for named in reader.at("personneMorale"):
        own = named.value("numeroImmatriculation/numeroIdentification")
        named.ignore("numeroImmatriculation")
        _ignore(named, OF_A_COMPANY)
        named.values("administration")
        acts = list(court_offices(named.node.find("administration"), desk))
        return named_company(named, own or number or common, places[0] if places else None), acts
    raise StructureChanged(f"{reader.node.path} is neither personneMorale nor personnePhysique")


def _ignore(reader: StrictReader, named: dict[str, tuple[str, ...]]) -> None:
    for patterns in named.values():
        reader.ignore(*patterns)


def read_accounts(reader: StrictReader, _issue: Issue, _desk: Desk) -> Iterator[Reading | Refusal]:
    """Nothing: who deposits accounts (BILAN) designates nobody; the fields are set aside by name.

    Raises:
        StructureChanged: the notice has no number.
    """
    reader.require("numeroAnnonce")
    reader.ignore(*ACCOUNTS)
    yield from ()


ACCOUNTS = (
    "adresse",
    "denomination",
    "depot",
    "formeJuridique",
    "nojo",
    "numeroDepartement",
    "numeroImmatriculation",
    "parutionAvisPrecedent",
    "sigle",
    "tribunal",
    "typeAnnonce",
)
"""All fields of a deposit of accounts but its number."""
