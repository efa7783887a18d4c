"""One insolvency notice: what the court decided, for which companies, and whom it designated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.toolbox import Toolbox
from core.strict import StrictReader
from crawlers.legal.acts import act_values
from crawlers.legal.bodacc.companies import Company, companies

DATASET = "designations-judiciaires"
NATURAL_PERSON = "natural-person"
BARE_ANNULATION = "annulation-without-designation"

KINDS = {
    "creation": "creation",
    "annonce": "creation",
    "rectificatif": "rectificatif",
    "annulation": "annulation",
}
"""Name of the child of typeAnnonce → type_annonce."""

IGNORED = {
    "internal numbers of the publisher and of the registries": ("nojo", "identifiantClient"),
    "the business, of no use to a designation": ("activite", "enseigne"),
    "the register of trades, and that there is no registration": ("inscriptionRM", "nonInscrit"),
    "broader words for the nature of the judgment": ("jugement/famille", "jugementAnnule/famille"),
    "the bulletin, always the BODACC A, and the date of the notice that is changed": (
        "parutionAvisPrecedent/nomPublication",
        "parutionAvisPrecedent/dateParution",
    ),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """Number and date of the issue, the same for all its notices."""

    number: Value
    date: Value | None


def read_notice(reader: StrictReader, issue: Issue, toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    """A row for each company and designation of a notice; the insolvency of a natural person is refused.

    Raises:
        StructureChanged: the notice has no number, no person or no judgment.
    """
    number = reader.require("numeroAnnonce")
    _ignore(reader)
    persons = list(reader.at("personnePhysique"))
    if persons:
        where = reader.node.path
        yield Refusal(NATURAL_PERSON, "the insolvency of a natural person is not published", where)
    if next(reader.at("personneMorale"), None) is None:
        if not persons:
            raise StructureChanged(f"{reader.node.path} has neither personneMorale nor personnePhysique")
        reader.ignore("*")
        return
    reader.ignore("personnePhysique")
    yield from _rows(reader, _shared(reader, issue, number), toolbox)


def _ignore(reader: StrictReader) -> None:
    for patterns in IGNORED.values():
        reader.ignore(*patterns)


def _shared(reader: StrictReader, issue: Issue, number: Value) -> dict[str, Value]:
    """The columns that all rows of the notice have in common."""
    if not any(next(reader.at(name), None) for name in ("jugement", "jugementAnnule")):
        raise StructureChanged(f"{reader.node.path} has no jugement")
    found = {
        "numero_annonce": number,
        "numero_parution": issue.number,
        "date_parution": issue.date,
        "type_annonce": reader.tag("typeAnnonce", KINDS),
        "annonce_precedente": _previous(reader),
        "tribunal": reader.value("tribunal"),
        "date_jugement": reader.value("jugement/date", "jugementAnnule/date"),
        "nature_jugement": reader.value("jugement/nature", "jugementAnnule/nature"),
    }
    return {name: value for name, value in found.items() if value}


def _previous(reader: StrictReader) -> Value | None:
    """The notice that is corrected or annulled, by the numbers it is printed with."""
    issue = reader.value("parutionAvisPrecedent/numeroParution")
    number = reader.value("parutionAvisPrecedent/numeroAnnonce")
    if issue is None or number is None:
        return None
    lecture = f"{issue.text}, {number.text}"
    return Value(f"bodacc:{issue.text}:{number.text}", replace(number.evidence, lecture=lecture))


def _rows(reader: StrictReader, shared: Mapping[str, Value], toolbox: Toolbox) -> Iterator[Reading | Refusal]:
    parties = companies(reader)
    acts = list(_designations(reader, toolbox))
    if not acts and shared.get("type_annonce") and shared["type_annonce"].text == "annulation":
        yield Refusal(BARE_ANNULATION, _annuls(shared), reader.node.path)
    ordinal = 0
    for company in parties:
        for act in acts:
            ordinal += 1
            yield _row(ordinal, company, shared, act)


def _designations(reader: StrictReader, toolbox: Toolbox) -> Iterator[dict[str, Value]]:
    reader.values("jugement/complementJugement")
    for node in reader.node.find("jugement/complementJugement"):
        for act in toolbox.designations(node.text):
            yield act_values(act, node)


def _row(ordinal: int, company: Company, shared: Mapping[str, Value], act: Mapping[str, Value]) -> Reading:
    issue, number = shared["numero_parution"].text, shared["numero_annonce"].text
    values = {**shared, **company.values, **act}
    return Reading(DATASET, f"bodacc:{issue}:{number}:{ordinal}", values, company.warnings)


def _annuls(shared: Mapping[str, Value]) -> str:
    previous = shared.get("annonce_precedente")
    return f"the notice annuls {previous.text if previous else 'another'} and designates nobody"
