"""Acts on persons that are no appointment to an office: departures, suppléance, honorariat, others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.prose.clauses import Clause
from extractors.prose.columns import Columns, employer, linked, resumes, typed
from extractors.prose.companies import Company
from extractors.prose.letters import coded, plain, printed
from extractors.prose.memory import Memory, inherited
from extractors.prose.mentions import Part, companies, persons
from extractors.prose.persons import Person
from extractors.prose.replaced import replaced_columns
from extractors.prose.residences import place_columns

_ASSOCIATE = re.compile(r"\bassociée?s?\b")
_THAT_COMPANY = re.compile(r"\b(?:cette|ladite|cette même|la même|la dite) société\b")
_THAT_OFFICE = re.compile(r"\b(?:au sein|dans) (?:du même|de cet|cet|dudit|ledit) office\b")
_BRANCH = re.compile(r"\bbureaux? (?:annexe|permanent|secondaire)s?\b")
_HIS = re.compile(r"\b(?:son|sa|leurs?) (?:retrait|démission)s?\b")
_SALE = re.compile(r"\bcessions? (?:par|de|d')")
_FILLING = re.compile(r"(?:nommé|désigné)e?s?$")
_SUPPLIED: tuple[Part, ...] = ("supplied", "holder", "replaced")
_ON_COMPANIES = frozenset({"autre", "suppleance", "demission"})


def person_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """One row for each person of the clause; some kinds of acts may be on a company alone."""
    people = persons(clause.mentions, "subject")
    if clause.kind == "retrait_associe" and _SALE.search(plain(text), clause.start, clause.verb.start):
        # Whom the seller's shares go to is named by an act of their own.
        people = people[:1]
    if not people and clause.kind in ("cessation_salarie", "autre"):
        people = _employed(clause)
    if not people and _BRANCH.search(plain(text), clause.start, clause.end):
        people = persons(clause.mentions, "holder")[:1]
    his = _HIS.search(plain(text), clause.start, clause.verb.start)
    if not people and (his or resumes(text, clause)):
        people = memory.subjects
    shared = _shared(text, clause, memory)
    offices = _offices_of(clause, people)
    for person, office in zip(people, offices, strict=True):
        yield typed(clause) | person.columns() | shared | office
    if not people and clause.kind in _ON_COMPANIES:
        for firm in companies(clause.mentions, "subject")[:1]:
            place = place_columns(text, clause, memory, firm)
            yield typed(clause) | shared | firm.columns() | place


def _offices_of(clause: Clause, people: list[Person]) -> list[Columns]:
    """The profession of each person, where one follows each: "… liste des A et Mme B sur celle des C"."""
    ends = [*(person.start for person in people[1:]), clause.end]
    found = [
        [word for word in clause.professions if person.start <= word.start < end]
        for person, end in zip(people, ends[: len(people)], strict=True)
    ]
    if len(people) < 2 or not all(found):
        return [{} for _ in people]
    return [{"profession": coded(words[0].code, words[0].start, words[0].end)} for words in found]


def _resigned(text: str, clause: Clause, memory: Memory) -> Columns:
    """The residence and the company that an officer leaves; "notaire associé" means the one before."""
    firm = next(iter(companies(clause.mentions, "within")), None)
    if firm is not None:
        return place_columns(text, clause, memory, None) | memory.with_form(firm).columns()
    known = memory.company if _ASSOCIATE.search(plain(text), clause.start, clause.end) else None
    columns = {name: inherited(span) for name, span in known.columns().items()} if known else {}
    return columns | place_columns(text, clause, memory, known)


def _named_before(text: str, firm: Company | None) -> Columns:
    """The employer that "cette société" means, as the sentence before printed it."""
    return {"employeur": inherited(printed(text, firm.start, firm.end))} if firm else {}


def _employed(clause: Clause) -> list[Person]:
    """The persons of "notaires salariés de M. A et de M. B": all of them, if a holder is named beside."""
    people = persons(clause.mentions, "within")
    return people if any(mention.part == "holder" for mention in clause.mentions) else people[:1]


def _shared(text: str, clause: Clause, memory: Memory) -> Columns:
    """What the persons of a departure, suppléance or other act have in common."""
    if clause.kind == "cessation_salarie":
        people = persons(clause.mentions, "subject")
        rest = clause if people else replace(clause, mentions=clause.mentions[len(_employed(clause)) :])
        flat = plain(text)
        that = _THAT_COMPANY.search(flat, clause.start, clause.end)
        that = that or _THAT_OFFICE.search(flat, clause.start, clause.end)
        known = memory.company if that else None
        engaged = employer(text, rest) or _named_before(text, known)
        return engaged | place_columns(text, clause, memory, known)
    if clause.kind == "retrait_associe":
        firm = next(iter(companies(clause.mentions, "within", "subject", "holder")), None) or memory.company
        columns = memory.with_form(firm).columns() if firm else {}
        return columns | place_columns(text, clause, memory, firm)
    if clause.kind == "demission":
        return _resigned(text, clause, memory)
    columns = place_columns(text, clause, memory, None)
    if clause.kind == "suppleance":
        found = (replaced_columns(text, clause, part) for part in _SUPPLIED)
        columns |= next(filter(None, found), {})
    if clause.kind == "autre" and _FILLING.search(clause.verb.word):
        columns |= replaced_columns(text, clause)
    return columns | (linked(text, clause) if clause.kind == "autre" else {})
