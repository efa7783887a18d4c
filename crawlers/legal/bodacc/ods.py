"""Records of "annonces-commerciales", the DILA's dataset on Opendatasoft: an export or an answer of /records.

A record has the judgment, the persons and the other parts of a notice as JSON inside strings; the same notice
has the same rows as in the XML.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Reading, Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.bodacc.companies import Company, distinct, named_company
from crawlers.legal.bodacc.insolvency import judged, natural_person
from crawlers.legal.bodacc.notices import KINDS, Desk, Issue, desk, previous, rows
from crawlers.legal.bodacc.offices import court_offices, told
from crawlers.legal.bodacc.seats import flat_seat

EMBEDDED = frozenset(
    {
        "listepersonnes",
        "listeetablissements",
        "jugement",
        "acte",
        "modificationsgenerales",
        "radiationaurcs",
        "depot",
        "listeprecedentexploitant",
        "listeprecedentproprietaire",
        "divers",
        "parutionavisprecedent",
    }
)
REMARKS = ("modificationsgenerales/descriptif", "radiationaurcs/commentaire")
STRANGERS = 0.10
PREVIOUS = "parutionavisprecedent"
NATURAL = "pp"
INSOLVENCY = frozenset({"collective", "conciliation", "retablissement_professionnel"})
UNREAD_FAMILIES = frozenset({"dpc", "divers"})
"""Deposits of accounts and other notices, which designate nobody."""

IGNORED = {
    "other spellings of what is read": (
        "id",
        "publicationavis_facette",
        "typeavis_lib",
        "familleavis_lib",
        "departement_nom_officiel",
        "region_*",
        "commercant",
        "ville",
        "cp",
        "registre",
    ),
    "where bodacc.fr shows the notice": ("url_complete", "ispdf_unitaire", "pdf_parution_subfolder"),
    "broader words for the judgment": ("jugement/famille", "jugement/type"),
    "registrations, sales, accounts and shops: no court decides them": (
        "acte",
        "depot",
        "divers",
        "listeetablissements",
        "listeprecedentexploitant",
        "listeprecedentproprietaire",
        "modificationsgenerales",
        "radiationaurcs",
    ),
}
OF_A_PERSON = {
    "business, trade name and capital": ("activite", "capital", "enseigne", "nomCommercial"),
    "registers, and that there is no registration": ("inscriptionRM", "nonInscrit"),
    "other addresses": ("etablissementPrincipal", "adresseEtablissementPrincipal"),
}


def recognises(document: Document) -> bool:
    """Whether a document is a record of the dataset, several of them, or an answer without any."""
    if document.tree is None:
        return False
    names = {child.name for child in document.tree.children}
    found = list(_records(StrictReader(document.tree)))
    return {"total_count", "results"} <= names if not found else _is_record(found[0])


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of each record; a record that cannot be read is refused and the others are read.

    Raises:
        StructureChanged: no record could be read, or too many fields are unknown.
    """
    if document.tree is None:
        return
    root = StrictReader(document.tree)
    root.ignore("total_count")
    records = list(_records(root))
    shared = desk(records, toolbox)
    found: list[Found] = []
    failures = []
    for record in records:
        try:
            found += list(_notice(record, shared))
        except StructureChanged as failure:
            failures.append(failure)
            record.ignore("*")
            found.append(Refusal(failure.code, str(failure), record.node.path))
    if failures and len(failures) == len(records):
        raise failures[0]
    root.refuse_strangers(STRANGERS)
    yield from found
    yield from root.account()


def _records(root: StrictReader) -> Iterator[StrictReader]:
    """The records of an answer, of an export, or the one that the document is."""
    if any(root.node.find("parution")):
        yield root
    for path in ("results", "item"):
        yield from (each for each in root.at(path) if each.node.children)


def _is_record(reader: StrictReader) -> bool:
    return {"publicationavis", "numeroannonce", "familleavis"} <= {
        child.name for child in reader.node.children
    }


def _notice(reader: StrictReader, shared: Desk) -> Iterator[Reading | Refusal]:
    letter = reader.require("publicationavis")
    family = reader.require("familleavis")
    issue = Issue(reader.require("parution"), reader.value("dateparution"), letter.text)
    found: dict[str, Value | None] = {
        "numero_annonce": reader.require("numeroannonce"),
        "numero_parution": issue.number,
        "date_parution": issue.date,
        "type_annonce": reader.term("typeavis", KINDS),
        "annonce_precedente": previous(reader, PREVIOUS),
    }
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    if family.text in UNREAD_FAMILIES:
        reader.ignore("*")
    elif family.text in INSOLVENCY or reader.node.first("jugement/nature"):
        yield from _judgment(reader, issue, shared, found)
    else:
        yield from _registered(reader, issue, shared, found)


def _judgment(
    reader: StrictReader, issue: Issue, shared: Desk, found: dict[str, Value | None]
) -> Iterator[Reading | Refusal]:
    """An insolvency; that of a natural person is refused."""
    parties = [_company(each, _departement(reader)) for each in _people(reader)]
    if None in parties:
        yield natural_person(reader)
    if any(parties):
        known = distinct([each for each in parties if each])
        yield from judged(reader, issue, shared, found, lambda _: known)
    else:
        reader.ignore("*")


def _registered(
    reader: StrictReader, issue: Issue, prose: Desk, found: dict[str, Value | None]
) -> Iterator[Reading]:
    found["tribunal"] = reader.value("tribunal")
    departement = _departement(reader)
    reader.ignore("jugement")
    shared = {name: value for name, value in found.items() if value}
    people = [(each.node, company) for each in _people(reader) if (company := _company(each, departement))]
    designated = [
        (company, list(court_offices(node.find("administration"), prose))) for node, company in people
    ]
    remarks = (node for path in REMARKS for node in reader.node.find(path))
    yield from rows(issue, shared, told(designated, remarks, prose))


def _departement(reader: StrictReader) -> Value | None:
    return reader.value("numerodepartement")


def _people(reader: StrictReader) -> list[StrictReader]:
    people = list(reader.at("listepersonnes/personne"))
    if not people:
        raise StructureChanged(f"{reader.node.path} has no listepersonnes/personne")
    return people


def _company(reader: StrictReader, departement: Value | None) -> Company | None:
    """The company that a person is; None for a natural one, of whom nothing is read.

    Raises:
        StructureChanged: it has neither a name nor a type.
    """
    kind = reader.value("typePersonne")
    if kind and kind.text == NATURAL:
        reader.ignore("*")
        return None
    if not any(reader.node.find("denomination")):
        raise StructureChanged(f"{reader.node.path} has no denomination")
    for patterns in OF_A_PERSON.values():
        reader.ignore(*patterns)
    reader.ignore("numeroImmatriculation/codeRCS", "numeroImmatriculation/nomGreffeImmat")
    number = reader.value("numeroImmatriculation/numeroIdentification")
    reader.values("administration")
    places = [flat_seat(each, departement) for each in reader.at("adresseSiegeSocial") if each.node.children]
    return named_company(reader, number, places[0] if places else None)
