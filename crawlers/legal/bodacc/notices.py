"""What all notices of the BODACC have in common, and the rows that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.model.reading import Reading, Value
from core.model.toolbox import NameOrder, Toolbox
from core.strict import StrictReader
from crawlers.legal.bodacc.companies import Company

DATASET = "designations-judiciaires"
JUDGMENT = "jugement/complementJugement"

KINDS = {
    "creation": "creation",
    "annonce": "creation",
    "rectificatif": "rectificatif",
    "annulation": "annulation",
}
"""The publisher's word for the kind of a notice → type_annonce."""

Act = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Issue:
    """Number, date and letter (A, B) of the issue, the same for all its notices."""

    number: Value
    date: Value | None
    letter: str = "A"


@dataclass(frozen=True, slots=True)
class Desk:
    """The readers of prose, and in what order each court of the document prints names."""

    toolbox: Toolbox
    orders: Mapping[str, NameOrder | None]


def desk(readers: Sequence[StrictReader], toolbox: Toolbox) -> Desk:
    """The desk for the notices of a document."""
    texts: dict[str, list[str]] = {}
    for reader in readers:
        court = next(reader.node.find("tribunal"), None)
        known = texts.setdefault(court.text if court else "", [])
        known.extend(node.text for node in reader.node.find(JUDGMENT))
    return Desk(toolbox, {court: toolbox.name_order(found) for court, found in texts.items() if court})


def notice_id(letter: str, issue: str, number: str) -> str:
    """``bodacc:20260050:412``; BODACC A and B number their issues alike: ``bodacc:b20260050:412``."""
    return f"bodacc:{'' if letter == 'A' else letter.lower()}{issue}:{number}"


def previous(reader: StrictReader, path: str = "parutionAvisPrecedent") -> Value | None:
    """The notice that is corrected or annulled, by the numbers it is printed with."""
    reader.ignore(f"{path}/dateParution")
    bulletin = reader.value(f"{path}/nomPublication")
    issue = reader.value(f"{path}/numeroParution")
    number = reader.value(f"{path}/numeroAnnonce")
    if issue is None or number is None:
        return None
    letter = bulletin.text.split()[-1].upper() if bulletin else "A"
    lecture = f"{issue.text}, {number.text}"
    name = notice_id(letter, issue.text, number.text)
    return Value(name, replace(number.evidence, lecture=lecture))


def rows(issue: Issue, shared: Act, designated: Iterable[tuple[Company, Sequence[Act]]]) -> Iterator[Reading]:
    """A row for each company and designation, numbered through the notice."""
    number = shared["numero_annonce"].text
    start = notice_id(issue.letter, issue.number.text, number)
    ordinal = 0
    for company, acts in designated:
        for act in acts:
            ordinal += 1
            values = {**shared, **company.values, **act}
            yield Reading(DATASET, f"{start}:{ordinal}", values, company.warnings)
