"""One insolvency notice: what the court decided, for which companies, and whom it designated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.strict import StrictReader
from crawlers.legal.acts import act_values
from crawlers.legal.bodacc.companies import Company, companies
from crawlers.legal.bodacc.notices import JUDGMENT, KINDS, Act, Desk, Issue, previous, rows

NATURAL_PERSON = "natural-person"

IGNORED = {
    "internal numbers of the publisher and of the registries": ("nojo", "identifiantClient"),
    "the business, of no use to a designation": ("activite", "enseigne"),
    "the register of trades, and that there is no registration": ("inscriptionRM", "nonInscrit"),
    "broader words for the nature of the judgment": ("jugement/famille", "jugementAnnule/famille"),
}


def read_insolvency(reader: StrictReader, issue: Issue, desk: Desk) -> Iterator[Reading | Refusal]:
    """The rows of an ``annonce``; the insolvency of a natural person is refused.

    Raises:
        StructureChanged: the notice has no number, no person or no judgment.
    """
    number = reader.require("numeroAnnonce")
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    persons = list(reader.at("personnePhysique"))
    if persons:
        yield natural_person(reader)
    if next(reader.at("personneMorale"), None) is None:
        if not persons:
            raise StructureChanged(f"{reader.node.path} has neither personneMorale nor personnePhysique")
        reader.ignore("*")
        return
    reader.ignore("personnePhysique")
    found = {
        "numero_annonce": number,
        "numero_parution": issue.number,
        "date_parution": issue.date,
        "type_annonce": reader.tag("typeAnnonce", KINDS),
        "annonce_precedente": previous(reader),
    }
    yield from judged(reader, issue, desk, found, companies)


def natural_person(reader: StrictReader) -> Refusal:
    """The refusal of an insolvency of a natural person, without a word of it."""
    return Refusal(NATURAL_PERSON, "the insolvency of a natural person is not published", reader.node.path)


def judged(
    reader: StrictReader,
    issue: Issue,
    desk: Desk,
    found: dict[str, Value | None],
    parties: Callable[[StrictReader], list[Company]],
) -> Iterator[Reading]:
    """The rows of a notice of the columns found and of its judgment.

    An annulation that designates nobody has a row without a professional for each company: what it annuls is
    withdrawn by it.

    Raises:
        StructureChanged: there is no judgment.
    """
    if not any(next(reader.at(name), None) for name in ("jugement", "jugementAnnule")):
        raise StructureChanged(f"{reader.node.path} has no jugement")
    found["tribunal"] = reader.value("tribunal")
    found["date_jugement"] = reader.value("jugement/date", "jugementAnnule/date")
    found["nature_jugement"] = reader.value("jugement/nature", "jugementAnnule/nature")
    shared = {name: value for name, value in found.items() if value}
    acts: list[Act] = list(_designations(reader, desk, shared.get("tribunal")))
    if not acts and "type_annonce" in shared and shared["type_annonce"].text == "annulation":
        acts = [{}]
    yield from rows(issue, shared, [(company, acts) for company in parties(reader)])


def _designations(reader: StrictReader, desk: Desk, court: Value | None) -> Iterator[dict[str, Value]]:
    reader.values(JUDGMENT)
    order = desk.orders.get(court.text) if court else None
    for node in reader.node.find(JUDGMENT):
        for act in desk.toolbox.designations(node.text, order):
            yield act_values(act, node)
