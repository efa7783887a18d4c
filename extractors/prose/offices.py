"""Acts on offices and companies: creation, suppression, transfer, dissolution, change of name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.prose.clauses import Clause
from extractors.prose.columns import Columns, typed
from extractors.prose.companies import Company, find_forms
from extractors.prose.letters import coded, plain
from extractors.prose.memory import Memory
from extractors.prose.mentions import companies, persons
from extractors.prose.renaming import new_name, renamed
from extractors.prose.residences import place_columns, remembered

_THAT_OFFICE = re.compile(r"\b(?:[Ll]'|[Cc]et |[Ss]on |[Ll]edit )office\b(?! [^,;.]{0,40}\brésidence)")


def creation_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """The row of an office that is created; where a list of residences follows, its items are the rows."""
    if clause.unit.opens and clause.header is None and not clause.places:
        return
    place = place_columns(text, clause, memory, None)
    yield typed(clause) | place
    yield from _filled(text, clause, memory, place)


_FILLED = re.compile(r"\b(?:dont|duquel) (?:est|sont) (?:nommée?|désignée?)s? titulaires?\b")


def _filled(text: str, clause: Clause, memory: Memory, place: Columns) -> Iterator[Columns]:
    """The rows of "il est créé un office … dont est nommée titulaire la société X"."""
    match = _FILLED.search(plain(text), clause.start, clause.end)
    after = [m for m in clause.mentions if match and m.start >= match.end() and m.part == "subject"]
    for mention in after:
        kind = "nomination_titulaire"
        if isinstance(mention.body, Company):
            kind, memory.company = "nomination_societe", memory.with_form(mention.body)
        created = {"office_cree": coded("true", clause.verb.start, clause.verb.end)}
        yield typed(clause, kind) | place | created | mention.body.columns()


def office_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """The row of an office that is suppressed or transferred, with the person or company that holds it."""
    if clause.unit.opens and clause.header is None and not clause.places:
        return
    people, firms = persons(clause.mentions, "holder"), companies(clause.mentions, "holder")
    if not people and not firms:
        people, firms = persons(clause.mentions, "subject"), companies(clause.mentions, "subject")
    if not people and not firms and clause.kind == "suppression_office":
        people, firms = persons(clause.mentions, "replaced"), companies(clause.mentions, "replaced")
    alone = not people and not firms and not clause.places
    that = alone and _THAT_OFFICE.search(plain(text), clause.start, clause.end)
    if that:
        people, firms = memory.subjects[:1], [memory.company] if memory.company else []
    firm = memory.with_form(firms[0]) if firms and not people else None
    holder = people[0].columns() if people else firm.columns() if firm else {}
    rows = _each(clause) if clause.kind == "suppression_office" and clause.verb.plural else []
    if len(rows) > 1:
        yield from (typed(clause) | row for row in rows)
    else:
        place = place_columns(text, clause, memory, firm)
        yield typed(clause) | (place or (remembered(memory) if that else {})) | holder


def _each(clause: Clause) -> list[Columns]:
    """The offices that a plural verb suppresses: each residence with the holder named before the next one."""
    places = [place for place in clause.places if place.kind in ("residence", "court")]
    ends = [*(place.start for place in places[1:]), clause.end]
    rows = []
    for place, end in zip(places, ends[: len(places)], strict=True):
        holders = [m for m in clause.mentions if m.part == "holder" and place.start < m.start < end]
        rows.append(place.columns() | (holders[0].body.columns() if holders else {}))
    return rows


def company_rows(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """The rows of the companies that are dissolved or renamed."""
    if clause.kind == "changement_denomination" and not _concerned(clause, memory):
        yield from _unnamed(text, clause, memory)
    firms = _concerned(clause, memory)
    for firm in firms:
        seat = memory.seat_of(firm) if len(firms) > 1 else None
        place = seat.columns() if seat else place_columns(text, clause, memory, firm)
        if clause.kind == "dissolution_societe":
            yield typed(clause) | firm.columns() | place
        else:
            for kind, columns in renamed(text, clause, firm):
                yield typed(clause, kind) | columns | place
                memory.rename(firm, columns)


def _unnamed(text: str, clause: Clause, memory: Memory) -> Iterator[Columns]:
    """The new name of "la société civile professionnelle titulaire d'un office …", the old one unsaid."""
    fresh, form = new_name(text, clause), next(find_forms(text, clause.start, clause.verb.start), None)
    if fresh and form:
        known = replace(fresh, forme=fresh.forme or form)
        yield typed(clause) | known.columns() | place_columns(text, clause, memory, None)


def _concerned(clause: Clause, memory: Memory) -> list[Company]:
    """The companies that end or change their name: several only in "La SCP A et la SCP B sont dissoutes"."""
    firms = companies(clause.mentions, "subject", "holder", "within")
    if not firms and memory.company:
        firms = [memory.company]
    found = [memory.with_form(firm) for firm in firms]
    return found if clause.verb.plural and clause.kind == "dissolution_societe" else found[:1]
